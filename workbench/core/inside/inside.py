"""What goes on in each layer of a network at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from workbench.core.inside.value_spread import Spread

Kind = Literal["weights", "activations", "gradients"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, eq=False)
class LayerInside:
    """One layer.

    Attributes:
        title: What a person reads, such as `1 Dense relu`.
        example: What it makes of the chosen example, (units,) float32.
        spreads: Of its weights, of what it makes of some training examples, and of the gradients of its weights on
            them; without the kinds that it does not have.
        dead: Units, counted from 0, whose output is the same for all of these examples.
        saturated: Units, counted from 0, whose activation is flat for nearly all of them.
    """

    title: str
    example: NDArray[np.float32]
    spreads: dict[Kind, Spread]
    dead: NDArray[np.int64]
    saturated: NDArray[np.int64]

    @property
    def units(self) -> int:
        """How many numbers it gives."""
        return len(self.example)


@dataclass(frozen=True, eq=False)
class Inside:
    """A network.

    Attributes:
        step: Steps of training that it has behind it.
        is_present: Whether that is the latest step; else it was taken back to an earlier one.
        row: The chosen validation example, from 0.
        examples: How many training examples the spreads, and dead and saturated units, are from.
        layers: From the inputs to the logits.
        kernel: Weights of the first layer that has any on the inputs, (inputs, units) float32; None where there is none.
    """

    step: int
    is_present: bool
    row: int
    examples: int
    layers: tuple[LayerInside, ...]
    kernel: NDArray[np.float32] | None
