"""Points that a person has painted, as a data set."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from workbench.core.painted_data import PaintedData
from workbench.data.dataset import Dataset, Labels

DESCRIPTION = "Points that you paint: click and drag in the Paint view, also while the network trains."
KEPT_PAINTINGS = 4


@lru_cache(maxsize=KEPT_PAINTINGS)
def load_painted(painted: PaintedData) -> Dataset:
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
    )


def _labels(painted: PaintedData) -> Labels:
    labels = np.array(painted.labels, np.int32)
    if not painted.several:
        return labels
    bits = np.arange(len(painted.class_names))
    return np.asarray(labels[:, None] >> bits & 1, np.float32)
