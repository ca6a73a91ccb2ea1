"""Points that a person has painted, as a data set."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from workbench.core.painted_data import PaintedData
from workbench.data.dataset import Dataset, Labels, Rows

DESCRIPTION = "Points that you paint: click and drag in the Paint view, also while the network trains."
KEPT_PAINTINGS = 4


@lru_cache(maxsize=KEPT_PAINTINGS)
def load_painted(painted: PaintedData, validation_fraction: float) -> Dataset:
    """Returns the painted points as a data set, which may have no rows yet."""
    inputs = np.array(painted.points, np.float32).reshape(-1, 2)
    labels = _labels(painted)
    for array in (inputs, labels):
        array.setflags(write=False)
    return Dataset(
        name="painted",
        title="Painted points",
        inputs=inputs,
        labels=labels,
        label_kind=painted.label_kind,
        class_names=painted.class_names,
        input_names=("x", "y"),
        description=DESCRIPTION,
        validation_rows=_validation_rows(painted, validation_fraction),
    )


def _labels(painted: PaintedData) -> Labels:
    labels = np.array(painted.labels, np.int32)
    if not painted.several:
        return labels
    bits = np.arange(len(painted.class_names))
    return np.asarray(labels[:, None] >> bits & 1, np.float32)


def _validation_rows(painted: PaintedData, fraction: float) -> Rows | None:
    """Returns of the points with the same labels every fifth, say, in the order in which they were painted.

    Drawn anew at each stroke, points that the network has learned from would come to check it. None while there are
    too few for that.
    """
    place = _place_among_equals(np.array(painted.labels, np.int64))
    chosen = np.flatnonzero(np.floor((place + 1) * fraction) > np.floor(place * fraction))
    return chosen if 0 < len(chosen) < len(place) else None


def _place_among_equals(labels: Rows) -> Rows:
    """Returns how many rows before each have the same labels."""
    order = np.argsort(labels, kind="stable")
    _, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    place = np.empty_like(order)
    place[order] = np.arange(len(labels)) - np.repeat(first, counts)
    return place
