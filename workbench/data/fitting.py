"""Measures on the training part alone how inputs are prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import Rows
from workbench.data.mapped_pages import release
from workbench.data.preprocessing import Preprocessing, filled

SMALLEST_RELATIVE_SCALE = 1e-7
"""A column whose spread is nothing but rounding is as good as constant."""

PART_VALUES = 2**22
"""Values of a mapped file that are measured together."""

SAMPLED_ROWS, SAMPLED_VALUES = 200_000, 2**24
"""Of a mapped file, medians are taken from at most so many rows and values: they need all of a column at once."""

TAKEN_ROWS = 2**14
"""Of the sampled rows, taken together before what was read of the file is let go."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fitted:
    """What was measured.

    Attributes:
        preprocessing: What is done to every row, whatever its part.
        constant: Which columns have only one value in the training part, shape (d,); none where nothing was scaled.
        sampled_rows: How many of the training rows the medians are taken from; 0 where none were taken.
    """

    preprocessing: Preprocessing
    constant: NDArray[np.bool_]
    sampled_rows: int


@dataclass(frozen=True, eq=False)
class TrainingPart:
    """The rows that may be looked at, (t, d), whole from memory or part by part from a file, without missing values."""

    inputs: NDArray[Any]
    rows: Rows
    fill: Numbers | None

    def __iter__(self) -> Iterator[NDArray[Any]]:
        mapped = isinstance(self.inputs, np.memmap)
        step = max(PART_VALUES // self.inputs.shape[1], 1) if mapped else len(self.rows)
        for first in range(0, len(self.rows), step):
            yield filled(self.inputs[self.rows[first : first + step]], self.fill)
            release(self.inputs)


def fit(inputs: NDArray[Any], rows: Rows, scaling: str, may_miss: bool) -> Fitted:
    """Returns how inputs are prepared.

    Args:
        inputs: All rows of a data set, (n, d), in memory or mapped from a file.
        rows: Those of the training part, sorted.
        scaling: A key of `MEASURES`.
        may_miss: Whether values may be missing; the median of their column stands in for them.
    """
    sampled = _sampled(inputs, rows) if may_miss else rows[:0]
    fill = medians(_taken(inputs, sampled)) if may_miss else None
    shift, spread = MEASURES[scaling](TrainingPart(inputs, rows, fill))
    constant = spread <= SMALLEST_RELATIVE_SCALE * np.abs(shift)
    return Fitted(Preprocessing(shift, np.where(constant, 1.0, spread), fill), constant, len(sampled))


def _sampled(inputs: NDArray[Any], rows: Rows) -> Rows:
    """Returns all rows of inputs in memory, and of mapped ones as many as are allowed, at equal distances."""
    count = min(SAMPLED_ROWS, max(SAMPLED_VALUES // inputs.shape[1], 1))
    if not isinstance(inputs, np.memmap) or len(rows) <= count:
        return rows
    places: Rows = np.arange(count) * len(rows) // count
    return rows[places]


def _taken(inputs: NDArray[Any], rows: Rows) -> NDArray[Any]:
    """Returns some rows; they lie all over a mapped file, of which only a part is held at a time."""
    taken = np.empty((len(rows), inputs.shape[1]), inputs.dtype)
    for first in range(0, len(rows), TAKEN_ROWS):
        part = slice(first, first + TAKEN_ROWS)
        taken[part] = inputs[rows[part]]
        release(inputs)
    return taken


def medians(rows: NDArray[Any]) -> Numbers:
    """Returns the median of each column without its missing values, (d,); 0 where all are missing."""
    columns = (column[~np.isnan(column)].astype(np.float64) for column in rows.T)
    found = np.array([np.median(column) if len(column) else 0.0 for column in columns])
    # As single precision holds it, so that a model that fills by itself puts in the very same number.
    return found.astype(np.float32).astype(np.float64)


def _as_they_are(part: TrainingPart) -> tuple[Numbers, Numbers]:
    width = part.inputs.shape[1]
    return np.zeros(width), np.ones(width)


def _mean_and_deviation(part: TrainingPart) -> tuple[Numbers, Numbers]:
    """Joins the mean of each piece and the squares around it (Chan, Golub and LeVeque 1979): squares alone lose digits."""
    count, mean, squares = 0, np.zeros(part.inputs.shape[1]), np.zeros(part.inputs.shape[1])
    for rows in part:
        own_mean = rows.mean(axis=0, dtype=np.float64)
        own_squares = np.square(rows - own_mean).sum(axis=0)
        total, difference = count + len(rows), own_mean - mean
        squares += own_squares + np.square(difference) * (count * len(rows) / total)
        mean += difference * (len(rows) / total)
        count = total
    return mean, np.sqrt(squares / count)


def _smallest_and_range(part: TrainingPart) -> tuple[Numbers, Numbers]:
    ends = np.array([(rows.min(axis=0), rows.max(axis=0)) for rows in part], np.float64)
    smallest, largest = ends[:, 0].min(axis=0), ends[:, 1].max(axis=0)
    return smallest, largest - smallest


MEASURES: dict[str, Callable[[TrainingPart], tuple[Numbers, Numbers]]] = {
    "none": _as_they_are,
    "standardise": _mean_and_deviation,
    "min_max": _smallest_and_range,
}
"""For each scaling what is taken off each column, and what it is divided by."""
