"""What is said beside the numbers of a step."""

from __future__ import annotations

import numpy as np

from workbench.core.step.step_trace import StepTrace


def loss_words(trace: StepTrace) -> str:
    """Returns the formulas of the loss with what they mean."""
    head, name = trace.head.activation.capitalize(), trace.choice.loss.replace("_", " ")
    formula = trace.formula
    if formula is None:
        weighted = ", weighted" if trace.choice.weighting == "balanced" else ""
        return f"{head} with {name}{weighted}: it has no short formula; the gradient is measured."
    return f"{head} with {name}: term {formula.terms}, gradient {formula.gradient}. {formula.meaning}"


def agreement_words(trace: StepTrace) -> str:
    """Returns where the gradient comes from, and how well it agrees with the formula."""
    expected = trace.expected_gradient
    if expected is None:
        return "The gradient is measured."
    apart = float(np.abs(expected - trace.gradient).max())
    return f"The gradient is measured; it is at most {apart:.0e} from the formula."


def weight_words(trace: StepTrace) -> str:
    """Returns what makes the change, and of which loss."""
    penalty = f", {trace.penalty:.4g} of it for large weights" if trace.penalty else ""
    return (
        f"The batch of {len(trace.rows)} has a loss of {trace.loss:.4g}{penalty}. {trace.optimizer} makes a change of "
        f"each gradient, at a learning rate of {trace.learning_rate:.3g}. Sizes are roots of mean squares."
    )
