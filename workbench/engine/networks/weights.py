"""What training changes in a network, taken out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.logits_units import same_probabilities

Arrays = list[NDArray[Any]]


@dataclass(frozen=True)
class Weights:
    """Everything that training changes.

    Attributes:
        values: The model's weights in Keras's order.
        slots: The optimizer's variables.
        random: The states of the generators of random layers.
    """

    values: Arrays
    slots: Arrays
    random: Arrays

    def to_state(self) -> dict[str, NDArray[Any]]:
        """Returns the arrays by key, as a project file keeps them."""
        groups = ("weight", self.values), ("optimizer", self.slots), ("random", self.random)
        return {f"{group}/{i:03d}": array for group, arrays in groups for i, array in enumerate(arrays)}

    @classmethod
    def of_state(cls, state: Mapping[str, NDArray[Any]]) -> Weights:
        """Returns what `to_state` has described; keys of others are passed over."""
        groups = ("weight", "optimizer", "random")
        return cls(
            *([state[key] for key in sorted(state) if key.startswith(f"{group}/")] for group in groups)
        )

    def with_units(self, places: Sequence[int], units: int) -> Weights:
        """Returns the weights of a network with another number of logits, which say the same.

        Args:
            places: Where kernel and bias of the logits are, see `Network.logits_indices`.
            units: How many logits there shall be, see `same_probabilities`.
        """
        values = list(self.values)
        logits = same_probabilities(tuple(values[i] for i in places), units)
        for place, value in zip(places, logits, strict=True):
            values[place] = value
        return replace(self, values=values)

    def without_slots(self) -> Weights:
        """Returns them for another optimizer, whose slots begin afresh."""
        return replace(self, slots=[])


@dataclass(frozen=True)
class Snapshot:
    """The same as tensors, as they were at one moment, and whether all weights and slots are finite."""

    values: list[Any]
    slots: list[Any]
    random: list[Any]
    finite: bool

    def weights(self) -> Weights:
        """Returns them as arrays of their own."""
        parts = (
            [np.array(tensor.numpy()) for tensor in part] for part in (self.values, self.slots, self.random)
        )
        return Weights(*parts)
