"""What a network says of many rows, as a table that can be sorted and narrowed down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from workbench.core.predictions import Predictions
from workbench.qt.plain_text import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
Keys = NDArray[Any]

CLASS_ROLE = Qt.ItemDataRole.UserRole + 1
"""The number of the class that a probability is of; nothing in the other columns."""

PROBABILITY_ROLE = Qt.ItemDataRole.UserRole + 2
SAID_ROLE = Qt.ItemDataRole.UserRole + 3
"""Whether the network says this label of this row."""

NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXTS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Column:
    """One column of the table.

    Attributes:
        title: Its heading.
        tool_tip: What it shows, for a learner.
        text: The cell of a row.
        keys: What it is sorted by, one for each row.
        output: The number of the class whose probability it shows, or -1.
        is_number: Whether its cells stand on the right.
    """

    title: str
    tool_tip: str
    text: Callable[[int], str]
    keys: Callable[[], Keys]
    output: int = -1
    is_number: bool = False


class PredictionsTableModel(QAbstractTableModel):
    """The rows of a file beside what the network says of them. GUI thread only.

    Attributes:
        predictions: What is shown; None before anything was predicted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.predictions: Predictions | None = None
        self._columns: tuple[_Column, ...] = ()
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._order: NDArray[np.int64] = self._rows
        self._only_wrong = False

    def show(self, predictions: Predictions, texts: dict[str, Sequence[str]]) -> None:
        """Shows other predictions, and the texts of the rows by the names of their columns."""
        self.beginResetModel()
        self.predictions = predictions
        self._columns = (*_answers(predictions), *_probabilities(predictions), *_texts(texts))
        self._order = np.arange(len(predictions))
        self._narrow()
        self.endResetModel()

    def show_only_wrong(self, only_wrong: bool) -> None:
        """Leaves out the rows that are answered rightly, or whose truth is not known; or shows all again."""
        self.beginResetModel()
        self._only_wrong = only_wrong
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self._rows = self._order
        if self._only_wrong and self.predictions is not None:
            self._rows = self._order[self.predictions.wrong[self._order]]

    def row_of(self, place: int) -> int:
        """Returns which row of the predictions stands at this place of the table."""
        return int(self._rows[place])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorts by a column; rows that are equal in it keep their order, and unknown values come last."""
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        keys = self._columns[column].keys()
        self._order = np.argsort(keys, kind="stable")
        if order == Qt.SortOrder.DescendingOrder:
            self._order = _reversed(keys, self._order)
        self._narrow()
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Returns how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows."""
        if not index.isValid() or self.predictions is None:
            return None
        column, row = self._columns[index.column()], self.row_of(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return NUMBERS if column.is_number else TEXTS
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(f"{column.title}: {column.text(row)}")
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if column.title == "Answer" and self.predictions.wrong[row] else None
        return self._of_bar(column, row, role)

    def _of_bar(self, column: _Column, row: int, role: int) -> Any:
        predictions = self.predictions
        if predictions is None or column.output < 0:
            return None
        if role == CLASS_ROLE:
            return column.output + (predictions.head.units == "one")
        if role == PROBABILITY_ROLE:
            return float(predictions.probabilities[row, column.output])
        return bool(predictions.said[row, column.output]) if role == SAID_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns the heading of a column, and beside each row its number in the file."""
        if orientation == Qt.Orientation.Vertical:
            return f"{self.row_of(section) + 1:,}" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._columns[section].tool_tip)
        return None


def _answers(predictions: Predictions) -> tuple[_Column, ...]:
    answer = _Column(
        "Answer",
        "What the network says. It is bold where it is wrong.",
        lambda row: f"{predictions.answer(row)}{' ✗' if predictions.wrong[row] else ''}",
        lambda: _ranks(predictions.said),
    )
    if predictions.truth is None:
        return (answer,)
    truth = _Column(
        "True", "What is true, as the file says.", predictions.true_words, lambda: _ranks(predictions.true)
    )
    error = _Column(
        "Error",
        "How far the probabilities are from the truth: the loss of this row. The largest are worth a look.",
        lambda row: _figure(predictions.errors[row], 3),
        lambda: predictions.errors,
        is_number=True,
    )
    return answer, truth, error


def _probabilities(predictions: Predictions) -> tuple[_Column, ...]:
    return tuple(_probability(predictions, index, name) for index, name in enumerate(predictions.outputs))


def _probability(predictions: Predictions, index: int, name: str) -> _Column:
    values = predictions.probabilities[:, index]
    return _Column(
        name,
        f"The probability of {name}.",
        lambda row: _figure(values[row], 4),
        lambda: values,
        output=index,
        is_number=True,
    )


def _texts(texts: dict[str, Sequence[str]]) -> tuple[_Column, ...]:
    return tuple(_text(name, column) for name, column in texts.items())


def _text(name: str, column: Sequence[str]) -> _Column:
    return _Column(name, f"{name}, as the file has it.", lambda row: str(column[row]), lambda: _keys(column))


def _figure(value: float, digits: int) -> str:
    return "" if np.isnan(value) else f"{value:.{digits}f}"


def _ranks(flags: NDArray[np.bool_]) -> Keys:
    """Returns a number for each row that puts rows with the same labels beside each other."""
    # The first label of a row decides first; packed bits compare in that order.
    packed = np.packbits(flags, axis=1)
    order = np.lexsort(packed.T[::-1])
    changed = np.any(packed[order][1:] != packed[order][:-1], axis=1)
    ranks = np.empty(len(flags), np.int64)
    ranks[order] = np.concatenate([[0], np.cumsum(changed)])[: len(flags)]
    return -ranks


def _keys(column: Sequence[str]) -> Keys:
    """Returns numbers where all texts are numbers or empty, else the texts."""
    try:
        return np.array([float(text) if text else np.nan for text in column])
    except ValueError:
        return np.array(list(column), dtype=np.dtypes.StringDType())


def _reversed(keys: Keys, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns the descending order; rows of equal keys keep theirs, and what is not a number stays last."""
    known = order[~np.isnan(keys[order])] if keys.dtype.kind == "f" else order
    backwards = np.argsort(keys[::-1], kind="stable")[: len(known)][::-1]
    descending = len(keys) - 1 - backwards
    return np.concatenate([descending, order[len(known) :]])


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
