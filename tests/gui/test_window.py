"""The window as a whole: names, docks, themes, examples and every data set."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from workbench.app import Workbench
from workbench.core.examples import EXAMPLES
from workbench.data.built_in import DATA_SETS
from workbench.qt.actions import ACTIONS
from workbench.qt.trainer import State
from workbench.views.help_window import HelpWindow
from workbench.views.window.dock_rows import DOCKS

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTableView, QListWidget)
FIXED_NAMES = [
    "datasetCombo",
    "layerTable",
    "addLayerButton",
    "removeLayerButton",
    "headSoftmax",
    "headSigmoid",
    "lossCombo",
    "headExplanation",
    "epochsSpin",
    "batchSizeSpin",
    "learningRateSpin",
    "optimizerCombo",
    "seedSpin",
    "paceCombo",
    "lossPlot",
    "metricPlot",
    "probabilityBars",
    "probabilitySum",
    "exampleSpin",
    "problemsList",
    "statusMessage",
    "progressBar",
]


def is_qts_own(control: QWidget) -> bool:
    """Whether Qt made the control inside another one, such as the line edit of a spin box."""
    name = control.objectName()
    return name.startswith("qt_") or name.startswith("Scroll") or isinstance(control.parent(), QLineEdit)


def test_every_control_has_a_name_for_scripts_screen_readers_and_the_pointer(workbench) -> None:
    controls = [c for kind in CONTROLS for c in workbench.window.findChildren(kind) if not is_qts_own(c)]
    assert len(controls) > 40
    for control in controls:
        described = control.objectName() and control.accessibleName() and control.toolTip()
        assert described, (type(control), control.objectName(), control.accessibleName(), control.toolTip())


@pytest.mark.parametrize("name", FIXED_NAMES)
def test_the_fixed_names_are_there(workbench, name: str) -> None:
    assert workbench.window.findChild(QWidget, name) is not None


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.name)
def test_every_action_is_in_the_window_with_a_tool_tip(workbench, row) -> None:
    action = workbench.window.findChild(QAction, row.name)
    assert action is not None
    assert row.tool_tip in action.toolTip()


def test_no_two_actions_share_a_shortcut() -> None:
    shortcuts = [row.shortcut for row in ACTIONS if row.shortcut is not None]
    assert len(shortcuts) == len(set(shortcuts))


@pytest.mark.parametrize("row", DOCKS, ids=lambda row: row.name)
def test_every_dock_goes_over_the_whole_screen_and_back(workbench, row) -> None:
    dock = workbench.window.docks[row.name]
    workbench.window.findChild(QToolButton, f"{row.name}WholeScreen").click()
    assert dock.geometry() == dock.screen().geometry()
    assert dock.widget().font().pointSizeF() > workbench.window.font().pointSizeF()
    dock.leave_whole_screen()
    assert not dock.isFloating()
    assert dock.widget().font().pointSizeF() == workbench.window.font().pointSizeF()


def train_two_epochs(bench, qtbot) -> None:
    bench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: bench.trainer.glimpse.epoch >= 2, timeout=60_000)
    bench.trainer.stop()
    qtbot.waitUntil(lambda: bench.trainer.state is State.IDLE, timeout=30_000)


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_data_set_trains_at_one_click(workbench, qtbot, name: str) -> None:
    combo = workbench.window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData(name))
    assert workbench.document.project.data.name == name
    train_two_epochs(workbench, qtbot)
    assert workbench.window.loss_plot.words_at(1)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_every_example_opens_and_trains(workbench, qtbot, example) -> None:
    workbench.window.files.start(example.project)
    assert workbench.document.project == example.project
    train_two_epochs(workbench, qtbot)


def test_a_problem_leads_to_the_control_that_mends_it(workbench) -> None:
    spin = workbench.window.findChild(QWidget, "learningRateSpin")
    spin.setValue(50.0)
    problems = workbench.window.problems
    assert problems.count() >= 1
    problems.itemActivated.emit(problems.item(0))
    assert workbench.window.focusWidget() is spin
    assert spin.isVisible()


@pytest.mark.parametrize("data", ["digits", "breast-cancer"])
def test_a_toggle_acts_while_steps_are_running(workbench, qtbot, data: str) -> None:
    combo = workbench.window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData(data))
    workbench.window.findChild(QAbstractSpinBox, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 2, timeout=60_000)
    for name, marks in (("headSigmoid", 1), ("headSoftmax", 2)):
        assert workbench.trainer.state is State.RUNNING
        workbench.window.findChild(QAbstractButton, name).click()
        qtbot.waitUntil(lambda marks=marks: len(workbench.trainer.history.marks) == marks, timeout=10_000)
    assert len(workbench.trainer.history.chances) == 3
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=10_000)


def test_a_new_learning_rate_acts_while_steps_are_running(workbench, qtbot) -> None:
    workbench.window.findChild(QAbstractSpinBox, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 1, timeout=60_000)
    workbench.window.findChild(QAbstractSpinBox, "learningRateSpin").setValue(0.01)
    qtbot.waitUntil(lambda: abs(workbench.trainer.glimpse.learning_rate - 0.01) < 1e-6, timeout=10_000)
    assert workbench.trainer.state is State.RUNNING
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=10_000)


def test_help_opens_beside_the_window_once_and_goes_with_escape(workbench, qtbot) -> None:
    action = workbench.window.findChild(QAction, "engineHelpAction")
    action.trigger()
    action.trigger()
    (help_window,) = workbench.window.findChildren(HelpWindow)
    assert help_window.isVisible()
    qtbot.waitUntil(help_window.isActiveWindow, timeout=2000)
    qtbot.keyClick(help_window.browser, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: workbench.window.findChildren(HelpWindow) == [], timeout=2000)


def test_what_cannot_be_seen_or_did_not_change_is_not_drawn(workbench, qtbot) -> None:
    train_two_epochs(workbench, qtbot)
    window, painted = workbench.window, PaintCounter()
    qtbot.wait(400)
    window.docks["metricDock"].close()
    loss, metric = window.loss_plot.canvas.viewport(), window.metric_plot.canvas.viewport()
    views = (loss, metric, window.network.diagram.canvas)
    for view in views:
        view.installEventFilter(painted)
    workbench.trainer.updated.emit()
    qtbot.wait(50)
    assert painted.views == []
    workbench.trainer.train(workbench.document.project)
    qtbot.waitUntil(lambda: loss in painted.views, timeout=30_000)
    assert set(painted.views) == {loss}
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=10_000)


class PaintCounter(QObject):
    """Notes which views are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.views.append(watched)
        return False


def test_python_looks_for_garbage_by_itself_again_once_the_program_is_closed(qapp) -> None:
    gc.enable()
    bench = Workbench([])
    meanwhile = gc.isenabled()
    bench.close()
    afterwards = gc.isenabled()
    gc.disable()
    assert (meanwhile, afterwards) == (False, True)


def test_tabs_of_docks_are_not_cut(workbench: Any, qtbot: Any) -> None:
    window = workbench.window
    for name in ("confusionDock", "calibrationDock", "rankingCurvesDock", "thresholdsDock"):
        window.docks[name].show()
    titles = {"Confusion", "ROC and precision"}

    def bars() -> list[QTabBar]:
        every = window.findChildren(QTabBar)
        return [bar for bar in every if titles <= {bar.tabText(tab) for tab in range(bar.count())}]

    qtbot.waitUntil(lambda: len(bars()) == 1)
    (bar,) = bars()
    assert bar.elideMode() is Qt.TextElideMode.ElideNone
    for tab in range(bar.count()):
        assert bar.tabRect(tab).width() > bar.fontMetrics().horizontalAdvance(bar.tabText(tab))
