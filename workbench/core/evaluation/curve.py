"""ROC and precision–recall curves: of one label, and averaged over labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.ratio import Numbers, mean_of_defined, ratio


@dataclass(frozen=True, eq=False)
class Curve:
    """Points from left to right; none, and no area, where the curve is undefined.

    Attributes:
        x: False-positive rate or recall, (m,).
        y: True-positive rate or precision, (m,).
        thresholds: A label is said from this probability on, (m,); not a number on averaged curves.
        area: The area under it; not a number where it is undefined.
        chance: The area, and for precision the height, that guessing has.
    """

    x: Numbers
    y: Numbers
    thresholds: Numbers
    area: float
    chance: float

    @property
    def is_defined(self) -> bool:
        """Whether there is a curve at all."""
        return not math.isnan(self.area)


NOTHING = np.zeros(0)
UNDEFINED = Curve(NOTHING, NOTHING, NOTHING, math.nan, math.nan)

Maker = Callable[[NDArray[np.bool_], NDArray[np.floating]], Curve]


def roc_curve(true: NDArray[np.bool_], scores: NDArray[np.floating]) -> Curve:
    """Returns the true-positive rate over the false-positive rate; undefined unless both answers occur.

    Args:
        true: (n,).
        scores: (n,), the higher the surer of yes.
    """
    hits, said, thresholds = _running_counts(true, scores)
    positives, negatives = int(true.sum()), int(len(true) - true.sum())
    if not positives or not negatives:
        return UNDEFINED
    x, y = (np.append(0.0, part) for part in ((said - hits) / negatives, hits / positives))
    return Curve(x, y, np.append(np.inf, thresholds), float(np.trapezoid(y, x)), 0.5)


def precision_recall_curve(true: NDArray[np.bool_], scores: NDArray[np.floating]) -> Curve:
    """Returns precision over recall, whose area is the average precision; undefined where nothing is true.

    Args:
        true: (n,).
        scores: (n,), the higher the surer of yes.
    """
    hits, said, thresholds = _running_counts(true, scores)
    positives = int(true.sum())
    if not positives:
        return UNDEFINED
    recall, precision = np.append(0.0, hits / positives), np.append(1.0, hits / said)
    area = float((np.diff(recall) * precision[1:]).sum())
    return Curve(recall, precision, np.append(np.inf, thresholds), area, positives / len(true))


def _running_counts(
    true: NDArray[np.bool_], scores: NDArray[np.floating]
) -> tuple[Numbers, Numbers, Numbers]:
    """Returns hits, and labels said, at each distinct score from the highest to the lowest."""
    order = np.argsort(-scores, kind="stable")
    ordered: Numbers = scores[order].astype(np.float64)
    last_of_equals = np.flatnonzero(np.append(np.diff(ordered) != 0, True)[: len(ordered)])
    hits = np.cumsum(true[order], dtype=np.float64)[last_of_equals]
    said: Numbers = last_of_equals.astype(np.float64) + 1
    return hits, said, ordered[last_of_equals]


def curves_of_labels(make: Maker, true: NDArray[np.bool_], scores: NDArray[np.floating]) -> tuple[Curve, ...]:
    """Returns the curve of each of the k labels of (n, k)."""
    return tuple(make(held, said) for held, said in zip(true.T, scores.T, strict=True))


def micro_curve(make: Maker, true: NDArray[np.bool_], scores: NDArray[np.floating]) -> Curve:
    """Returns the curve of all n · k decisions taken as those of one label."""
    return make(true.ravel(), scores.ravel())


def macro_roc_curve(curves: Sequence[Curve]) -> Curve:
    """Returns the mean height of those curves that are defined; its area is the mean of theirs."""
    defined = [curve for curve in curves if curve.is_defined]
    if not defined:
        return UNDEFINED
    grid = np.unique(np.concatenate([curve.x for curve in defined]))
    # Added up one by one: of a thousand labels, all together would not fit into memory.
    sides = np.zeros((len(grid), 2))
    for curve in defined:
        sides += _both_sides(curve, grid)
    return _averaged(defined, np.repeat(grid, 2), sides.ravel() / len(defined))


def _both_sides(curve: Curve, grid: Numbers) -> Numbers:
    """Returns the height just before and just after each place of the grid, (g, 2): the curve has upright parts."""
    places, first = np.unique(curve.x, return_index=True)
    bottom, top = curve.y[first], curve.y[np.append(first[1:], len(curve.x)) - 1]
    at = np.searchsorted(places, grid, side="right") - 1
    after = np.minimum(at + 1, len(places) - 1)
    share = np.nan_to_num(ratio(grid - places[at], places[after] - places[at]))
    between = top[at] + share * (bottom[after] - top[at])
    return np.stack([np.where(grid == places[at], bottom[at], between), between], axis=1)


def macro_precision_recall_curve(curves: Sequence[Curve]) -> Curve:
    """Returns the mean precision at each recall of those curves that are defined; its area is the mean of theirs."""
    defined = [curve for curve in curves if curve.is_defined]
    if not defined:
        return UNDEFINED
    grid = np.unique(np.concatenate([curve.x for curve in defined]))[1:]
    heights = np.zeros(len(grid))
    for curve in defined:
        heights += curve.y[np.searchsorted(curve.x, grid)] / len(defined)
    return _averaged(defined, np.append(0.0, grid), np.append(heights[0], heights))


def _averaged(curves: Sequence[Curve], x: Numbers, y: Numbers) -> Curve:
    area, chance = (
        mean_of_defined(np.array(each))
        for each in ([one.area for one in curves], [one.chance for one in curves])
    )
    return Curve(x, y, np.full(len(x), np.nan), area, chance)
