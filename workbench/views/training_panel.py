"""The panel that says how the network is trained."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from workbench.core.fields import Field, Value
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.project import PACES, Project
from workbench.core.projects.project_fields import SEED, TRAINING_FIELDS
from workbench.core.projects.training_edits import with_optimizer
from workbench.qt.document import Document
from workbench.views.form import Form
from workbench.views.panel import ProjectPanel, heading, run_alone, scrolling_column, wrapped_label

OBJECT_NAMES = {
    "epochs": "epochsSpin",
    "batch_size": "batchSizeSpin",
    "optimizer": "optimizerCombo",
    "learning_rate": "learningRateSpin",
    "schedule": "scheduleCombo",
    "early_stopping": "earlyStoppingCheck",
    "patience": "patienceSpin",
    "clip_norm": "clipNormSpin",
    "pace": "paceCombo",
    "seed": "seedSpin",
}
CHOICE_TITLES = {"schedule": {row.name: row.title for row in SCHEDULES.values()}, "pace": PACES}
CHOICE_TOOL_TIPS = {
    "optimizer": {row.name: row.tool_tip for row in OPTIMIZERS.values()},
    "schedule": {row.name: row.tool_tip for row in SCHEDULES.values()},
}


class SubForm(QWidget):
    """The own settings of a chosen row: made anew when another row is chosen, absent if it has none."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix
        self._row = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.form = Form(())

    def show_row(self, row: str, title: str, fields: tuple[Field, ...]) -> bool:
        """Shows the fields of `row`; returns whether the form is a new one."""
        if row == self._row:
            return False
        self._row = row
        self._clear()
        names = {field.name: f"{self._prefix}_options_{field.name}" for field in fields}
        self.form = Form(fields, names)
        self._column.addWidget(heading(title))
        self._column.addWidget(self.form)
        self.setVisible(bool(fields))
        return True

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class TrainingPanel(ProjectPanel):
    """Epochs, batches, optimizer, learning rate and seed."""

    parts = frozenset({"training", "seed"})

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.setObjectName("trainingPanel")
        self.setAccessibleName("Training")
        self._form = Form((*TRAINING_FIELDS, SEED), OBJECT_NAMES, CHOICE_TITLES)
        self._form.edited.connect(self._on_edited)
        self._explanation = wrapped_label(
            "trainingExplanation", "What optimizer and schedule do", "In words for a learner."
        )
        self._optimizer_form = SubForm("optimizer")
        self._schedule_form = SubForm("schedule")
        self._place()
        self._add_tool_tips()
        self.read()

    def _place(self) -> None:
        column = scrolling_column(self)
        for widget in (self._form, self._explanation, self._optimizer_form, self._schedule_form):
            column.addWidget(widget)
        column.addStretch()

    def _add_tool_tips(self) -> None:
        for name, tool_tips in CHOICE_TOOL_TIPS.items():
            combo = self._form.controls[name]
            assert isinstance(combo, QComboBox)
            for index in range(combo.count()):
                tool_tip = tool_tips[combo.itemData(index)]
                combo.setItemData(index, tool_tip, Qt.ItemDataRole.ToolTipRole)

    def read(self) -> None:
        """Shows the training settings of the project."""
        training = self.document.project.training
        values = {field.name: getattr(training, field.name) for field in TRAINING_FIELDS}
        self._form.set_values({**values, "seed": self.document.project.seed})
        self._form.set_row_enabled("patience", training.early_stopping)
        self._read_optimizer()
        self._read_schedule()
        optimizer, schedule = OPTIMIZERS[training.optimizer], SCHEDULES[training.schedule]
        self._explanation.setText(
            f"{optimizer.name}: {optimizer.tool_tip}\n{schedule.title} rate: {schedule.tool_tip}"
        )

    def _read_optimizer(self) -> None:
        training = self.document.project.training
        row = OPTIMIZERS[training.optimizer]
        if self._optimizer_form.show_row(row.name, f"Settings of {row.name}", row.fields):
            self._optimizer_form.form.edited.connect(self._on_optimizer_option)
        self._optimizer_form.form.set_values(training.optimizer_options)

    def _read_schedule(self) -> None:
        training = self.document.project.training
        row = SCHEDULES[training.schedule]
        if self._schedule_form.show_row(row.name, f"Settings of {row.title.lower()}", row.fields):
            self._schedule_form.form.edited.connect(self._on_schedule_option)
        self._schedule_form.form.set_values(training.schedule_options)

    def _on_edited(self, name: str, value: Value) -> None:
        words = name.replace("_", " ")
        self.attempt(f"Set {words}", lambda: self._edited(name, value), f"training {name}")

    def _edited(self, name: str, value: Value) -> Project:
        project = self.document.project
        if name == "seed":
            return msgspec.structs.replace(project, seed=value)
        if name == "optimizer":
            return with_optimizer(project, str(value))
        if name == "schedule":
            return self._with_training(schedule=value, schedule_options={})
        return self._with_training(**{name: value})

    def _on_optimizer_option(self, name: str, value: Value) -> None:
        options = {**self.document.project.training.optimizer_options, name: value}
        text = f"Set {name.replace('_', ' ')} of {self.document.project.training.optimizer}"
        self.attempt(text, lambda: self._with_training(optimizer_options=options), f"optimizer {name}")

    def _on_schedule_option(self, name: str, value: Value) -> None:
        options = {**self.document.project.training.schedule_options, name: value}
        text = f"Set {name.replace('_', ' ')} of the schedule"
        self.attempt(text, lambda: self._with_training(schedule_options=options), f"schedule {name}")

    def _with_training(self, **changes: object) -> Project:
        project = self.document.project
        return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **changes))


def main() -> int:
    """Shows the panel in a window of its own."""
    return run_alone(TrainingPanel)


if __name__ == "__main__":
    raise SystemExit(main())
