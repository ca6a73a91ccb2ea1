"""The table of checks that tell what is wrong, or only doubtful, in a project before it is trained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workbench.core.errors import UserError
from workbench.core.heads import check_loss, head_for
from workbench.core.imported.on_bench import DataFacts, misfit
from workbench.core.labels import LabelKind
from workbench.core.painted_data import FEWEST_POINTS
from workbench.core.project import Layer, Project
from workbench.core.projects.head_of_project import head_of
from workbench.core.projects.layer_sizes import parameter_count

Severity = Literal["error", "warning", "hint"]

MOST_PARAMETERS = 50_000_000
ADAPTIVE_OPTIMIZERS = frozenset({"Adam", "AdamW", "Nadam", "RMSprop", "Adagrad", "Lion"})
LARGEST_ADAPTIVE_RATE = 1.0
LARGEST_RATE = 10.0
STRONG_DROPOUT = 0.7
STRONG_SMOOTHING = 0.4


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or doubtful.

    Attributes:
        severity: An `error` stops training, a `warning` will likely spoil it, a `hint` is worth a thought.
        message: What is wrong and what to do, as plain sentences.
        control: The object name of the control that mends it.
    """

    severity: Severity
    message: str
    control: str


@dataclass(frozen=True)
class Situation:
    """What the checks look at: a project and the data that it stands on.

    Attributes:
        project: A checked one.
        label_kind: The labels of the data.
        training_rows: How many examples are trained on.
        number_of_classes: How many classes the data has.
        number_of_inputs: How many inputs an example has.
        contradiction: How many rows contradict the head, as a sentence; empty where it fits.
    """

    project: Project
    label_kind: LabelKind
    training_rows: int
    number_of_classes: int
    number_of_inputs: int
    contradiction: str = ""


Check = Callable[[Situation], Problem | None]


def _head_does_not_fit(situation: Situation) -> Problem | None:
    try:
        head_for(situation.project.head.activation, situation.label_kind)
    except UserError as error:
        reason = f"{situation.contradiction} {error}".strip()
        return _misfit(situation, Problem("error", reason, "headSigmoid"))
    return None


def _misfit(situation: Situation, problem: Problem) -> Problem:
    """Returns the problem, or in its place what an experiment warns of."""
    choice = situation.project.head
    if not choice.experiment:
        return problem
    try:
        mistake = head_of(situation.project, situation.label_kind).mistake
    except UserError as error:
        return Problem("error", str(error), problem.control)
    reason = mistake.reason if mistake else ""
    unweighted = " Its loss takes no class weights." if choice.weighting != "none" else ""
    counted = f" {situation.contradiction}" if situation.contradiction else ""
    return Problem(
        "warning",
        f"This is an experiment: {reason[:1].lower()}{reason[1:]}{counted}{unweighted} Press Mend it when you have seen enough.",
        "mendHeadButton",
    )


def _loss_does_not_fit(situation: Situation) -> Problem | None:
    choice = situation.project.head
    try:
        head = head_for(choice.activation, situation.label_kind)
    except UserError:
        return None
    try:
        check_loss(head, choice.loss)
    except UserError as error:
        return _misfit(situation, Problem("error", str(error), "lossCombo"))
    return None


def _opened_model_does_not_fit(situation: Situation) -> Problem | None:
    if situation.project.imported is None:
        return None
    facts = DataFacts(situation.label_kind, situation.number_of_inputs, situation.number_of_classes)
    reason = misfit(situation.project, facts)
    return Problem("error", reason, "openedTable") if reason else None


def _no_training_rows(situation: Situation) -> Problem | None:
    painted = situation.project.data.painted
    if painted is not None and len(painted.points) < FEWEST_POINTS:
        words = (
            f"Training needs at least {FEWEST_POINTS} points: one to learn from, one to check. Paint more."
        )
        return Problem("error", words, "paintCanvas")
    if situation.training_rows > 0:
        return None
    return Problem("error", "There are no examples to train on. Choose other data.", "datasetCombo")


def _single_class(situation: Situation) -> Problem | None:
    if situation.number_of_classes > 1 or situation.label_kind in (LabelKind.YES_NO, LabelKind.MULTI_HOT):
        return None
    return Problem(
        "error",
        "All examples have the same class, so there is nothing to tell apart. Choose data with two or more.",
        "datasetCombo",
    )


def _batch_larger_than_data(situation: Situation) -> Problem | None:
    size, rows = situation.project.training.batch_size, situation.training_rows
    if size <= rows or rows == 0:
        return None
    return Problem(
        "warning",
        f"The batch size is {size:,}, but there are only {rows:,} training examples, so each epoch is a "
        f"single step. Lower it to {rows:,} or less.",
        "batchSizeSpin",
    )


def _rate_too_large(situation: Situation) -> Problem | None:
    training = situation.project.training
    adaptive = training.optimizer in ADAPTIVE_OPTIMIZERS
    if training.learning_rate <= (LARGEST_ADAPTIVE_RATE if adaptive else LARGEST_RATE):
        return None
    return Problem(
        "warning",
        f"A learning rate of {training.learning_rate:g} is very large for {training.optimizer}: the loss will "
        "likely jump about or overflow. Try a rate of 0.1 or less.",
        "learningRateSpin",
    )


