"""Precision, recall and F1 of each label by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.ratio import Numbers, ratio

Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LabelScores:
    """Counts of k labels over n examples; a score that divides by nothing is not a number.

    Attributes:
        hits: Times that each label was said and true, (k,).
        said: Times that each label was said, (k,).
        support: Times that each label was true, (k,).
        examples: n.
    """

    hits: Whole
    said: Whole
    support: Whole
    examples: int

    @classmethod
    def of(cls, true: NDArray[np.bool_], said: NDArray[np.bool_]) -> LabelScores:
        """Returns the scores of answers (n, k)."""
        hits = (true & said).sum(axis=0, dtype=np.int64)
        return cls(hits, said.sum(axis=0, dtype=np.int64), true.sum(axis=0, dtype=np.int64), len(true))

    @property
    def false_alarms(self) -> Whole:
        """Times that each label was said and not true, (k,)."""
        return self.said - self.hits

    @property
    def misses(self) -> Whole:
        """Times that each label was true and not said, (k,)."""
        return self.support - self.hits

    @property
    def precision(self) -> Numbers:
        """Of the times that a label was said, the share that were right, (k,)."""
        return ratio(self.hits, self.said)

    @property
    def recall(self) -> Numbers:
        """Of the times that a label was true, the share that were found, (k,)."""
        return ratio(self.hits, self.support)

    @property
    def f1(self) -> Numbers:
        """The harmonic mean of precision and recall, (k,): 2 TP / (2 TP + FP + FN)."""
        return ratio(2 * self.hits, self.said + self.support)

    @property
    def accuracy(self) -> Numbers:
        """Of all examples, the share on which the label was said or left out rightly, (k,)."""
        return ratio(self.examples - self.false_alarms - self.misses, np.full(len(self.hits), self.examples))

    @property
    def all_zero_accuracy(self) -> Numbers:
        """The accuracy of never saying a label, (k,): it is high where the label is rare."""
        return ratio(self.examples - self.support, np.full(len(self.hits), self.examples))

    @property
    def pooled(self) -> LabelScores:
        """All decisions taken as those of one label, (1,): its scores are the micro averages."""
        hits, said, support = (np.array([each.sum()]) for each in (self.hits, self.said, self.support))
        return LabelScores(hits, said, support, self.examples * len(self.hits))
