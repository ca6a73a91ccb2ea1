"""A network as it was after one step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.engine.networks.weights import Weights

ARRAY_BYTES = 128
"""What Python and NumPy need for an array beside its numbers, about: more than the numbers of a small layer."""


@dataclass(frozen=True)
class Place:
    """Where a run stands.

    Attributes:
        step: Steps done in all.
        epoch: Whole epochs done.
        step_in_epoch: Steps done of the present epoch.
        steps_per_epoch: Steps that an epoch had.
        epoch_loss: The sum of the losses of its examples so far.
        counted: What was said of them, see `Epochs.begun`.
    """

    step: int
    epoch: int
    step_in_epoch: int
    steps_per_epoch: int
    epoch_loss: float
    counted: NDArray[np.float64] | float = 0.0


@dataclass(frozen=True)
class Glance:
    """What was said of the example being watched: `logits` (units,) float32 of prepared `inputs` (1, d) float32."""

    inputs: NDArray[np.float32]
    logits: NDArray[np.float32]


@dataclass(frozen=True)
class Moment:
    """Everything that training changes, as it was at one place of the run.

    Attributes:
        place: Where that was.
        weights: Weights, optimizer slots and generators, in copies.
        units: Logits that the network had.
        optimizer: What the slots belong to; slots of another optimizer mean something else.
        glance: What the window showed then.
    """

    place: Place
    weights: Weights
    units: int
    optimizer: bytes
    glance: Glance

    @property
    def step(self) -> int:
        """Steps done in all."""
        return self.place.step

    @cached_property
    def size(self) -> int:
        """Bytes of memory that it takes."""
        weights = self.weights
        arrays = [*weights.values, *weights.slots, *weights.random, self.glance.inputs, self.glance.logits]
        return sum(array.nbytes + ARRAY_BYTES for array in arrays)
