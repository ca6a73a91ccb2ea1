"""The threshold that serves best: for the F1 score, or for a wanted precision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.evaluation.ratio import Numbers

LOWEST, HIGHEST = 0.01, 0.99
"""What a threshold can be set to."""


@dataclass(frozen=True)
class ChosenThreshold:
    """A threshold and what it scores on the examples that it was chosen on."""

    threshold: float
    precision: float
    recall: float
    f1: float


def best_by_f1(true: NDArray[np.bool_], probabilities: NDArray[np.floating]) -> ChosenThreshold | None:
    """Returns the threshold with the highest F1, of equal ones that nearest to one half; None where nothing is true.

    A label is said where its probability is above the threshold. With the n · k decisions on all labels laid in one
    row, it is the one threshold for all that has the highest micro F1.

    Args:
        true: (n,).
        probabilities: (n,).
    """
    if not true.any():
        return None
    candidates, counts = _candidates(true, probabilities)
    highest = np.nan_to_num(counts.f1)
    best = np.lexsort((np.abs(candidates - 0.5), -highest))[0]
    return _chosen(candidates, counts, int(best))


def best_for_precision(
    true: NDArray[np.bool_], probabilities: NDArray[np.floating], wanted: float
) -> ChosenThreshold | None:
    """Returns the threshold with the highest recall at a precision of at least `wanted`; None where there is none.

    Args:
        true: (n,).
        probabilities: (n,).
        wanted: From 0 to 1.
    """
    if not true.any():
        return None
    candidates, counts = _candidates(true, probabilities)
    fitting = np.flatnonzero(np.nan_to_num(counts.precision, nan=-1.0) >= wanted)
    if not len(fitting):
        return None
    order = np.lexsort((-counts.precision[fitting], -counts.recall[fitting]))
    return _chosen(candidates, counts, int(fitting[order[0]]))


def _candidates(true: NDArray[np.bool_], probabilities: NDArray[np.floating]) -> tuple[Numbers, LabelScores]:
    """Returns a threshold between each two neighbouring probabilities that it can be set to, with its counts."""
    order = np.argsort(-probabilities, kind="stable")
    ordered = probabilities[order].astype(np.float64)
    above, below = np.append(np.inf, ordered), np.append(ordered, -np.inf)
    lowest, highest = np.maximum(below, LOWEST), np.minimum(above, HIGHEST)
    said = np.flatnonzero(lowest < highest)
    hits = np.append(0, np.cumsum(true[order], dtype=np.int64))[said]
    support = np.full(len(said), int(true.sum()))
    middles = _simplest_between(lowest[said], highest[said])
    return middles, LabelScores(hits, said.astype(np.int64), support, len(true))


def _simplest_between(lowest: Numbers, highest: Numbers) -> Numbers:
    """Returns numbers with as few decimals as lie from `lowest` on and below `highest`, near the middle."""
    found = (lowest + highest) / 2
    found[found >= highest] = lowest[found >= highest]
    for decimals in range(8, 0, -1):
        rounded = np.round((lowest + highest) / 2, decimals)
        fits = (rounded >= lowest) & (rounded < highest)
        found[fits] = rounded[fits]
    return found


def _chosen(candidates: Numbers, counts: LabelScores, index: int) -> ChosenThreshold:
    scores = (float(each[index]) for each in (counts.precision, counts.recall, counts.f1))
    return ChosenThreshold(float(candidates[index]), *scores)
