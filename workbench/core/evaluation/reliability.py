"""Calibration: whether what is said with 80 % is right in 80 of 100 cases."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.ratio import Numbers, ratio

BINS = 10


@dataclass(frozen=True, eq=False)
class Reliability:
    """A reliability diagram.

    Attributes:
        edges: Where the bins begin and end, (b + 1,).
        counts: Cases in each bin, (b,).
        confidence: The mean probability in each bin, (b,); not a number where it is empty.
        share: The share of each bin's cases that were so, (b,); not a number where it is empty.
    """

    edges: Numbers
    counts: NDArray[np.int64]
    confidence: Numbers
    share: Numbers

    @classmethod
    def of(
        cls, probabilities: NDArray[np.floating], outcomes: NDArray[np.bool_], bins: int = BINS
    ) -> Reliability:
        """Returns the diagram of (n,) probabilities and whether each case was so, in bins of equal width."""
        edges = np.linspace(0, 1, bins + 1)
        places = np.searchsorted(edges[1:-1], probabilities)
        counts, said, held = (
            np.bincount(places, weights, bins)
            for weights in (None, probabilities.astype(np.float64), outcomes.astype(np.float64))
        )
        return cls(edges, counts, ratio(said, counts), ratio(held, counts))

    @property
    def expected_calibration_error(self) -> float:
        """The mean distance of confidence and share, each bin weighing as much as it holds (Naeini et al. 2015)."""
        cases = self.counts.sum()
        if not cases:
            return math.nan
        filled = self.counts > 0
        distances = np.abs(self.confidence - self.share)[filled]
        return float((self.counts[filled] * distances).sum() / cases)


def cases_of(answers: Answers) -> tuple[NDArray[np.floating], NDArray[np.bool_]]:
    """Returns the probabilities that calibration is about, (n,), and whether each case was so.

    Where one class is said of each example: that class's probability, and whether it was right. Else each label's
    probability, and whether the label holds.
    """
    if answers.task != "one_class":
        return answers.probabilities.ravel(), answers.true.ravel()
    rows, said = np.arange(len(answers)), answers.said.argmax(axis=1)
    return answers.probabilities[rows, said], answers.true[rows, said]
