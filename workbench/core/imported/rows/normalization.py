"""Layers that bring their inputs to a common scale."""

from __future__ import annotations

from workbench.core.imported.layer_row import (
    TRAINING,
    LayerRow,
    Shape,
    Shapes,
    Weight,
    Weights,
    known,
    position,
    stored,
    weight_options,
    with_initializer,
)
from workbench.core.imported.option import (
    Option,
    Options,
    Unfit,
    axes,
    constant,
    either,
    flag,
    maybe,
    number,
    only,
    shape_of_constant,
    whole,
)

AXIS = Option("axis", axes(), -1)
EPSILON = Option("epsilon", number(0), 0.001)
CENTER, SCALE = Option("center", flag, True), Option("scale", flag, True)
LEARNT = weight_options(beta="zeros", gamma="ones")


def _along(axis: int | list[int], shape: Shape) -> tuple[int, ...]:
    indices = [position(one, shape) for one in (axis if isinstance(axis, list) else [axis])]
    if len(set(indices)) != len(indices):
        raise Unfit("names an axis twice")
    return tuple(known(shape[index], "the axis it works along") for index in sorted(indices))


def _learnt(options: Options, shape: tuple[int, ...]) -> list[Weight]:
    flags = (("gamma", options["scale"]), ("beta", options["center"]))
    return [Weight(name, shape) for name, is_on in flags if is_on]


def _batch_weights(options: Options, inputs: Shapes) -> Weights:
    shape = _along(options["axis"], inputs[0])
    moving = [Weight(f"moving_{name}", shape, trainable=False) for name in ("mean", "variance")]
    return stored(*_learnt(options, shape), *moving)


def _layer_weights(options: Options, inputs: Shapes) -> Weights:
    shape = _along(options["axis"], inputs[0])
    return stored(Weight("gamma", shape)) if options["rms_scaling"] else stored(*_learnt(options, shape))


def _group_weights(options: Options, inputs: Shapes) -> Weights:
    shape = _along(options["axis"], inputs[0])
    groups = shape[0] if options["groups"] == -1 else options["groups"]
    if not groups or shape[0] % groups:
        raise Unfit(f"divides {shape[0]} into {options['groups']} groups, which does not come out even")
    return stored(*_learnt(options, shape))


def _root_mean_square_weights(options: Options, inputs: Shapes) -> Weights:
    return stored(Weight("scale", _along(options["axis"], inputs[0])))


def _unit(options: Options, inputs: Shapes) -> Shapes:
    axis = options["axis"]
    for one in axis if isinstance(axis, list) else [axis]:
        position(one, inputs[0])
    return (inputs[0],)


def _axes_or_none(value: object) -> int | list[int] | None:
    """No axis, which Keras writes as an empty list, stands for one mean of all."""
    checked: int | list[int] | None = None if value in (None, []) else axes()(value)
    return checked


def _given_weights(options: Options, inputs: Shapes) -> Weights:
    shape = () if options["axis"] is None else _along(options["axis"], inputs[0])
    if (options["mean"] is None) != (options["variance"] is None):
        raise Unfit("has only one of mean and variance")
    if options["mean"] is not None:
        _check_given(options, shape)
        return ()
    moments = [Weight(name, shape, trainable=False) for name in ("mean", "variance")]
    return stored(*moments, Weight("count", (), trainable=False, dtype="int64"))


def _check_given(options: Options, shape: tuple[int, ...]) -> None:
    mean, variance = (shape_of_constant(options[name]) for name in ("mean", "variance"))
    fits = len(mean) <= len(shape) and all(a in (1, b) for a, b in zip(mean[::-1], shape[::-1]))
    if mean != variance or not fits:
        raise Unfit("has a mean and a variance that do not fit its input")


ROWS = (
    LayerRow(
        "BatchNormalization",
        (
            Option("axis", either(whole(-8, 8), axes()), -1), Option("momentum", number(0, 1), 0.99), EPSILON, CENTER, SCALE, *LEARNT,
            with_initializer("moving_mean", "zeros"), with_initializer("moving_variance", "ones"),
            Option("synchronized", flag, False),
        ),
        weights=_batch_weights,
        tensors=("mask",),
        values=(TRAINING,),
        ignored=(
            Option("renorm", only(False), False), Option("renorm_clipping", only(None), None),
            Option("renorm_momentum", number(), 0.99), Option("fused", flag, None),
            Option("virtual_batch_size", only(None), None), Option("adjustment", only(None), None),
        ),
    ),
    LayerRow(
        "LayerNormalization",
        (AXIS, EPSILON, CENTER, SCALE, *LEARNT, Option("rms_scaling", flag, False)),
        weights=_layer_weights,
    ),
    LayerRow(
        "GroupNormalization",
        (Option("groups", whole(-1), 32), Option("axis", whole(-8, 8), -1), EPSILON, CENTER, SCALE, *LEARNT),
        weights=_group_weights,
    ),
    LayerRow("RMSNormalization", (AXIS, Option("epsilon", number(0), 1e-6)), weights=_root_mean_square_weights, arguments=("x",)),
    LayerRow("UnitNormalization", (AXIS,), _unit),
    LayerRow(
        "Normalization",
        (
            Option("axis", _axes_or_none, -1), Option("invert", flag, False),
            Option("mean", maybe(constant), None), Option("variance", maybe(constant), None),
        ),
        weights=_given_weights,
    ),
)  # fmt: skip
