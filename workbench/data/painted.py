"""Points that a person has painted, as a data set."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.core.painted_data import PaintedData
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset, Labels, Rows

DESCRIPTION = "Points that you paint: click and drag in the Paint view, also while the network trains."
KEPT_PAINTINGS = 4


@lru_cache(maxsize=KEPT_PAINTINGS)
def load_painted(painted: PaintedData, shares: Shares) -> Dataset:
    """Returns the painted points as a data set, which may have no rows yet."""
    inputs = np.array(painted.points, np.float32).reshape(-1, 2)
    labels = _labels(painted)
    validation_rows, test_rows = _kept_rows(painted, shares)
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
        validation_rows=validation_rows,
        test_rows=test_rows,
    )


def _labels(painted: PaintedData) -> Labels:
    labels = np.array(painted.labels, np.int32)
    if not painted.several:
        return labels
    bits = np.arange(len(painted.class_names))
    return np.asarray(labels[:, None] >> bits & 1, np.float32)


def _kept_rows(painted: PaintedData, shares: Shares) -> tuple[Rows | None, Rows]:
    """Returns of the points with the same labels every fifth, say, in the order in which they were painted.

    Drawn anew at each stroke, points that the network has learned from would come to check or to test it. Which ones
    test depends on their share alone, so that another validation share moves none of them. While there are too few
    points, none test, and None says that which ones check is drawn.
    """
    place = _place_among_equals(np.array(painted.labels, np.int64))
    tests = _every(place, shares.test)
    # Counted without those that test.
    place = place - np.floor(place * shares.test).astype(np.int64)
    checks = ~tests & _every(place, shares.validation / (1 - shares.test))
    validation_rows, test_rows = np.flatnonzero(checks), np.flatnonzero(tests)
    if not 0 < len(validation_rows) < len(place) - len(test_rows):
        return None, test_rows[:0]
    return validation_rows, test_rows


def _every(place: Rows, share: float) -> NDArray[np.bool_]:
    """Returns at which of the places, (n,) from 0, another whole one of `share` is due."""
    return np.asarray(np.floor((place + 1) * share) > np.floor(place * share))


def _place_among_equals(labels: Rows) -> Rows:
    """Returns how many rows before each have the same labels."""
    order = np.argsort(labels, kind="stable")
    _, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    place = np.empty_like(order)
    place[order] = np.arange(len(labels)) - np.repeat(first, counts)
    return place
