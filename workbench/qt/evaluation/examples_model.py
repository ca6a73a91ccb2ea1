"""A list of examples: a picture where they are pictures, and what was said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from workbench.data.dataset import Dataset
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.picture import dark_on_white, picture

Index = QModelIndex | QPersistentModelIndex

LOOKED_AT = 256
"""Examples whose smallest and largest value say what is black and white in a picture."""


@dataclass(frozen=True)
class ListedExample:
    """One entry.

    Attributes:
        place: The row in the predictions.
        caption: What stands beside it, in a few words.
        sentence: What there is to say of it.
    """

    place: int
    caption: str
    sentence: str


class ExamplesModel(QAbstractListModel):
    """Some of the examples of a part. GUI thread only.

    Attributes:
        listed: What is shown.
        picture_side: Pixels along the longer side of a picture.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listed: tuple[ListedExample, ...] = ()
        self._evaluated: EvaluatedPart | None = None
        self._limits = (0.0, 1.0)
        self.picture_side = 56

    def show_pictures_of(self, side: int) -> None:
        """Makes the longer side of a picture have `side` pixels."""
        self.picture_side = side
        if self.listed:
            self.dataChanged.emit(self.index(0), self.index(len(self.listed) - 1))

    def show(self, evaluated: EvaluatedPart | None, listed: Sequence[ListedExample]) -> None:
        """Shows other examples; where they are the same ones, only what is said of them changes."""
        same = [one.place for one in listed] == [one.place for one in self.listed] and self._same_data(
            evaluated
        )
        if not same:
            self.beginResetModel()
        self._measure(evaluated)
        self._evaluated, self.listed = evaluated, tuple(listed)
        if not same:
            self.endResetModel()
        elif listed:
            self.dataChanged.emit(self.index(0), self.index(len(listed) - 1))

    def _same_data(self, evaluated: EvaluatedPart | None) -> bool:
        before = self._evaluated
        if before is None or evaluated is None:
            return before is evaluated
        return before.asked.dataset is evaluated.asked.dataset and before.asked.part == evaluated.asked.part

    def _measure(self, evaluated: EvaluatedPart | None) -> None:
        if evaluated is None or self._same_data(evaluated):
            return
        values = evaluated.asked.dataset.inputs[:LOOKED_AT]
        known = values[np.isfinite(values)]
        self._limits = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)

    @property
    def limits(self) -> tuple[float, float]:
        """The values that are black and white in a picture."""
        return self._limits

    @property
    def dataset(self) -> Dataset | None:
        """Where the examples come from."""
        return self._evaluated.asked.dataset if self._evaluated else None

    def row_of(self, index: int) -> int:
        """Returns which row of the data set an entry is."""
        assert self._evaluated is not None
        return int(self._evaluated.asked.rows[self.listed[index].place])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many examples are listed."""
        return 0 if parent.isValid() else len(self.listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what an entry shows."""
        if not index.isValid():
            return None
        example, dataset = self.listed[index.row()], self.dataset
        if role == Qt.ItemDataRole.DisplayRole:
            has_picture = dataset is not None and dataset.image_shape is not None
            return (
                example.caption
                if has_picture
                else f"example {self.row_of(index.row()) + 1:,}: {example.caption}"
            )
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"Example {self.row_of(index.row()) + 1:,}: {example.sentence}"
        return self._picture(index.row()) if role == Qt.ItemDataRole.DecorationRole else None

    def _picture(self, index: int) -> QPixmap | None:
        dataset = self.dataset
        if dataset is None or dataset.image_shape is None:
            return None
        (low, high), drawn = self._limits, picture if dataset.large_is_light else dark_on_white
        side = self.picture_side
        image = drawn(dataset.inputs[self.row_of(index)] - low, dataset.image_shape, high - low)
        return QPixmap.fromImage(image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
