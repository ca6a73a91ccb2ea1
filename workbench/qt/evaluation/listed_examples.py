"""What a list says of examples, in words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from workbench.core.predictions import Predictions
from workbench.qt.evaluation.examples_model import ListedExample

MOST = 500
"""Examples in a list: nobody looks at more."""


def surest_first(predictions: Predictions, places: Iterable[int]) -> list[ListedExample]:
    """Returns up to `MOST` of the examples at these rows of the predictions, those said with most confidence first."""
    every = np.fromiter(places, np.int64)
    sure = np.where(predictions.said[every], predictions.probabilities[every], 0).max(axis=1, initial=0)
    chosen = every[np.argsort(-sure, kind="stable")[:MOST]]
    return [_listed(predictions, int(place)) for place in chosen]


def _listed(predictions: Predictions, place: int) -> ListedExample:
    answer, truth = predictions.answer(place), predictions.true_words(place)
    said = ", ".join(
        f"{name} {value:.1%}"
        for name, value in zip(predictions.outputs, predictions.probabilities[place], strict=True)
        if value >= 0.05
    )
    caption = answer if answer == truth else f"{answer}, not {truth}"
    return ListedExample(place, caption, f"the network says {answer}; true is {truth}. {said}.")