def _squashed_logits(situation: Situation) -> Problem | None:
    layers = situation.project.layers
    activation = layers[-1].options.get("activation") if layers else None
    if activation not in ("softmax", "sigmoid"):
        return None
    return Problem(
        "hint",
        f"The last hidden layer ends in {activation}, and the head applies its own function after it. "
        "Use relu in the hidden layer; the head makes the probabilities.",
        "layerTable",
    )


def _stacked_linear_layers(situation: Situation) -> Problem | None:
    layers = situation.project.layers
    # Nothing bends the numbers between the last linear layer and the logits either.
    if not any(_is_linear(one) and _is_dense(other) for one, other in pairwise((*layers, Layer("Dense")))):
        return None
    return Problem(
        "hint",
        "A Dense layer with a linear activation is followed directly by another Dense layer or the logits; "
        "together they can do no more than one layer. Give it an activation such as relu.",
        "layerTable",
    )


def _is_dense(layer: Layer) -> bool:
    return layer.kind == "Dense"


def _is_linear(layer: Layer) -> bool:
    return _is_dense(layer) and layer.options.get("activation") == "linear"


def _strong_dropout_at_the_end(situation: Situation) -> Problem | None:
    layers = situation.project.layers
    if not layers or layers[-1].kind != "Dropout" or float(layers[-1].options["rate"]) < STRONG_DROPOUT:
        return None
    return Problem(
        "hint",
        f"Dropout silences {float(layers[-1].options['rate']):.0%} of what the logits see in training, which makes learning "
        "slow and noisy. Try a rate of 0.5 or less.",
        "layerTable",
    )


def _normalization_of_single_examples(situation: Situation) -> Problem | None:
    project = situation.project
    kinds = {layer.kind for layer in project.layers}
    if project.training.batch_size > 1 or "BatchNormalization" not in kinds:
        return None
    return Problem(
        "warning",
        "Batch normalization cannot learn from batches of one example: each one is its own mean, so all "
        "differences vanish. Raise the batch size, or use layer normalization.",
        "batchSizeSpin",
    )


def _constant_weights(situation: Situation) -> Problem | None:
    initializers = {layer.options.get("kernel_initializer") for layer in situation.project.layers}
    if not initializers & {"zeros", "ones"}:
        return None
    return Problem(
        "warning",
        "A Dense layer begins with equal weights, so all its units learn the same. Choose an "
        "initializer that draws at random, such as glorot_uniform.",
        "layerTable",
    )


def _strong_smoothing(situation: Situation) -> Problem | None:
    smoothing = situation.project.head.label_smoothing
    if smoothing < STRONG_SMOOTHING:
        return None
    return Problem(
        "hint",
        f"A label smoothing of {smoothing:g} leaves little difference between right and wrong targets. "
        "Values near 0.1 are usual.",
        "labelSmoothingSpin",
    )


def _patience_never_used(situation: Situation) -> Problem | None:
    training = situation.project.training
    if not training.early_stopping or training.patience < training.epochs:
        return None
    return Problem(
        "hint",
        f"Early stopping waits {training.patience} epochs, but training lasts only {training.epochs}, so it "
        "never acts. Lower the patience or raise the epochs.",
        "epochsSpin",
    )


def _network_too_large(situation: Situation) -> Problem | None:
    units = _number_of_units(situation)
    count = parameter_count(situation.project.layers, situation.number_of_inputs, units)
    if count <= MOST_PARAMETERS:
        return None
    return Problem(
        "warning",
        f"The network has {count:,} parameters: training will be slow and may not fit in memory. Use fewer "
        "units or layers.",
        "layerTable",
    )


def _number_of_units(situation: Situation) -> int:
    try:
        head = head_of(situation.project, situation.label_kind)
    except UserError:
        return situation.number_of_classes
    return head.number_of_units(situation.number_of_classes)


CHECKS: tuple[Check, ...] = (
    _head_does_not_fit,
    _loss_does_not_fit,
    _opened_model_does_not_fit,
    _no_training_rows,
    _single_class,
    _batch_larger_than_data,
    _rate_too_large,
    _normalization_of_single_examples,
    _constant_weights,
    _network_too_large,
    _squashed_logits,
    _stacked_linear_layers,
    _strong_dropout_at_the_end,
    _strong_smoothing,
    _patience_never_used,
)
"""In the order in which they are shown: errors first."""


def problems(
    project: Project,
    label_kind: LabelKind,
    training_rows: int,
    number_of_classes: int,
    number_of_inputs: int = 1,
    contradiction: str = "",
) -> tuple[Problem, ...]:
    """Returns what is wrong or doubtful in a checked project, the worst first.

    Args:
        project: What `checked` has returned.
        label_kind: The labels of the chosen data.
        training_rows: How many examples are trained on.
        number_of_classes: How many classes the data has.
        number_of_inputs: How many inputs an example has.
        contradiction: How many rows contradict the head, as a sentence; empty where it fits.
    """
    situation = Situation(
        project, label_kind, training_rows, number_of_classes, number_of_inputs, contradiction
    )
    return tuple(_found(situation))


def _found(situation: Situation) -> Iterator[Problem]:
    for check in CHECKS:
        problem = check(situation)
        if problem is not None:
            yield problem
