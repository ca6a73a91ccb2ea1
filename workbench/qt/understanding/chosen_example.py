"""The validation example that is being watched, as document and trainer know it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset, Rows
from workbench.data.split import split
from workbench.qt.document import Document
from workbench.qt.trainer import Trainer
from workbench.qt.understanding.true_classes import true_classes, true_words


class ChosenExample(QObject):
    """Which example is watched, what is true of it and what its logits are. GUI thread only.

    Attributes:
        changed: Emitted whenever any of that, or the head, may have changed.
    """

    changed = Signal()

    def __init__(self, document: Document, trainer: Trainer, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._trainer = document, trainer
        self._rows: Rows | None = None
        document.project_changed.connect(self._project_changed)
        trainer.updated.connect(self.changed)

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"data", "seed"}:
            self._rows = None
        self.changed.emit()

    @property
    def dataset(self) -> Dataset:
        """The data that it is from."""
        return self._document.dataset

    @property
    def is_pair(self) -> bool:
        """Whether the question is yes or no."""
        return self.dataset.label_kind is LabelKind.YES_NO

    @property
    def index(self) -> int:
        """Its place among the validation examples, from 0."""
        return self._trainer.glimpse.row

    @property
    def logits(self) -> NDArray[np.float32] | None:
        """Its logits (units,) over the project's temperature; None where no network of this project is trained."""
        logits = self._trainer.logits if self._trainer.fits(self._document.project) else None
        return None if logits is None else np.asarray(logits / self.temperature, np.float32)

    @property
    def temperature(self) -> float:
        """What the project divides logits by."""
        return self._document.project.head.temperature

    @property
    def state(self) -> tuple[object, ...]:
        """A value that differs whenever something of it does."""
        logits = self.logits
        return self._document.project, self.index, None if logits is None else logits.tobytes()

    @property
    def true(self) -> NDArray[np.bool_]:
        """Which classes are true of it, (classes,); for yes or no those of no and yes."""
        rows, dataset = self._validation_rows(), self.dataset
        if not 0 <= self.index < len(rows):
            return np.zeros(len(dataset.class_names), bool)
        return true_classes(dataset, int(rows[self.index]))

    def _validation_rows(self) -> Rows:
        if self._rows is None:
            self._rows = self._split_off()
        return self._rows

    def _split_off(self) -> Rows:
        project = self._document.project
        try:
            return split(self.dataset, project.data.shares, project.seed).validation_rows
        except UserError:
            # Too few points are painted yet.
            return np.empty(0, np.int64)

    @property
    def words(self) -> str:
        """Which example it is and what is true of it, in words."""
        return f"Validation example {self.index + 1:,}, true: {true_words(self.dataset, self.true)}"
