"""The surest mistakes as a list."""

from __future__ import annotations

from workbench.core.evaluation.surest_mistakes import SureMistake
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.examples_model import ListedExample


def listed_mistakes(evaluated: EvaluatedPart) -> list[ListedExample]:
    """Returns the wrong answers that were given with most confidence, the surest first."""
    return [_listed(evaluated, mistake) for mistake in evaluated.surest_mistakes]


def _listed(evaluated: EvaluatedPart, mistake: SureMistake) -> ListedExample:
    predictions = evaluated.predictions
    truth = predictions.true_words(mistake.place)
    if evaluated.answers.task == "one_class":
        said = predictions.outputs[mistake.label]
        caption = f"{said} {mistake.sureness:.0%}, is {truth}"
        return ListedExample(
            mistake.place, caption, f"it was {mistake.sureness:.1%} sure of “{said}”, but true is “{truth}”."
        )
    return _of_label(evaluated, mistake, truth)


def _of_label(evaluated: EvaluatedPart, mistake: SureMistake, truth: str) -> ListedExample:
    predictions, place = evaluated.predictions, mistake.place
    label, probability = predictions.outputs[mistake.label], predictions.probabilities[place, mistake.label]
    verb, fact = ("said", "does not hold") if predictions.said[place, mistake.label] else ("missed", "holds")
    caption = f"{label} {verb} at {probability:.0%}"
    return ListedExample(place, caption, f"“{label}” got {probability:.1%}, but it {fact}; true is: {truth}.")
