"""Keeps the predictions panel in step with the document and the trainer."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from workbench.core.errors import UserError
from workbench.core.heads import Encoding, Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.probabilities import logits_for, probabilities
from workbench.data.dataset import Inputs, Rows
from workbench.data.encoding import encode
from workbench.data.split import split
from workbench.qt.document import Document
from workbench.qt.trainer import Trainer
from workbench.views.predictions_panel import PredictionsPanel


class RowInputs:
    """Some rows of inputs, which may lie in a file larger than memory: each is taken from there when it is shown."""

    def __init__(self, inputs: Inputs, rows: Rows) -> None:
        self._inputs, self._rows = inputs, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, rows: Any, /) -> np.ndarray:
        return self._inputs[self._rows[rows]]


class LivePredictions(QObject):
    """Re-reads the bars whenever the logits, the head or the example changes.

    The head is a function on the logits, so a toggle shows at once, without asking the engine.
    """

    def __init__(self, panel: PredictionsPanel, document: Document, trainer: Trainer) -> None:
        super().__init__(panel)
        self._panel, self._document, self._trainer = panel, document, trainer
        self._shown: tuple[object, ...] = ()
        panel.example_changed.connect(self._example_changed)
        document.project_changed.connect(self._project_changed)
        trainer.updated.connect(self.refresh)
        self._read_data()

    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"data", "seed"}:
            self._read_data()
        self.refresh()

    def _read_data(self) -> None:
        dataset = self._document.dataset
        self._rows = self._validation_rows()
        self._panel.set_examples(
            len(self._rows),
            RowInputs(dataset.inputs, self._rows),
            dataset.input_names,
            dataset.image_shape,
            dataset.class_names,
            dataset.large_is_light,
        )
        self._shown = ()
        self._trainer.watch(max(self._panel.index, 0))

    def _validation_rows(self) -> Rows:
        project = self._document.project
        try:
            return split(self._document.dataset, project.data.shares, project.seed).validation_rows
        except UserError:
            # Too few points are painted yet.
            return np.empty(0, np.int64)

    def _example_changed(self, index: int) -> None:
        self._trainer.watch(index)
        self.refresh()

    def show_row(self, row: int) -> bool:
        """Shows a row of the data set; returns whether it is one of the validation part, as all are that are shown."""
        places = np.flatnonzero(self._rows == row)
        if len(places):
            self._panel.spin.setValue(int(places[0]) + 1)
        return len(places) > 0

    def refresh(self) -> None:
        """Shows the present logits under the present head, if they can be seen and are not there already."""
        glimpse, project = self._trainer.glimpse, self._document.project
        if not self._panel.isVisible():
            return
        logits = None if glimpse.logits is None else glimpse.logits.tobytes()
        now = (logits, glimpse.row, glimpse.trained, project, self._panel.index)
        if now == self._shown:
            return
        self._shown = now
        if glimpse.logits is None or not self._trainer.fits(project):
            self._panel.clear_prediction()
        elif glimpse.row == self._panel.index and len(self._rows):
            self._show(glimpse.logits[None])

    def _show(self, logits: np.ndarray) -> None:
        try:
            head = self._document.head
        except UserError:
            self._panel.clear_prediction()
            return
        classes = self._document.dataset.number_of_classes
        choice, units = self._document.project.head, head.number_of_units(classes)
        said = probabilities(head, logits, classes, choice.temperature)
        threshold = thresholds_of(choice, units) if head.decision == "threshold" else None
        fitted = logits_for(logits, units)
        self._panel.show_prediction(said[0], fitted[0], self._truth(head), threshold, head.sums_to_one)

    def _truth(self, head: Head) -> np.ndarray:
        dataset = self._document.dataset
        row_encodings: dict[str, Encoding] = {"multi_hot": "multi_hot", "column": "column"}
        encoding = row_encodings.get(head.encoding, "one_hot")
        label = dataset.labels[self._rows[self._panel.index]][None]
        return encode(label, dataset.label_kind, encoding, dataset.number_of_classes)[0] > 0
