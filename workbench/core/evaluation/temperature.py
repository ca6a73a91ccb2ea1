"""Temperature scaling: one number that the logits are divided by, so that a network is no surer than it is right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Activation
from workbench.core.probabilities import sigmoid, softmax

LOWEST, HIGHEST = 0.05, 20.0
"""What a temperature can be set to."""

HALVINGS = 60


def fit_temperature(
    activation: Activation, logits: NDArray[np.floating], truth: NDArray[np.floating]
) -> float:
    """Returns the temperature with the least cross-entropy (Guo et al. 2017); 1 where there are no examples.

    To be fitted on examples that the network was not trained on. No arg-max changes, since all logits are divided by
    the same number.

    Args:
        activation: The head's function.
        logits: (n, k).
        truth: (n, k): 0, 1 or shares; the rows whose truth is known.
    """
    if not logits.size:
        return 1.0
    exact = logits.astype(np.float64), truth.astype(np.float64)
    # The cross-entropy has one valley along the inverse of the temperature, so its slope tells on which side it is.
    low, high = np.log(1 / HIGHEST), np.log(1 / LOWEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _slope(activation, *exact, float(np.exp(middle))) > 0:
            high = middle
        else:
            low = middle
    return float(np.clip(np.exp(-(low + high) / 2), LOWEST, HIGHEST))


def _slope(
    activation: Activation, logits: NDArray[np.float64], truth: NDArray[np.float64], factor: float
) -> float:
    """Returns how the summed cross-entropy changes with the factor that the logits are multiplied by."""
    if activation == "softmax":
        said = softmax(logits * factor) * truth.sum(axis=1, keepdims=True)
    else:
        said = sigmoid(logits * factor)
    return float(((said - truth) * logits).sum())
