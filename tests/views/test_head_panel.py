"""The toggle between softmax and sigmoid."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from workbench.core.heads import HEADS, Head
from workbench.core.project import DataChoice, with_data
from workbench.data.built_in import DATA_SETS, load
from workbench.qt.document import Document
from workbench.views.head_panel import HeadPanel


@pytest.fixture
def panel(qtbot) -> HeadPanel:
    panel = HeadPanel(Document())
    qtbot.addWidget(panel)
    return panel


def button(panel: HeadPanel, name: str) -> QPushButton:
    return panel.findChild(QPushButton, name)


def use(document: Document, name: str) -> None:
    document.edit("Use data", with_data(document.project, DataChoice(name), load(name).label_kind))


def test_a_click_is_one_undo_step_and_tells_what_changed(panel: HeadPanel) -> None:
    button(panel, "headSigmoid").click()
    assert panel.document.project.head.activation == "sigmoid"
    assert panel.document.undo_stack.count() == 1
    assert panel.document.undo_stack.undoText() == "Use sigmoid head"
    changed = panel.findChild(QLabel, "headChanges").text()
    assert "softmax → sigmoid" in changed and "Every weight is kept" in changed
    assert "one against" not in changed
    assert "all the rest" in panel.findChild(QLabel, "headExplanation").text()
    panel.document.undo_stack.undo()
    assert button(panel, "headSoftmax").isChecked() and not button(panel, "headSigmoid").isChecked()


def test_softmax_is_refused_on_several_labels_with_reason_and_remedy(qtbot, panel: HeadPanel) -> None:
    use(panel.document, "overlapping-discs")
    before = panel.document.project
    with qtbot.waitSignal(panel.refused) as signal:
        button(panel, "headSoftmax").click()
    assert panel.document.project is before
    assert button(panel, "headSigmoid").isChecked() and not button(panel, "headSoftmax").isChecked()
    notice = panel.findChild(QLabel, "headNotice")
    assert (
        not notice.isHidden() and signal.args[0] in notice.text() and "Use the sigmoid head" in notice.text()
    )
    use(panel.document, "iris")
    assert notice.isHidden()
    assert "Every weight is kept" not in panel.findChild(QLabel, "headChanges").text()


def test_a_toggle_on_yes_or_no_says_that_the_logits_are_converted(panel: HeadPanel) -> None:
    use(panel.document, "moons")
    button(
        panel, "headSoftmax" if panel.document.project.head.activation == "sigmoid" else "headSigmoid"
    ).click()
    assert "logits are converted" in panel.findChild(QLabel, "headChanges").text()


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation} {head.label_kind.value}")
def test_only_losses_that_fit_are_offered(panel: HeadPanel, head: Head) -> None:
    names = [name for name in DATA_SETS if load(name).label_kind == head.label_kind]
    if not names:
        pytest.skip("no built-in data has such labels")
    use(panel.document, names[0])
    panel.choose(head.activation)
    combo = panel.findChild(QComboBox, "lossCombo")
    assert tuple(combo.itemData(index) for index in range(combo.count())) == head.losses
    for index, loss in enumerate(head.losses):
        combo.setCurrentIndex(index)
        assert panel.document.project.head.loss == loss
    threshold = panel.findChild(QWidget, "thresholdSpin")
    assert threshold.isHidden() == (head.decision != "threshold")


def test_the_other_settings_reach_the_project(panel: HeadPanel) -> None:
    panel.findChild(QWidget, "labelSmoothingSpin").setValue(0.1)
    combo = panel.findChild(QComboBox, "weightingCombo")
    combo.setCurrentIndex(combo.findData("balanced"))
    head = panel.document.project.head
    assert (head.label_smoothing, head.weighting) == (0.1, "balanced")
