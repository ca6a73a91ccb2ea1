"""A pair broken on purpose in the real window: refused, offered, trained, seen, and mended."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox, QWidget

from workbench.app import Workbench
from workbench.core.projects.layer_text import parse_layers
from workbench.qt.trainer import State
from workbench.views.loss_plot import SHOWN


def find(bench: Workbench, kind: type, name: str):
    found = bench.window.findChild(kind, name)
    assert found is not None, name
    return found


def pick(bench: Workbench, combo_name: str, data: str) -> None:
    combo = find(bench, QComboBox, combo_name)
    combo.setCurrentIndex(combo.findData(data))


def train(bench: Workbench, qtbot, epochs: int) -> list[float]:
    """Returns the training loss of each epoch of the run."""
    find(bench, QSpinBox, "epochsSpin").setValue(epochs)
    bench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(
        lambda: bench.trainer.glimpse.epoch >= epochs and bench.trainer.state is State.IDLE, timeout=60_000
    )
    return bench.trainer.history.by_name()["loss"]


def test_break_it_on_purpose_watch_it_climb_and_mend_it(workbench: Workbench, qtbot) -> None:
    pick(workbench, "datasetCombo", "random-numbers")
    project = msgspec.structs.replace(workbench.document.project, layers=parse_layers("64,64"))
    workbench.document.edit("Two hidden layers", project)
    find(workbench, QPushButton, "headSoftmax").click()
    assert workbench.document.project.head.activation == "sigmoid"
    find(workbench, QPushButton, "breakHeadButton").click()
    assert workbench.document.project.head.experiment
    assert workbench.window.docks["problemsDock"].windowTitle() == "Problems: 1"
    assert "rows contradict the softmax head" in workbench.window.problems.item(0).text()

    losses = train(workbench, qtbot, 50)
    assert 10 < losses[0] < 16 and losses[-1] > 2 * losses[0]
    plot = workbench.window.loss_plot
    qtbot.waitUntil(lambda: len(plot.points[SHOWN]) == 50, timeout=2_000)
    assert SHOWN in plot.canvas.shown_curves()
    sum_label = find(workbench, QLabel, "probabilitySum")
    qtbot.waitUntil(lambda: "sums to 1.00" in sum_label.text(), timeout=2_000)

    steps = workbench.document.undo_stack.count()
    find(workbench, QPushButton, "mendHeadButton").click()
    assert workbench.document.undo_stack.count() == steps + 1
    assert workbench.document.project == project
    assert find(workbench, QWidget, "experimentBanner").isHidden()
    qtbot.waitUntil(lambda: "need not sum to 1" in sum_label.text(), timeout=2_000)
    workbench.window.actions_by_name["undoAction"].trigger()
    assert workbench.document.project.head.experiment


def test_a_problem_leads_to_the_button_that_mends_it(workbench: Workbench, qtbot) -> None:
    pick(workbench, "datasetCombo", "random-numbers")
    find(workbench, QPushButton, "headSoftmax").click()
    find(workbench, QPushButton, "breakHeadButton").click()
    workbench.window.show()
    workbench.window.activateWindow()
    workbench.window.problems.itemActivated.emit(workbench.window.problems.item(0))
    assert workbench.window.focusWidget().objectName() == "mendHeadButton"
