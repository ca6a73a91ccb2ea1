"""What was said of the rows whose truth is known, as all scores take it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.labels import LabelKind
from workbench.core.predictions import Predictions

Flags = NDArray[np.bool_]
Task = Literal["one_class", "yes_no", "labels"]


def task_of(head: Head) -> Task:
    """Returns what is asked of each example: one class of several, one yes or no, or any number of labels."""
    if head.decision == "arg_max":
        return "one_class"
    return "labels" if head.label_kind is LabelKind.MULTI_HOT else "yes_no"


@dataclass(frozen=True, eq=False)
class Answers:
    """Truth, answers and probabilities of n examples.

    Attributes:
        task: What is asked of each example.
        names: What each column is called, (k,); with one yes-or-no column that of yes.
        class_names: What a person reads for the classes; for yes or no the negative one first.
        true: Which labels hold, (n, k).
        said: Which labels are said to hold, (n, k).
        probabilities: (n, k).
        places: The row of each in the predictions that they come from, (n,).
    """

    task: Task
    names: tuple[str, ...]
    class_names: tuple[str, ...]
    true: Flags
    said: Flags
    probabilities: NDArray[np.floating]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, predictions: Predictions) -> Answers:
        """Returns the rows of the predictions whose truth is known."""
        places = np.flatnonzero(predictions.known)
        return cls(
            task_of(predictions.head),
            predictions.outputs,
            predictions.class_names,
            predictions.true[places],
            predictions.said[places],
            predictions.probabilities[places],
            places,
        )

    def __len__(self) -> int:
        return len(self.true)

    @property
    def has_one_class_each(self) -> bool:
        """Whether each example has exactly one class, so that there is a confusion matrix."""
        return self.task != "labels"

    @cached_property
    def by_class(self) -> Answers:
        """The same with a column for each class: one column of yes becomes one of no and one of yes."""
        if self.task != "yes_no" or self.true.shape[1] != 1:
            return self
        return replace(
            self,
            names=self.class_names,
            true=np.hstack([~self.true, self.true]),
            said=np.hstack([~self.said, self.said]),
            probabilities=np.hstack([1 - self.probabilities, self.probabilities]),
        )
