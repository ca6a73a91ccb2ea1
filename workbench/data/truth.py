"""What is true of rows, in the columns in which a head says something."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding, Head
from workbench.core.labels import LabelKind
from workbench.data.encoding import encode

ROW_ENCODINGS: dict[Encoding, Encoding] = {"multi_hot": "multi_hot", "column": "column"}
"""Encodings with a column for each unit; the others are said as one-hot rows."""


def truth_of(
    head: Head,
    labels: NDArray[Any],
    kind: LabelKind,
    number_of_classes: int,
    unlabelled: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Returns (n, units) float32, 1 where a label holds; NaN in rows without any.

    Args:
        head: What the labels are compared with.
        labels: As a data set of this kind stores them, (n,) or (n, k).
        kind: What the labels mean.
        number_of_classes: k.
        unlabelled: Rows (n,) whose labels are not known, whatever stands in `labels`.

    Raises:
        UserError: the labels do not fit the head.
    """
    encoding = ROW_ENCODINGS.get(head.encoding, "one_hot")
    truth = np.array(encode(labels, kind, encoding, number_of_classes), np.float32)
    if unlabelled is not None:
        truth[unlabelled] = np.nan
    return truth
