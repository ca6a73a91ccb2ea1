"""The panel of the training settings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.project import PACES
from workbench.qt.document import Document
from workbench.views.training_panel import TrainingPanel


@pytest.fixture
def panel(qtbot) -> TrainingPanel:
    panel = TrainingPanel(Document())
    qtbot.addWidget(panel)
    return panel


def pick(panel: TrainingPanel, name: str, word: str) -> None:
    combo = panel.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findData(word))


@pytest.mark.parametrize("row", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_optimizer_brings_its_rate_and_settings(panel: TrainingPanel, row) -> None:
    pick(panel, "optimizerCombo", "SGD" if row.name == "Adam" else "Adam")
    pick(panel, "optimizerCombo", row.name)
    training = panel.document.project.training
    assert (training.optimizer, training.learning_rate) == (row.name, row.learning_rate)
    assert panel.findChild(QWidget, "learningRateSpin").value() == row.learning_rate
    for field in row.fields:
        control = panel._optimizer_form.form.controls[field.name]
        if field.kind == "flag":
            control.click()
        else:
            control.setValue(0.5)
        assert panel.document.project.training.optimizer_options[field.name] in (0.5, not field.default)


@pytest.mark.parametrize("row", SCHEDULES.values(), ids=SCHEDULES)
def test_every_schedule_brings_its_settings(panel: TrainingPanel, row) -> None:
    pick(panel, "scheduleCombo", row.name)
    assert panel.document.project.training.schedule == row.name
    assert set(panel._schedule_form.form.controls) == {field.name for field in row.fields}
    for field in row.fields:
        panel._schedule_form.form.controls[field.name].stepDown()
        panel._schedule_form.form.controls[field.name].stepUp()


def test_numbers_reach_the_project_and_come_back(panel: TrainingPanel) -> None:
    for name, value in (("epochsSpin", 7), ("batchSizeSpin", 16), ("learningRateSpin", 1e9), ("seedSpin", 5)):
        panel.findChild(QWidget, name).setValue(value)
    training = panel.document.project.training
    assert (training.epochs, training.batch_size, training.learning_rate) == (7, 16, 1e9)
    assert panel.document.project.seed == 5
    assert panel.document.undo_stack.count() == 4
    panel.document.undo_stack.setIndex(0)
    assert panel.findChild(QWidget, "epochsSpin").value() == 50


def test_patience_waits_for_early_stopping(panel: TrainingPanel) -> None:
    assert not panel.findChild(QWidget, "patienceSpin").isEnabled()
    panel.findChild(QCheckBox, "earlyStoppingCheck").click()
    assert panel.findChild(QWidget, "patienceSpin").isEnabled()


@pytest.mark.parametrize("pace", PACES)
def test_every_pace_can_be_chosen(panel: TrainingPanel, pace: str) -> None:
    pick(panel, "paceCombo", pace)
    assert panel.document.project.training.pace == pace
