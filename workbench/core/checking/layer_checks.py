"""Checks of the layers."""

from __future__ import annotations

from itertools import pairwise

from workbench.core.checking.problem import Problem
from workbench.core.checking.situation import Situation
from workbench.core.errors import UserError
from workbench.core.project import Layer
from workbench.core.projects.head_of_project import head_of
from workbench.core.projects.layer_sizes import parameter_count

MOST_PARAMETERS = 50_000_000
STRONG_DROPOUT = 0.7


def squashed_logits(situation: Situation) -> Problem | None:
    """The last hidden layer ends in a function that is for heads."""
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


def stacked_linear_layers(situation: Situation) -> Problem | None:
    """Two layers do no more than one would."""
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


def strong_dropout_at_the_end(situation: Situation) -> Problem | None:
    """The logits see little in training."""
    layers = situation.project.layers
    if not layers or layers[-1].kind != "Dropout" or float(layers[-1].options["rate"]) < STRONG_DROPOUT:
        return None
    return Problem(
        "hint",
        f"Dropout silences {float(layers[-1].options['rate']):.0%} of what the logits see in training, which makes learning "
        "slow and noisy. Try a rate of 0.5 or less.",
        "layerTable",
    )


def normalization_of_single_examples(situation: Situation) -> Problem | None:
    """Each example is its own mean."""
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


def constant_weights(situation: Situation) -> Problem | None:
    """All units of a layer learn the same."""
    initializers = {layer.options.get("kernel_initializer") for layer in situation.project.layers}
    if not initializers & {"zeros", "ones"}:
        return None
    return Problem(
        "warning",
        "A Dense layer begins with equal weights, so all its units learn the same. Choose an "
        "initializer that draws at random, such as glorot_uniform.",
        "layerTable",
    )


def network_too_large(situation: Situation) -> Problem | None:
    """Training will be slow and may not fit in memory."""
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
