"""The weights of the logits for another number of units."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Activation

Weights = tuple[NDArray[Any], ...]


@dataclass(frozen=True)
class Converted:
    """Kernel, and bias if there is one, for another number of units.

    Attributes:
        weights: (inputs, units), and (units,) if there is a bias.
        said: What was kept and what is new, as a sentence.
    """

    weights: Weights
    said: str


def same_probabilities(weights: Weights, units: int) -> Weights:
    """Returns the logits weights of two units for one, or of one for two, with the same probabilities.

    One sigmoid unit z is the two softmax units (−z/2, z/2), and two softmax units are the sigmoid of their
    difference.

    Args:
        weights: Kernel (inputs, 1 or 2), and bias (1 or 2,) if there is one.
        units: 2 or 1.
    """
    if weights[0].shape[-1] == units:
        return weights
    if units == 2:
        return tuple(np.concatenate([-array / 2, array / 2], axis=-1) for array in weights)
    return tuple(array[..., 1:] - array[..., :1] for array in weights)


def converted(
    weights: Weights, before: Activation, after: Activation, units: int, seed: int = 0
) -> Converted:
    """Returns the logits weights for `units` units under the head `after`, keeping what can be kept.

    New units are drawn as Keras draws a Dense layer's: Glorot uniform (Glorot and Bengio 2010), bias 0.

    Args:
        weights: Kernel (inputs, k), and bias (k,) if there is one.
        before: The head that they were trained under.
        after: The head that they are wanted for.
        units: How many logits are wanted.
        seed: Decides the weights of new units.
    """
    old = weights[0].shape[-1]
    if units == old:
        return Converted(weights, "Every weight is kept.")
    if (old, before, units, after) in ((1, "sigmoid", 2, "softmax"), (2, "softmax", 1, "sigmoid")):
        return Converted(same_probabilities(weights, units), _exactly(old))
    kept = tuple(array[..., : min(old, units)] for array in weights)
    if units < old:
        return Converted(kept, f"Of the {old} logits the first {units} stay as they are; the rest is gone.")
    return Converted(
        _grown(kept, units, seed),
        f"{_logits(old)} kept; {units - old} {'is' if units - old == 1 else 'are'} new and untrained.",
    )


def _logits(count: int) -> str:
    return "The one logit is" if count == 1 else f"The {count} logits are"


def _exactly(old: int) -> str:
    if old == 1:
        return "The one sigmoid unit z became two softmax units, −z/2 and z/2: the probabilities are exactly the same."
    return "The two softmax units became one sigmoid unit, their difference: the probabilities are exactly the same."


def _grown(kept: Weights, units: int, seed: int) -> Weights:
    kernel = kept[0]
    inputs, new = kernel.shape[0], units - kernel.shape[-1]
    limit = math.sqrt(6 / (inputs + units))
    drawn = np.random.default_rng(seed).uniform(-limit, limit, (inputs, new)).astype(kernel.dtype)
    grown = [np.concatenate([kernel, drawn], axis=1)]
    grown += [np.concatenate([bias, np.zeros(new, bias.dtype)]) for bias in kept[1:]]
    return tuple(grown)
