"""The toggle between softmax and sigmoid."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from workbench.core.experiments import experimental_losses, runnable_losses
from workbench.core.heads import HEADS, Head
from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
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


def test_a_refusal_counts_the_rows_that_contradict(panel: HeadPanel) -> None:
    refuse_softmax(panel)
    carried = panel.document.dataset.labels.sum(axis=1)
    wrong = f"{(carried != 1).sum()} of {len(carried)} rows contradict the softmax head"
    assert wrong in panel.findChild(QLabel, "headNotice").text()
    button(panel, "breakHeadButton").click()
    assert wrong in panel.findChild(QLabel, "experimentContradiction").text()
    button(panel, "mendHeadButton").click()
    assert panel.findChild(QLabel, "experimentContradiction").text() == ""


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


def test_a_threshold_for_all_takes_the_place_of_those_of_each_label(panel: HeadPanel) -> None:
    use(panel.document, "overlapping-discs")
    project = panel.document.project
    own = msgspec.structs.replace(project.head, thresholds=(0.2, 0.3, 0.4))
    panel.document.edit("Choose thresholds", msgspec.structs.replace(project, head=own))
    decision = panel.findChild(QLabel, "headDecision")
    assert "a threshold of its own" in decision.text()
    panel.findChild(QWidget, "thresholdSpin").setValue(0.6)
    assert (panel.document.project.head.threshold, panel.document.project.head.thresholds) == (0.6, ())
    assert "a threshold of its own" not in decision.text()


def test_an_experiment_has_no_temperature(panel: HeadPanel) -> None:
    spin = panel.findChild(QWidget, "temperatureSpin")
    assert not spin.isHidden()
    spin.setValue(2.5)
    assert panel.document.project.head.temperature == 2.5
    refuse_softmax(panel)
    button(panel, "breakHeadButton").click()
    assert panel.document.project.head.temperature == 1.0 and spin.isHidden()


WAYS_ON = ("useFittingHeadButton", "breakHeadButton")


def refuse_softmax(panel: HeadPanel) -> None:
    use(panel.document, "random-numbers")
    button(panel, "headSoftmax").click()


def is_offered(panel: HeadPanel, name: str) -> bool:
    return button(panel, name).isVisibleTo(panel)


def test_a_refusal_offers_the_remedy_and_the_mistake(panel: HeadPanel) -> None:
    assert not any(is_offered(panel, name) for name in WAYS_ON)
    refuse_softmax(panel)
    assert all(is_offered(panel, name) for name in WAYS_ON)
    before = panel.document.project
    assert button(panel, "useFittingHeadButton").text() == "Use sigmoid"
    button(panel, "useFittingHeadButton").click()
    assert panel.document.project is before
    assert not any(is_offered(panel, name) for name in WAYS_ON)
    assert panel.findChild(QLabel, "headNotice").isHidden()


def test_a_pair_is_broken_on_purpose_and_mended_each_as_one_undo_step(panel: HeadPanel) -> None:
    refuse_softmax(panel)
    whole, steps = panel.document.project, panel.document.undo_stack.count()
    button(panel, "breakHeadButton").click()
    head = panel.document.project.head
    assert (head.activation, head.loss, head.experiment) == ("softmax", "categorical_crossentropy", True)
    assert panel.document.undo_stack.count() == steps + 1
    assert panel.document.undo_stack.undoText() == "Break it on purpose"
    banner = panel.findChild(QWidget, "experimentBanner")
    assert banner.isVisibleTo(panel) and not is_offered(panel, "breakHeadButton")
    assert button(panel, "headSoftmax").isChecked()
    assert "sum to 1" in panel.findChild(QLabel, "headExplanation").text()

    button(panel, "mendHeadButton").click()
    assert panel.document.project == whole
    assert panel.document.undo_stack.count() == steps + 2
    assert not banner.isVisibleTo(panel)
    panel.document.undo_stack.undo()
    assert panel.document.project.head == head and banner.isVisibleTo(panel)
    panel.document.undo_stack.undo()
    assert panel.document.project == whole


def test_the_other_head_ends_an_experiment_too(panel: HeadPanel) -> None:
    refuse_softmax(panel)
    button(panel, "breakHeadButton").click()
    button(panel, "headSigmoid").click()
    assert not panel.document.project.head.experiment
    assert panel.document.project.head.loss == "binary_crossentropy"


def losses(panel: HeadPanel) -> dict[str, str]:
    combo = panel.findChild(QComboBox, "lossCombo")
    return {combo.itemData(index): combo.itemText(index) for index in range(combo.count())}


def pick_loss(panel: HeadPanel, loss: str) -> None:
    combo = panel.findChild(QComboBox, "lossCombo")
    combo.setCurrentIndex(combo.findData(loss))


def test_losses_that_do_not_fit_are_listed_on_request_and_marked(panel: HeadPanel) -> None:
    panel.choose("sigmoid")
    check = panel.findChild(QCheckBox, "misfitLossesCheck")
    assert check.isVisibleTo(panel)
    check.click()
    kind = panel.document.label_kind
    listed = losses(panel)
    assert tuple(listed) == runnable_losses("sigmoid", kind)
    marked = {loss for loss, title in listed.items() if title.startswith("⚠")}
    assert marked == set(experimental_losses("sigmoid", kind))
    check.click()
    assert tuple(losses(panel)) == panel.document.head.losses


def test_a_loss_that_does_not_fit_is_an_experiment_until_one_that_does(panel: HeadPanel) -> None:
    panel.choose("sigmoid")
    panel.findChild(QCheckBox, "misfitLossesCheck").click()
    weighting = panel.findChild(QWidget, "weightingCombo")
    steps = panel.document.undo_stack.count()
    pick_loss(panel, "categorical_crossentropy")
    assert panel.document.project.head.experiment and panel.document.undo_stack.count() == steps + 1
    assert panel.findChild(QWidget, "experimentBanner").isVisibleTo(panel)
    assert not weighting.isVisibleTo(panel)
    assert not panel.findChild(QCheckBox, "misfitLossesCheck").isVisibleTo(panel)
    pick_loss(panel, "binary_focal_crossentropy")
    head = panel.document.project.head
    assert (head.activation, head.experiment) == ("sigmoid", False)
    assert weighting.isVisibleTo(panel) and panel.document.undo_stack.count() == steps + 2


def test_other_data_end_an_experiment(panel: HeadPanel) -> None:
    refuse_softmax(panel)
    button(panel, "breakHeadButton").click()
    use(panel.document, "iris")
    assert not panel.document.project.head.experiment
    assert panel.findChild(QWidget, "experimentBanner").isHidden()
