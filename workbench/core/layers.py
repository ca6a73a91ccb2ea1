"""The table of layers that a person can stack, and what each does to shape and parameter count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench.core.fields import Field, Value

ACTIVATION_NAMES = (
    "linear",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "mish",
    "tanh",
    "sigmoid",
    "hard_sigmoid",
    "softplus",
    "softsign",
    "softmax",
    "exponential",
)
INITIALIZER_NAMES = (
    "glorot_uniform",
    "glorot_normal",
    "he_uniform",
    "he_normal",
    "lecun_uniform",
    "lecun_normal",
    "random_normal",
    "random_uniform",
    "truncated_normal",
    "orthogonal",
    "zeros",
    "ones",
)

ACTIVATION = Field(
    "activation", "Activation", "choice", "relu", choices=tuple(ACTIVATION_NAMES),
    tool_tip="The function that each unit applies to its sum. Without one, stacked layers are no more than one layer.",
)  # fmt: skip

Options = Mapping[str, Value]


@dataclass(frozen=True)
class LayerKind:
    """One row: a Keras layer class, its fields and its arithmetic.

    Attributes:
        name: Keras's class name.
        fields: What a person can set; names are Keras's arguments.
        tool_tip: What the layer is for.
        parameters: Number of weights, from the options and the number of inputs.
        random: Whether the layer draws random numbers in training.
    """

    name: str
    fields: tuple[Field, ...]
    tool_tip: str
    parameters: Callable[[Options, int], int]
    random: bool = False

    def outputs(self, options: Options, inputs: int) -> int:
        """Returns the number of outputs for `inputs` inputs: every layer but Dense keeps the width."""
        return int(options.get("units", inputs))


def _dense_parameters(options: Options, inputs: int) -> int:
    return int(options["units"]) * (inputs + bool(options["use_bias"]))


def _none(options: Options, inputs: int) -> int:
    return 0


def _normalization_parameters(options: Options, inputs: int) -> int:
    return inputs * (2 + bool(options["scale"]) + bool(options["center"]))


def _layer_normalization_parameters(options: Options, inputs: int) -> int:
    return inputs * (bool(options["scale"]) + bool(options["center"]))


_EPSILON = Field(
    "epsilon",
    "Epsilon",
    "number",
    0.001,
    1e-9,
    1.0,
    tool_tip="Added to the variance, so that nothing is divided by zero.",
)
_CENTER = Field(
    "center", "Learn a shift", "flag", True, tool_tip="Whether a learned offset is added afterwards (beta)."
)
_SCALE = Field(
    "scale", "Learn a scale", "flag", True, tool_tip="Whether a learned factor is applied afterwards (gamma)."
)

LAYERS: dict[str, LayerKind] = {
    row.name: row
    for row in (
        LayerKind(
            "Dense",
            (
                Field("units", "Units", "integer", 64, 1, 8192, tool_tip="How many neurons the layer has."),
                ACTIVATION,
                Field("use_bias", "Bias", "flag", True, tool_tip="Whether each unit has a learned offset."),
                Field("kernel_initializer", "Initializer", "choice", "glorot_uniform", choices=tuple(INITIALIZER_NAMES),
                      tool_tip="How the weights are drawn before training."),
                Field("l1", "L1 penalty", "number", 0.0, 0.0, 10.0, tool_tip="Added to the loss per absolute weight: drives weights to zero."),
                Field("l2", "L2 penalty", "number", 0.0, 0.0, 10.0, tool_tip="Added to the loss per squared weight: keeps weights small."),
            ),
            "A fully connected layer: every unit sees every input.",
            _dense_parameters,
        ),
        LayerKind(
            "Dropout",
            (Field("rate", "Rate", "number", 0.2, 0.0, 0.95, tool_tip="Share of inputs that each training step silences at random."),),
            "Silences a random share of its inputs in training, so that no unit relies on a single other one.",
            _none,
            random=True,
        ),
        LayerKind(
            "BatchNormalization",
            (
                Field("momentum", "Momentum", "number", 0.99, 0.0, 0.9999, tool_tip="How slowly the running mean and variance follow."),
                _EPSILON, _CENTER, _SCALE,
            ),
            "Brings each input to mean 0 and variance 1 over the batch.",
            _normalization_parameters,
        ),
        LayerKind("LayerNormalization", (_EPSILON, _CENTER, _SCALE), "Brings each example to mean 0 and variance 1 over its inputs.", _layer_normalization_parameters),
        LayerKind(
            "GaussianNoise",
            (Field("stddev", "Standard deviation", "number", 0.1, 0.0, 10.0, tool_tip="Strength of the noise added in training."),),
            "Adds random noise in training, so that small changes of the input matter less.",
            _none,
            random=True,
        ),
        LayerKind("Activation", (ACTIVATION,), "Applies a function to each input.", _none),
    )
}  # fmt: skip
