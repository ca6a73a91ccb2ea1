"""How the network is trained."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.core.errors import UserError
from workbench.core.fields import Field
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.project import SEED, TRAINING_FIELDS, with_optimizer
from workbench.qt.document import Document
from workbench.views.form import Form

NAMES = {
    "epochs": "epochsSpin",
    "batch_size": "batchSizeSpin",
    "learning_rate": "learningRateSpin",
    "optimizer": "optimizerCombo",
    "schedule": "scheduleCombo",
    "early_stopping": "earlyStoppingCheck",
    "patience": "patienceSpin",
    "clip_norm": "clipNormSpin",
    "pace": "paceCombo",
    "seed": "seedSpin",
}


class TrainingPanel(QWidget):
    """Forms generated from the tables of training fields, optimizers and schedules."""

    refused = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.form = Form((*TRAINING_FIELDS, SEED), NAMES)
        self.form.edited.connect(self._edited)
        self._own: dict[str, Form] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        document.project_changed.connect(self._project_changed)
        self.read()

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"training", "seed"}:
            self.read()

    def read(self) -> None:
        """Shows the document's training."""
        project = self._document.project
        training = project.training
        self.form.set_values({**msgspec.structs.asdict(training), "seed": project.seed})
        self.form.controls["patience"].setEnabled(training.early_stopping)
        optimizer = OPTIMIZERS[training.optimizer]
        self._read_own("optimizer_options", optimizer.name, optimizer.fields, training.optimizer_options)
        schedule = SCHEDULES[training.schedule]
        self._read_own("schedule_options", schedule.name, schedule.fields, training.schedule_options)

    def _read_own(self, part: str, name: str, fields: tuple[Field, ...], values: Any) -> None:
        form = self._own.get(part)
        if form is None or form.property("of") != name:
            if form is not None:
                self._column.removeWidget(form)
                form.deleteLater()
            form = self._own[part] = Form(fields, {field.name: f"{part}_{field.name}" for field in fields})
            form.setProperty("of", name)
            form.edited.connect(lambda field, value: self._own_edited(part, field, value))
            self._column.insertWidget(self._column.count() - 1, form)
        form.set_values(values)

    def _own_edited(self, part: str, name: str, value: object) -> None:
        options = {**getattr(self._document.project.training, part), name: value}
        self._put(f"Change {name.replace('_', ' ')}", self._with_training(**{part: options}), f"{part} {name}")

    def _with_training(self, **changed: Any) -> Any:
        project = self._document.project
        return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **changed))

    def _edited(self, name: str, value: Any) -> None:
        project = self._document.project
        if name == "seed":
            changed = msgspec.structs.replace(project, seed=value)
        elif name == "optimizer":
            changed = with_optimizer(project, value)
        elif name == "schedule":
            changed = self._with_training(schedule=value, schedule_options={})
        else:
            changed = self._with_training(**{name: value})
        self._put(f"Change {name.replace('_', ' ')}", changed, name)

    def _put(self, text: str, project: Any, merge: str) -> None:
        try:
            self._document.edit(text, project, merge)
        except UserError as error:
            self.refused.emit(str(error))
            self.read()
