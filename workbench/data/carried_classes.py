"""Which classes an example carries."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset


def carries(dataset: Dataset, rows: slice = slice(None)) -> NDArray[np.bool_]:
    """Returns which example of `rows` carries which class, shape (n, k)."""
    labels, classes = dataset.labels[rows], np.arange(dataset.number_of_classes)
    if labels.ndim == 1:
        return np.asarray(labels[:, None] == classes)
    if dataset.label_kind is LabelKind.MULTI_HOT:
        return np.asarray(labels > 0)
    return np.asarray(labels.argmax(axis=1)[:, None] == classes)


def label_text(dataset: Dataset, row: int) -> str:
    """Returns the names of the labels of one example."""
    label = dataset.labels[row]
    if label.ndim == 0:
        return dataset.class_names[int(label)]
    return ", ".join(name for name, holds in zip(dataset.class_names, label) if holds > 0) or "none"
