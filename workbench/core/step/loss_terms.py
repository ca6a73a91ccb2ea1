"""What each class adds to the loss of an example, and the gradient at its logits, from the formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Activation
from workbench.core.probabilities import sigmoid, softmax
from workbench.core.project import HeadChoice

Row = NDArray[np.float64]


@dataclass(frozen=True)
class LossFormula:
    """One row: a loss whose terms and gradient have a short formula.

    Attributes:
        activation: The head that it belongs to.
        terms: What each class adds, as it is written.
        gradient: At a logit, as it is written.
        meaning: What the gradient says, for a learner.
        smoothed: From a target row (k,) and the label smoothing to the target that the loss takes.
        term_values: From targets and logits (k,) to terms (k,), which sum to the loss of the example.
        gradient_values: From targets and logits (k,) to the gradient (k,).
    """

    activation: Activation
    terms: str
    gradient: str
    meaning: str
    smoothed: Callable[[Row, float], Row]
    term_values: Callable[[Row, Row], Row]
    gradient_values: Callable[[Row, Row], Row]


def _cross_entropies(targets: Row, logits: Row) -> Row:
    """Returns −y ln p, without the logarithm of a probability that was rounded to 0."""
    shifted = logits - logits.max()
    logarithms = shifted - np.log(np.exp(shifted).sum())
    return np.asarray(-targets * logarithms)


def _binary_cross_entropies(targets: Row, logits: Row) -> Row:
    both = targets * np.logaddexp(0, -logits) + (1 - targets) * np.logaddexp(0, logits)
    return np.asarray(both / len(logits))


SOFTMAX_CROSS_ENTROPY = LossFormula(
    "softmax",
    "−y ln p",
    "p − y",
    "What is too much in p pushes its logit down, what is too little pulls it up; the gradient sums to 0.",
    lambda targets, smoothing: (1 - smoothing) * targets + smoothing / len(targets),
    _cross_entropies,
    lambda targets, logits: np.asarray(softmax(logits) * targets.sum() - targets),
)
SIGMOID_CROSS_ENTROPY = LossFormula(
    "sigmoid",
    "−(y ln σ + (1 − y) ln(1 − σ)) ÷ K",
    "(σ − y) ÷ K",
    "Each logit is pushed by its own error alone; the mean over K classes makes each push K times smaller.",
    lambda targets, smoothing: (1 - smoothing) * targets + smoothing / 2,
    _binary_cross_entropies,
    lambda targets, logits: np.asarray((sigmoid(logits) - targets) / len(logits)),
)

FORMULAS: dict[str, LossFormula] = {
    "sparse_categorical_crossentropy": SOFTMAX_CROSS_ENTROPY,
    "categorical_crossentropy": SOFTMAX_CROSS_ENTROPY,
    "binary_crossentropy": SIGMOID_CROSS_ENTROPY,
}
"""By Keras's name of the loss, under the head of its activation; focal losses have no short formula."""


def formula_of(choice: HeadChoice) -> LossFormula | None:
    """Returns the formula of the loss in use; None where it is weighted, an experiment, or has no short one."""
    formula = FORMULAS.get(choice.loss)
    plain = choice.weighting != "balanced" and not choice.experiment
    fits = formula is not None and formula.activation == choice.activation
    return formula if plain and fits else None
