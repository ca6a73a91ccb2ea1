"""The table of docks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.views.lazy_view import LazyView
from workbench.views.understanding.views import VIEWS, ViewRow

if TYPE_CHECKING:
    from workbench.views.main_window import MainWindow

TOP, BOTTOM = Qt.DockWidgetArea.TopDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea


@dataclass(frozen=True)
class DockRow:
    """One row: a view in a dock of its own."""

    name: str
    title: str
    area: Qt.DockWidgetArea
    view: Callable[[MainWindow], QWidget]
    tabbed_with: str = ""
    tool_tip: str = ""
    is_open: bool = True


def _lazy(row: ViewRow) -> Callable[[MainWindow], QWidget]:
    return lambda window: LazyView(lambda: row.make(window.bench))


DOCKS: tuple[DockRow, ...] = (
    DockRow("dataDock", "Data", TOP, lambda window: window.data),
    DockRow("networkDock", "Network", TOP, lambda window: window.network),
    DockRow("headDock", "Head", TOP, lambda window: window.head),
    DockRow("predictionsDock", "Predictions", TOP, lambda window: window.predictions),
    DockRow("paintDock", "Paint", TOP, lambda window: window.paint, "predictionsDock"),
    DockRow("trainingDock", "Training", TOP, lambda window: window.training, "headDock"),
    DockRow("lossDock", "Loss", BOTTOM, lambda window: window.loss_plot),
    DockRow("metricDock", "Metrics", BOTTOM, lambda window: window.metric_plot),
    DockRow("codeDock", "Code", BOTTOM, lambda window: window.code, "metricDock"),
    DockRow("problemsDock", "Problems", BOTTOM, lambda window: window.problems, "metricDock"),
    *(
        DockRow(f"{row.name}Dock", row.title, BOTTOM, _lazy(row), "metricDock", row.tool_tip, False)
        for row in VIEWS
    ),
)
