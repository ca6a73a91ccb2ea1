"""What one head says of a part of the data, beside what is true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.co_occurrence import co_occurrence
from workbench.core.evaluation.confusion import Confusion
from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.evaluation.reliability import Reliability, cases_of
from workbench.core.evaluation.score_row import Score, scores_of
from workbench.core.evaluation.surest_mistakes import SureMistake, surest_mistakes
from workbench.core.heads import Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.predictions import Predictions
from workbench.core.probabilities import logits_for, probabilities
from workbench.core.project import HeadChoice
from workbench.data.truth import truth_of
from workbench.engine.part_logits import PartLogits
from workbench.qt.evaluation.named_curves import CURVE_KINDS, NamedCurve, named_curves

MOST_MISTAKES = 500
"""Mistakes that are listed: nobody looks at more."""


@dataclass(frozen=True, eq=False)
class Together:
    """In how many examples each two labels are true together, and said together, both (k, k)."""

    true: NDArray[np.int64]
    said: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class EvaluatedPart:
    """The answers to the rows of a part, under a head that may have been toggled since they were asked for.

    Attributes:
        asked: What the engine said.
        head: The row of the table of heads in use.
        choice: The head as the project has it.
    """

    asked: PartLogits
    head: Head
    choice: HeadChoice

    def __len__(self) -> int:
        return len(self.asked.rows)

    @property
    def class_names(self) -> tuple[str, ...]:
        """What a person reads; for yes/no the negative one first."""
        return self.asked.dataset.class_names

    @cached_property
    def logits(self) -> NDArray[np.float32]:
        """As many (n, units) as the head has."""
        units = self.head.number_of_units(len(self.class_names))
        return np.asarray(logits_for(self.asked.logits, units), np.float32)

    @cached_property
    def predictions(self) -> Predictions:
        """Probabilities, answers and truth.

        Raises:
            UserError: the labels do not fit the head.
        """
        classes, dataset = len(self.class_names), self.asked.dataset
        made = probabilities(self.head, self.asked.logits, classes, self.choice.temperature)
        said = np.asarray(made, np.float32)
        truth = truth_of(self.head, dataset.labels[self.asked.rows], dataset.label_kind, classes)
        thresholds = thresholds_of(self.choice, said.shape[1])
        return Predictions(self.head, thresholds, self.class_names, said, truth)

    @cached_property
    def answers(self) -> Answers:
        """What the scores are made of."""
        return Answers.of(self.predictions)

    @cached_property
    def confusion(self) -> Confusion | None:
        """Which class was taken for which; None where an example can have several labels or none."""
        return Confusion.of(self.answers)

    @cached_property
    def matrices(self) -> Confusion | Together:
        """What is counted of two classes: how one was taken for the other, or that they stand together."""
        return self.together if self.confusion is None else self.confusion

    @cached_property
    def together(self) -> Together:
        """How often two labels are true, and said, together."""
        return Together(co_occurrence(self.answers.true), co_occurrence(self.answers.said))

    @cached_property
    def surest_mistakes(self) -> list[SureMistake]:
        """The wrong answers that were given with most confidence, the surest first."""
        return surest_mistakes(self.answers, MOST_MISTAKES)

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """Those over all examples, each beside its baseline."""
        return scores_of(self.answers)

    @cached_property
    def classes(self) -> LabelScores:
        """Those of each class; for yes or no of both answers."""
        each = self.answers.by_class
        return LabelScores.of(each.true, each.said)

    @cached_property
    def reliability(self) -> Reliability:
        """Whether what is said with some probability comes true as often."""
        return Reliability.of(*cases_of(self.answers))

    @cached_property
    def as_trained(self) -> EvaluatedPart:
        """The same without a temperature."""
        if self.choice.temperature == 1:
            return self
        return replace(self, choice=msgspec.structs.replace(self.choice, temperature=1.0))

    @cached_property
    def reliability_as_trained(self) -> Reliability:
        """The same without a temperature."""
        return self.as_trained.reliability

    @cached_property
    def curves(self) -> dict[str, tuple[NamedCurve, ...]]:
        """The curves of each kind, by the names in the table of `CURVE_KINDS`."""
        return {kind.name: named_curves(self.answers, kind) for kind in CURVE_KINDS}

    @property
    def rows_in_words(self) -> str:
        """How many rows were looked at."""
        count, every = len(self), self.asked.rows_in_part
        of_all = "" if count == every else f" of {every:,}"
        return f"{count:,}{of_all} {self.asked.part} examples"
