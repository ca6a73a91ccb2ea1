"""Which classes are true of an example."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.encoding import encode


def true_classes(dataset: Dataset, row: int) -> NDArray[np.bool_]:
    """Returns which classes are true of a row, (classes,); for yes or no those of no and yes."""
    label, kind = dataset.labels[row][None], dataset.label_kind
    if kind is LabelKind.YES_NO:
        return np.equal(np.arange(2), int(label[0]))
    encoding: Encoding = "multi_hot" if kind is LabelKind.MULTI_HOT else "one_hot"
    return np.asarray(encode(label, kind, encoding, dataset.number_of_classes)[0] > 0)


def true_words(dataset: Dataset, true: NDArray[np.bool_], most: int = 3) -> str:
    """Returns the names of those classes, `most` of them at most."""
    named = [dataset.class_names[place] for place in np.flatnonzero(true)[:most]]
    more = int(true.sum()) - len(named)
    return ", ".join(named) + (f" +{more}" if more else "") or "none"
