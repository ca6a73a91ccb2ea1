"""The head as a function on the logits, in NumPy, so that a toggle shows at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head

Floats = NDArray[np.floating]


def softmax(logits: Floats) -> Floats:
    """Returns probabilities (…, k) that sum to one along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def sigmoid(logits: Floats) -> Floats:
    """Returns a probability for each logit by itself, without overflow for large negative ones."""
    powers = np.exp(-np.abs(logits))
    result: Floats = np.where(logits < 0, powers, 1) / (1 + powers)
    return result


def logits_for(logits: Floats, units: int) -> Floats:
    """Returns (n, units) logits of the same probabilities: one sigmoid unit or two softmax units."""
    if logits.shape[-1] == units:
        return logits
    if units == 2:
        return np.concatenate([-logits / 2, logits / 2], axis=-1)
    return logits[..., 1:] - logits[..., :1]


def probabilities(head: Head, logits: Floats, number_of_classes: int, temperature: float = 1.0) -> Floats:
    """Returns the probabilities (n, units) that `head` makes of `logits` divided by `temperature`."""
    fitted = logits_for(logits, head.number_of_units(number_of_classes)) / temperature
    return softmax(fitted) if head.activation == "softmax" else sigmoid(fitted)


def decisions(head: Head, probabilities: Floats, threshold: float | NDArray[np.float64]) -> NDArray[np.bool_]:
    """Returns which labels (n, units) are said to hold, by the head's decision rule.

    Args:
        head: The row of the table of heads.
        probabilities: (n, units).
        threshold: Above which probability a label is said: one for all, or (units,).
    """
    if head.decision == "threshold":
        result: NDArray[np.bool_] = probabilities > threshold
        return result
    largest: NDArray[np.bool_] = (
        np.arange(probabilities.shape[-1]) == probabilities.argmax(axis=-1)[..., None]
    )
    return largest
