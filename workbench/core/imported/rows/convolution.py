"""Convolutions and their kin."""

from __future__ import annotations

from collections.abc import Callable

from workbench.core.imported.layer_row import (
    CHANNELS,
    LayerRow,
    Shape,
    Shapes,
    Weight,
    Weights,
    known,
    ranked,
    stored,
    weight_options,
)
from workbench.core.imported.option import Option, Options, Unfit, maybe, only, sizes, whole, word
from workbench.core.imported.rows.basic import ACTIVATION, ACTIVITY, BIAS

CHANNELS_LAST = "channels_last"


def spatial(shape: Shape, options: Options) -> Shape:
    """Returns the sizes of a shape but that of its channels."""
    return shape[:-1] if options["data_format"] == CHANNELS_LAST else shape[1:]


def channels(shape: Shape, options: Options) -> int:
    """Returns how many channels there are."""
    return known(shape[-1] if options["data_format"] == CHANNELS_LAST else shape[0], "its channels")


def with_channels(sizes: Shape, number: int | None, options: Options) -> Shape:
    """Returns a shape of these sizes with a number of channels."""
    return (*sizes, number) if options["data_format"] == CHANNELS_LAST else (number, *sizes)


def windows(size: int | None, width: int, stride: int, padding: str) -> int | None:
    """Returns how many windows of `width` fit along an axis.

    Raises:
        Unfit: not even one does.
    """
    if size is None:
        return None
    count = (size - width) // stride + 1 if padding == "valid" else -(-size // stride)
    if count < 1:
        raise Unfit(f"has a window of {width}, which does not fit into an input of {size}")
    return count


def _convolved(shape: Shape, options: Options) -> Shape:
    rank = len(options["kernel_size"])
    ranked(shape, rank + 1)
    if max(options["strides"]) > 1 and max(options["dilation_rate"]) > 1:
        raise Unfit("has both strides and a dilation rate above 1, which Keras cannot do")
    widths = [(k - 1) * d + 1 for k, d in zip(options["kernel_size"], options["dilation_rate"], strict=True)]
    parts = zip(spatial(shape, options), widths, options["strides"], strict=True)
    return tuple(windows(size, width, stride, options["padding"]) for size, width, stride in parts)


def _convolution(options: Options, inputs: Shapes) -> Shapes:
    return (with_channels(_convolved(inputs[0], options), options["filters"], options),)


