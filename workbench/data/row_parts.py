"""Rows that a network is to say something of, part by part, so that any number of them fits in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset, Rows
from workbench.data.truth import truth_of

PART_ROWS = 16_384
MOST_SHOWN_INPUTS = 64
"""More inputs than these are no help beside an answer, and as pixels none at all."""


@dataclass(frozen=True, eq=False)
class RowPart:
    """Some rows.

    Attributes:
        inputs: (n, d) float32 as they are stored, with NaN for a missing value.
        labels: (n,) or (n, k), as a data set of that kind stores them; None where the rows have none.
        unlabelled: (n,) rows without a label among those that have one.
        texts: What a person reads of each row, by the names of the columns.
        done: Share of all rows that have been read with these, 0 to 1.
        notes: What a person should know of them, as sentences.
    """

    inputs: NDArray[np.float32]
    labels: NDArray[Any] | None
    unlabelled: NDArray[np.bool_] | None = None
    texts: dict[str, Sequence[str]] = field(default_factory=dict)
    done: float = 1.0
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.inputs)


@dataclass(frozen=True, eq=False)
class RowParts:
    """All of the rows.

    Attributes:
        title: What a person reads, such as the name of the file.
        label_kind: What labels they have, if any.
        number_of_classes: How many there are.
        parts: Yields the rows from the beginning, each time it is called. Raises `UserError`.
    """

    title: str
    label_kind: LabelKind
    number_of_classes: int
    parts: Callable[[], Iterator[RowPart]]

    def truth(self, part: RowPart, head: Head) -> NDArray[np.float32] | None:
        """Returns what is true of the rows in `part`, (n, units), NaN where it is not known; None without labels."""
        if part.labels is None:
            return None
        return truth_of(head, part.labels, self.label_kind, self.number_of_classes, part.unlabelled)


def parts_of(dataset: Dataset, rows: Rows, title: str) -> RowParts:
    """Returns rows of a data set with their labels; small inputs are shown beside them."""
    return RowParts(title, dataset.label_kind, dataset.number_of_classes, lambda: _parts(dataset, rows))


def _parts(dataset: Dataset, rows: Rows) -> Iterator[RowPart]:
    for first in range(0, len(rows), PART_ROWS):
        chosen = rows[first : first + PART_ROWS]
        inputs = np.ascontiguousarray(dataset.inputs[chosen])
        texts = _texts(dataset, inputs) | {"row of the data": [f"{row + 1}" for row in chosen]}
        done = min((first + PART_ROWS) / len(rows), 1.0)
        yield RowPart(inputs, np.asarray(dataset.labels[chosen]), None, texts, done)


def _texts(dataset: Dataset, inputs: NDArray[np.float32]) -> dict[str, Sequence[str]]:
    if dataset.image_shape is not None or dataset.number_of_inputs > MOST_SHOWN_INPUTS:
        return {}
    return {name: _figures(inputs[:, i]) for i, name in enumerate(dataset.input_names)}


def _figures(values: NDArray[np.float32]) -> list[str]:
    return ["" if value != value else str(value) for value in values]
