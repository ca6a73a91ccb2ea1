"""Layers that read a sequence step by step."""

from __future__ import annotations

from collections.abc import Callable

from workbench.core.imported.keras_objects import SEED, activation
from workbench.core.imported.layer_row import (
    TRAINING,
    LayerRow,
    Shapes,
    Weight,
    Weights,
    known,
    ranked,
    stored,
    weight_options,
)
from workbench.core.imported.option import Option, Options, flag, number, only, whole
from workbench.core.imported.rows.basic import ACTIVITY, BIAS

SEQUENCES = ("sequences",)
STATES = ("initial_state", "mask")


def _outputs(states: int) -> Callable[[Options, Shapes], Shapes]:
    def outputs(options: Options, inputs: Shapes) -> Shapes:
        length, units = ranked(inputs[0], 2)[0], options["units"]
        said = (length, units) if options["return_sequences"] else (units,)
        return (said, *[(units,)] * (states * options["return_state"]))

    return outputs


def _weights(gates: int) -> Callable[[Options, Shapes], Weights]:
    def weights(options: Options, inputs: Shapes) -> Weights:
        units, width = options["units"], gates * options["units"]
        # Only GRU has reset_after: then the bias of the recurrent part is one of its own.
        bias = (2, width) if options.get("reset_after") else (width,)
        kernel = Weight("kernel", (known(ranked(inputs[0], 2)[-1]), width))
        recurrent = Weight("recurrent_kernel", (units, width))
        return stored(kernel, recurrent, *[Weight("bias", bias)] * options["use_bias"], below="cell/")

    return weights


_WEIGHTS = weight_options(kernel="glorot_uniform", recurrent="orthogonal", bias="zeros")
_COMMON = (
    Option("units", whole(1)), Option("activation", activation, "tanh"), BIAS, *_WEIGHTS, ACTIVITY,
    Option("dropout", number(0, 1), 0.0), Option("recurrent_dropout", number(0, 1), 0.0),
    *(Option(name, flag, False) for name in ("return_sequences", "return_state", "go_backwards", "unroll", "zero_output_for_mask")),
    SEED,
)  # fmt: skip
_GATED = Option("recurrent_activation", activation, "sigmoid")
_ALWAYS = (
    Option("stateful", only(False), False),
    Option("time_major", only(False), False),
    Option("implementation", whole(0, 2), 2),
)


def _row(kind: str, gates: int, states: int, *options: Option) -> LayerRow:
    return LayerRow(
        kind, (*_COMMON, *options), _outputs(states), _weights(gates),
        arguments=SEQUENCES, tensors=STATES, values=(TRAINING,), ignored=_ALWAYS,
    )  # fmt: skip


ROWS = (
    _row("SimpleRNN", 1, 1),
    _row("LSTM", 4, 2, _GATED, Option("unit_forget_bias", flag, True)),
    _row("GRU", 3, 1, _GATED, Option("reset_after", flag, True)),
)
