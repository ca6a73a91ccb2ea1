"""Inputs, Dense, Embedding and what only passes on."""

from __future__ import annotations

from workbench.core.imported.graph import INPUT
from workbench.core.imported.keras_objects import activation
from workbench.core.imported.layer_row import (
    TRAINING,
    LayerRow,
    Shapes,
    Weight,
    Weights,
    broadcast,
    known,
    stored,
    weight_options,
    with_constraint,
    with_initializer,
    with_regularizer,
)
from workbench.core.imported.option import (
    Option,
    Options,
    Unfit,
    constant,
    flag,
    items,
    maybe,
    number,
    only,
    shape_of_constant,
    whole,
)

MOST_AXES = 8
BIAS = Option("use_bias", flag, True)
ACTIVATION = Option("activation", activation, "linear")
ACTIVITY = with_regularizer("activity")
NOT_QUANTIZED = Option("quantization_config", only(None), None)


def _input(options: Options, inputs: Shapes) -> Shapes:
    return (tuple(options["shape"]),)


def _dense(options: Options, inputs: Shapes) -> Shapes:
    if not inputs[0]:
        raise Unfit("takes inputs of at least 2 axes with the batch's, not of 1")
    return ((*inputs[0][:-1], options["units"]),)


def _dense_weights(options: Options, inputs: Shapes) -> Weights:
    kernel = Weight("kernel", (known(inputs[0][-1]), options["units"]))
    return stored(kernel, *[Weight("bias", (options["units"],))] * options["use_bias"])


def _rescaled(options: Options, inputs: Shapes) -> Shapes:
    shape = broadcast((inputs[0], *(shape_of_constant(options[name]) for name in ("scale", "offset"))))
    if len(shape) != len(inputs[0]) or any(old not in (new, None) for old, new in zip(inputs[0], shape)):
        raise Unfit("has a scale or an offset of another shape than its input")
    return inputs


def _embedding(options: Options, inputs: Shapes) -> Shapes:
    return ((*inputs[0], options["output_dim"]),)


def _embedding_weights(options: Options, inputs: Shapes) -> Weights:
    return stored(Weight("embeddings", (options["input_dim"], options["output_dim"])))


ROWS = (
    LayerRow(
        INPUT, (Option("shape", items(maybe(whole(1)), 0, MOST_AXES)),), _input, takes="list", fewest=0, most=0
    ),
    LayerRow(
        "Dense",
        (
            Option("units", whole(1)), ACTIVATION, BIAS,
            *weight_options(kernel="glorot_uniform", bias="zeros"), ACTIVITY,
        ),
        _dense,
        _dense_weights,
        values=(TRAINING,),
        ignored=(NOT_QUANTIZED,),
    ),
    LayerRow(
        "Embedding",
        (
            Option("input_dim", whole(1)), Option("output_dim", whole(1)),
            with_initializer("embeddings", "uniform"), with_regularizer("embeddings"), with_constraint("embeddings"),
            Option("mask_zero", flag, False), ACTIVITY,
        ),
        _embedding,
        _embedding_weights,
        # Keras 2 wanted to know the length where another layer depends on it; the shape of the input says it too.
        ignored=(NOT_QUANTIZED, Option("input_length", lambda value: value, None)),
    ),
    LayerRow("Identity"),
    LayerRow("Masking", (Option("mask_value", number(), 0.0),)),
    LayerRow("ActivityRegularization", (Option("l1", number(0), 0.0), Option("l2", number(0), 0.0))),
    LayerRow("Rescaling", (Option("scale", constant), Option("offset", constant, 0.0)), _rescaled),
)  # fmt: skip
