"""Rows that a trained network has not seen, as it takes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.data.dataset import Inputs, Labels


@dataclass(frozen=True, eq=False)
class NewRows:
    """Some rows of a file.

    Attributes:
        inputs: (n, d) float32, as in the data set that the network was trained on; NaN where there is no value.
        labels: (n,) or (n, k), as in that data set; None where the file has no label columns.
        labelled: (n,) whether the row has a label that the network knows; `labels` says nothing of other rows.
        columns: All columns of the file for showing: inputs that are numbers as numbers, others as texts.
        notes: What was made of cells that the network cannot know, as sentences.
        bytes_done: How much of the file has been read, for the progress.
    """

    inputs: Inputs
    labels: Labels | None
    labelled: NDArray[np.bool_]
    columns: pa.Table
    notes: tuple[str, ...] = ()
    bytes_done: int = 0
