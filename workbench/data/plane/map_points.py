"""The examples that are drawn on a plane, a sample where there are many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset, Inputs, Rows
from workbench.data.plane.plane import Plane, Span
from workbench.data.split import split

MOST_POINTS = 1_000
"""Of each part that are drawn: more would hide the map."""

MOST_NUMBERS = 200_000
"""Of the sample that a plane is laid through: its components take a tenth of a second with so many."""

FEWEST_MEASURED = 200
MARGIN = 0.08
"""Of the spread of the points that the map goes on beyond them."""


@dataclass(frozen=True, eq=False)
class MapPoints:
    """Examples as a map draws them.

    Attributes:
        training: Rows of the data set in the training part, (t,), at most `MOST_POINTS`.
        validation: Rows in the validation part, (v,), at most `MOST_POINTS`.
        inputs: The raw inputs (t + v, d) of both, one after the other.
    """

    training: Rows
    validation: Rows
    inputs: Inputs

    @property
    def measured(self) -> Inputs:
        """The training rows, or all where there are none, as many as a plane can be laid through quickly."""
        rows = self.inputs[: len(self.training)] if len(self.training) else self.inputs
        most = max(MOST_NUMBERS // rows.shape[1], FEWEST_MEASURED)
        return rows[evenly(len(rows), most)]

    def spans(self, plane: Plane) -> tuple[Span, Span]:
        """Returns the window of `plane` that shows all points, with a margin."""
        points = plane.points_of(self.inputs)
        return _span(points[:, 0]), _span(points[:, 1])


def map_points(dataset: Dataset, shares: Shares, seed: int) -> MapPoints:
    """Returns the examples that are drawn of each part of the data set."""
    try:
        parts = split(dataset, shares, seed)
        training, validation = parts.training_rows, parts.validation_rows
    except UserError:
        # Too few points are painted yet to be parted.
        training, validation = np.arange(dataset.number_of_examples), np.empty(0, np.int64)
    training, validation = (rows[evenly(len(rows), MOST_POINTS)] for rows in (training, validation))
    return MapPoints(training, validation, np.array(dataset.inputs[np.concatenate([training, validation])]))


def evenly(count: int, most: int) -> NDArray[np.int64]:
    """Returns at most `most` places out of `count`, at equal distances."""
    return np.arange(count) if count <= most else np.arange(most) * count // most


def _span(values: NDArray[np.float64]) -> Span:
    known = values[np.isfinite(values)]
    if not len(known):
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    margin = MARGIN * (high - low) or 1.0
    return low - margin, high + margin
