"""Temperature scaling: one number that the logits are divided by, so that a network is no surer than it is right."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Activation
from workbench.core.probabilities import sigmoid, softmax

LOWEST, HIGHEST = 0.05, 20.0
"""What a temperature can be set to."""

MOST_STEPS = 60
PRECISION = 1e-12


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
    least, most = 1 / HIGHEST, 1 / LOWEST
    # The cross-entropy has one valley along the inverse of the temperature: its slope tells on which side it is.
    if _slope(activation, *exact, least)[0] >= 0:
        return HIGHEST
    if _slope(activation, *exact, most)[0] <= 0:
        return LOWEST
    factor = 1.0
    for _ in range(MOST_STEPS):
        slope, curvature = _slope(activation, *exact, factor)
        least, most = (least, factor) if slope > 0 else (factor, most)
        before, factor = factor, _next(factor, slope, curvature, least, most)
        if abs(factor - before) <= PRECISION * before:
            break
    return float(np.clip(1 / factor, LOWEST, HIGHEST))


def _next(factor: float, slope: float, curvature: float, least: float, most: float) -> float:
    """Returns where Newton's method goes, and the middle where that is outside of what is possible."""
    wanted = factor - slope / curvature if curvature > 0 else most
    return wanted if least < wanted < most else math.sqrt(least * most)


def _slope(
    activation: Activation, logits: NDArray[np.float64], truth: NDArray[np.float64], factor: float
) -> tuple[float, float]:
    """Returns first and second derivative of the summed cross-entropy by what the logits are multiplied with."""
    if activation == "sigmoid":
        said = sigmoid(logits * factor)
        return float(((said - truth) * logits).sum()), float((said * (1 - said) * logits**2).sum())
    said, whole = softmax(logits * factor), truth.sum(axis=1)
    mean = (said * logits).sum(axis=1)
    spread = (said * logits**2).sum(axis=1) - mean**2
    return float((whole * mean).sum() - (truth * logits).sum()), float((whole * spread).sum())
