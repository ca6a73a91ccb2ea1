"""What somebody scores who says the same of every example."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.data.prepared import PreparedData
from workbench.engine.counts import Counts
from workbench.engine.scores import baseline


def baselines(head: Head, data: PreparedData, units: int) -> dict[str, float]:
    """Returns the scores of saying the same of every validation example, by full name with `val_` before it."""
    source = data.validation_source(head.encoding)
    labels = source.labels[source.rows]
    truth = _class_counts(head, labels, units)
    nothing = np.zeros_like(truth)
    counts = Counts(nothing, nothing, truth, nothing[0], nothing[0], len(labels))
    found = {
        f"val_{name}": baseline(name, counts) for name in head.metric_names(data.dataset.number_of_classes)
    }
    return {name: value for name, value in found.items() if value is not None}


def _class_counts(head: Head, labels: NDArray[Any], units: int) -> NDArray[np.float64]:
    if labels.ndim == 2:
        if head.decision == "threshold":
            return np.asarray((labels > 0.5).sum(axis=0), np.float64)
        labels = labels.argmax(axis=1)
    return np.bincount(labels, minlength=units).astype(np.float64)
