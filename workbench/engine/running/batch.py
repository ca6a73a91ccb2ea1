"""The examples that one step learns from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Encoding
from workbench.data.prepared import PreparedData
from workbench.engine.epochs import Position, order_of


@dataclass(frozen=True, eq=False)
class Batch:
    """The examples that one step learns from.

    Attributes:
        rows: Of the data set, (b,).
        inputs: Prepared, (b, d) float32.
        labels: As the loss takes them, (b,) or (b, k).
    """

    rows: NDArray[np.int64]
    inputs: NDArray[np.float32]
    labels: NDArray[Any]


def batch_at(position: Position, data: PreparedData, encoding: Encoding, size: int) -> Batch:
    """Returns the `size` examples of the step after `position`, fewer at the end of an epoch."""
    rows = data.split.training_rows
    order = order_of(position.seed, position.epoch, len(rows))
    places = order[position.step * size : (position.step + 1) * size]
    inputs, labels = data.training_source(encoding).take(places)
    return Batch(rows[places], inputs, labels)