def _convolution_weights(options: Options, inputs: Shapes) -> Weights:
    number, groups, filters = channels(inputs[0], options), options["groups"], options["filters"]
    if number % groups or filters % groups:
        raise Unfit(
            f"divides {number} channels and {filters} filters into {groups} groups, which does not come out even"
        )
    return _biased(Weight("kernel", (*options["kernel_size"], number // groups, filters)), filters, options)


def _biased(kernel: Weight, width: int, options: Options, *more: Weight) -> Weights:
    return stored(kernel, *more, *[Weight("bias", (width,))] * options["use_bias"])


def _transposed(options: Options, inputs: Shapes) -> Shapes:
    rank = len(options["kernel_size"])
    ranked(inputs[0], rank + 1)
    extra = options["output_padding"] or [None] * rank
    parts = zip(
        spatial(inputs[0], options),
        options["kernel_size"],
        options["strides"],
        options["dilation_rate"],
        extra,
    )
    grown = tuple(_grown(*part, options["padding"]) for part in parts)
    return (with_channels(grown, options["filters"], options),)


def _grown(
    size: int | None, width: int, stride: int, dilation: int, extra: int | None, padding: str
) -> int | None:
    if size is None:
        return None
    width = (width - 1) * dilation + 1
    if padding == "valid":
        return (size - 1) * stride + width + (max(width, stride) - width if extra is None else extra)
    return size * stride if extra is None else (size - 1) * stride + width % 2 + extra


def _transposed_weights(options: Options, inputs: Shapes) -> Weights:
    kernel = (*options["kernel_size"], options["filters"], channels(inputs[0], options))
    return _biased(Weight("kernel", kernel), options["filters"], options)


def _depthwise(options: Options, inputs: Shapes) -> Shapes:
    convolved = _convolved(inputs[0], options)
    return (with_channels(convolved, channels(inputs[0], options) * options["depth_multiplier"], options),)


def _depthwise_weights(options: Options, inputs: Shapes) -> Weights:
    number, multiplier = channels(inputs[0], options), options["depth_multiplier"]
    kernel = Weight("kernel", (*options["kernel_size"], number, multiplier))
    return _biased(kernel, number * multiplier, options)


def _separable_weights(options: Options, inputs: Shapes) -> Weights:
    number, multiplier = channels(inputs[0], options), options["depth_multiplier"]
    depthwise = Weight("depthwise_kernel", (*options["kernel_size"], number, multiplier))
    ones = (1,) * len(options["kernel_size"])
    pointwise = Weight("pointwise_kernel", (*ones, number * multiplier, options["filters"]))
    return _biased(depthwise, options["filters"], options, pointwise)


FILTERS = Option("filters", whole(1))
MULTIPLIER = Option("depth_multiplier", whole(1), 1)
ONE_GROUP = Option("groups", only(1), 1)


def _window(rank: int, *paddings: str) -> tuple[Option, ...]:
    """The options of every convolution; Keras pads a causal one at its beginning only."""
    one = [1] * rank
    return (
        Option("kernel_size", sizes(rank)), Option("strides", sizes(rank), one), Option("padding", word(*paddings), "valid"),
        CHANNELS, Option("dilation_rate", sizes(rank), one), ACTIVATION, BIAS, ACTIVITY,
    )  # fmt: skip


# Keras 2 writes of some layers also what it never uses in them.
_NEVER_USED = weight_options(kernel="glorot_uniform")
_KERNEL = weight_options(kernel="glorot_uniform", bias="zeros")
_DEPTHWISE = weight_options(depthwise="glorot_uniform", bias="zeros")
_SEPARABLE = weight_options(depthwise="glorot_uniform", pointwise="glorot_uniform", bias="zeros")


def _paddings(rank: int) -> tuple[str, ...]:
    return ("valid", "same", "causal") if rank == 1 else ("valid", "same")


def _convolution_row(rank: int) -> LayerRow:
    groups = Option("groups", whole(1), 1)
    options = (FILTERS, groups, *_window(rank, *_paddings(rank)), *_KERNEL)
    return LayerRow(f"Conv{rank}D", options, _convolution, _convolution_weights)


def _transposed_row(rank: int) -> LayerRow:
    extra = Option("output_padding", maybe(sizes(rank, 0)), None)
    options = (FILTERS, extra, *_window(rank, "valid", "same"), *_KERNEL)
    return LayerRow(f"Conv{rank}DTranspose", options, _transposed, _transposed_weights, ignored=(ONE_GROUP,))


def _depthwise_row(rank: int) -> LayerRow:
    options = (MULTIPLIER, *_window(rank, "valid", "same"), *_DEPTHWISE)
    ignored = (ONE_GROUP, *_NEVER_USED)
    return LayerRow(f"DepthwiseConv{rank}D", options, _depthwise, _depthwise_weights, ignored=ignored)


def _separable_row(rank: int) -> LayerRow:
    options = (FILTERS, MULTIPLIER, *_window(rank, *_paddings(rank)), *_SEPARABLE)
    ignored = (ONE_GROUP, *_NEVER_USED)
    return LayerRow(f"SeparableConv{rank}D", options, _convolution, _separable_weights, ignored=ignored)


_FAMILIES: tuple[tuple[Callable[[int], LayerRow], tuple[int, ...]], ...] = (
    (_convolution_row, (1, 2, 3)),
    (_transposed_row, (1, 2, 3)),
    (_depthwise_row, (1, 2)),
    (_separable_row, (1, 2)),
)
ROWS = tuple(row(rank) for row, ranks in _FAMILIES for rank in ranks)
