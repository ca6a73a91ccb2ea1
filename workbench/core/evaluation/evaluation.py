"""All that is said of how good a network is on one part of the data."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.confusion import Confusion
from workbench.core.evaluation.label_scores import LabelScores
from workbench.core.evaluation.score_row import Score, scores_of
from workbench.core.predictions import Predictions


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Scores over all examples and of each class.

    Attributes:
        answers: What was said of the rows whose truth is known.
        scores: Those over all examples, each beside its baseline.
        classes: Those of each class; for yes or no of both answers. Their names are `answers.by_class.names`.
        confusion: Which class was taken for which; None where an example can have several labels or none.
    """

    answers: Answers
    scores: tuple[Score, ...]
    classes: LabelScores
    confusion: Confusion | None

    @classmethod
    def of(cls, predictions: Predictions) -> Evaluation:
        """Returns the evaluation of the rows whose truth is known."""
        answers = Answers.of(predictions)
        each = answers.by_class
        return cls(answers, scores_of(answers), LabelScores.of(each.true, each.said), Confusion.of(answers))
