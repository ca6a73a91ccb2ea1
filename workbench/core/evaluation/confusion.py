"""Which class was taken for which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.ratio import Numbers, ratio


@dataclass(frozen=True, eq=False)
class Confusion:
    """A matrix with a row for each true class and a column for each class that was said.

    Attributes:
        names: The classes, (k,).
        counts: Examples in each cell, (k, k).
        true_class: The true class of each example, (n,).
        said_class: The class said of each example, (n,).
        places: The row of each example in the predictions, (n,).
    """

    names: tuple[str, ...]
    counts: NDArray[np.int64]
    true_class: NDArray[np.int64]
    said_class: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, answers: Answers) -> Confusion | None:
        """Returns the matrix; None where an example can have several labels or none."""
        if not answers.has_one_class_each:
            return None
        each = answers.by_class
        true, said, classes = each.true.argmax(axis=1), each.said.argmax(axis=1), len(each.names)
        counts = np.bincount(true * classes + said, minlength=classes * classes).reshape(classes, classes)
        return cls(each.names, counts, true, said, each.places)

    @property
    def by_row(self) -> Numbers:
        """Each cell as a share of its true class, (k, k); not a number in rows of classes that do not occur."""
        return ratio(self.counts, self.counts.sum(axis=1, keepdims=True))

    @property
    def by_column(self) -> Numbers:
        """Each cell as a share of the times that its class was said, (k, k); not a number where it never was."""
        return ratio(self.counts, self.counts.sum(axis=0, keepdims=True))

    def examples(self, true_class: int, said_class: int) -> NDArray[np.int64]:
        """Returns the rows in the predictions of the examples of one cell."""
        return np.asarray(self.places[(self.true_class == true_class) & (self.said_class == said_class)])
