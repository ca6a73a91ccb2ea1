"""The docks of the window, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QScrollArea, QWidget

from workbench.views.view_dock import ViewDock
from workbench.views.window.dock_rows import DOCKS, DockRow

if TYPE_CHECKING:
    from workbench.views.main_window import MainWindow

ON_TOP = "headDock", "metricDock", "predictionsDock"
"""Of the docks that share a place, those that are seen at first."""


class Docks(Mapping[str, QDockWidget]):
    """Makes a dock for each row of `DOCKS`, and puts it where it belongs."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._docks: dict[str, QDockWidget] = {row.name: self._dock(row) for row in DOCKS}

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._docks)

    def __len__(self) -> int:
        return len(self._docks)

    def _dock(self, row: DockRow) -> QDockWidget:
        dock = ViewDock(row.name, row.title, row.view(self._window), self._window)
        action = dock.toggleViewAction()
        action.setToolTip(row.tool_tip or f"Show {row.title}, or close it.")
        # A dock that comes back among tabs is not on top by itself.
        action.triggered.connect(lambda shown: dock.raise_() if shown else None)
        return dock

    def place(self) -> None:
        """Puts each dock into its area, and those that share a place into tabs."""
        for row in DOCKS:
            self._window.addDockWidget(row.area, self[row.name])
            if row.tabbed_with:
                self._window.tabifyDockWidget(self[row.tabbed_with], self[row.name])
            self[row.name].setVisible(row.is_open)
        for name in ON_TOP:
            self[name].raise_()

    def arrange(self) -> None:
        """Gives each dock its usual share of the window."""
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        top = [self[name] for name in ("dataDock", "networkDock", "headDock", "predictionsDock")]
        self._window.resizeDocks(top, [300, 350, 290, 340], horizontal)
        self._window.resizeDocks([self["lossDock"], self["metricDock"]], [640, 640], horizontal)
        self._window.resizeDocks([self["dataDock"], self["lossDock"]], [490, 240], vertical)

    def show(self, name: str) -> None:
        """Opens a dock, and brings it to the front of its tabs."""
        self[name].show()
        self[name].raise_()

    def go_to(self, control: str) -> None:
        """Shows and focuses the control of that object name."""
        widget = self._window.findChild(QWidget, control)
        if widget is None:
            return
        for name, dock in self.items():
            if dock.isAncestorOf(widget):
                self.show(name)
        _scroll_to(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
