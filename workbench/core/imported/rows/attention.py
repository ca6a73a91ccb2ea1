"""Layers that look at some parts of a sequence more than at others."""

from __future__ import annotations

from workbench.core.imported.keras_objects import SEED
from workbench.core.imported.layer_row import (
    TRAINING,
    LayerRow,
    Shape,
    Shapes,
    Weight,
    Weights,
    below,
    known,
    ranked,
    stored,
    weight_options,
)
from workbench.core.imported.option import (
    Option,
    Options,
    Unfit,
    flag,
    items,
    maybe,
    number,
    only,
    whole,
    word,
)
from workbench.core.imported.rows.basic import ACTIVITY, BIAS

SCORES = ("return_attention_scores", flag)
CAUSAL = ("use_causal_mask", flag)
DROPOUT = Option("dropout", number(0, 1), 0.0)


def _attended(options: Options, inputs: Shapes) -> Shapes:
    query, value, key = (*inputs, inputs[1])[:3]
    for shape in inputs:
        ranked(shape, 2)
    if query[-1] != key[-1] or value[0] != key[0]:
        raise Unfit("has a query, a value and a key that do not fit each other")
    scores = (query[0], key[0])
    said = (query[0], value[-1])
    return (said, scores) if options.get("return_attention_scores") else (said,)


def _attention_weights(options: Options, inputs: Shapes) -> Weights:
    is_concat = options["score_mode"] == "concat"
    flags = (("scale", options["use_scale"]), ("concat_score_weight", is_concat))
    return stored(*(Weight(name, ()) for name, is_on in flags if is_on))


def _additive_weights(options: Options, inputs: Shapes) -> Weights:
    return stored(*[Weight("scale", (known(inputs[0][-1]),))] * options["use_scale"])


def _heads(options: Options, inputs: Shapes) -> Shapes:
    query, value, key = (*inputs, inputs[1])[:3]
    if len(query) < 2 or len(query) != len(value) or value[:-1] != key[:-1]:
        raise Unfit("has a query, a value and a key that do not fit each other")
    said = (*query[:-1], *(options["output_shape"] or query[-1:]))
    return (said, _scores(options, query, key)) if options.get("return_attention_scores") else (said,)


def _scores(options: Options, query: Shape, key: Shape) -> Shape:
    if len(query) != 2:
        raise Unfit("returns the scores of inputs of more than 3 axes, which is not understood here")
    return (options["num_heads"], query[0], key[0])


def _heads_weights(options: Options, inputs: Shapes) -> Weights:
    query, value, key = (*inputs, inputs[1])[:3]
    count, depth = options["num_heads"], options["key_dim"]
    width = options["value_dim"] or depth
    said = tuple(options["output_shape"] or (known(query[-1]),))
    return (
        *_projection("query", (known(query[-1]),), (count, depth), options),
        *_projection("key", (known(key[-1]),), (count, depth), options),
        *_projection("value", (known(value[-1]),), (count, width), options),
        *_projection("output", (count, width), said, options),
    )


def _projection(name: str, inputs: tuple[int, ...], outputs: tuple[int, ...], options: Options) -> Weights:
    bias = [Weight("bias", outputs)] * options["use_bias"]
    return below(f"{name}_dense/", stored(Weight("kernel", (*inputs, *outputs)), *bias))


_SHAPE_SEEN = (Option(f"{name}_shape", lambda value: value, None) for name in ("query", "key", "value"))

ROWS = (
    LayerRow(
        "Attention",
        (Option("use_scale", flag, False), Option("score_mode", word("dot", "concat"), "dot"), DROPOUT, SEED),
        _attended,
        _attention_weights,
        takes="list", fewest=2, most=3, tensors=("mask",), values=(TRAINING, SCORES, CAUSAL),
    ),
    LayerRow(
        "AdditiveAttention",
        (Option("use_scale", flag, True), DROPOUT, SEED),
        _attended,
        _additive_weights,
        takes="list", fewest=2, most=3, tensors=("mask",), values=(TRAINING, SCORES, CAUSAL),
    ),
    LayerRow(
        "MultiHeadAttention",
        (
            Option("num_heads", whole(1)), Option("key_dim", whole(1)), Option("value_dim", maybe(whole(1)), None), DROPOUT, BIAS,
            Option("output_shape", maybe(items(whole(1), 1, 4)), None), Option("attention_axes", maybe(items(whole(-8, 8), 1, 6)), None),
            *weight_options(kernel="glorot_uniform", bias="zeros"), ACTIVITY, SEED,
        ),
        _heads,
        _heads_weights,
        takes="arguments", fewest=2, most=3, arguments=("query", "value", "key"),
        tensors=("query_mask", "value_mask", "key_mask", "attention_mask"),
        values=(TRAINING, SCORES, CAUSAL),
        ignored=(
            # what Keras 2 saw when it was built; the graph says it too
            *_SHAPE_SEEN, Option("softmax_robust_masking", only(False), False),
            Option("use_gate", only(False), False), Option("sliding_window", only(None), None),
        ),
    ),
)  # fmt: skip
