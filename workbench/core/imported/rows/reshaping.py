"""Layers that move, cut, repeat or frame numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

from workbench.core.imported.layer_row import (
    CHANNELS,
    TRAINING,
    LayerRow,
    Shape,
    Shapes,
    product,
    ranked,
)
from workbench.core.imported.option import (
    Option,
    Options,
    Unfit,
    flag,
    items,
    margins,
    number,
    sizes,
    whole,
    word,
)
from workbench.core.imported.rows.convolution import spatial, with_channels

MOST_TIMES = 1024
"""How many times an axis can be made longer: its size may be open, so that nothing else bounds it."""

MOST_MARGIN = 1_000_000
INTERPOLATION = word("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5")
Change = Callable[[int | None, tuple[int, ...]], int | None]


def _flatten(options: Options, inputs: Shapes) -> Shapes:
    return ((product(inputs[0]),),)


def _reshape(options: Options, inputs: Shapes) -> Shapes:
    target, count = tuple(options["target_shape"]), product(inputs[0])
    given = math.prod(size for size in target if size != -1)
    if target.count(-1) > 1:
        raise Unfit("leaves more than one axis of target_shape open")
    if count is None:
        return (tuple(None if size == -1 else size for size in target),)
    if not given or (count % given if -1 in target else count != given):
        raise Unfit(f"cannot bring {count} numbers into the shape {list(target)}")
    return (tuple(count // given if size == -1 else size for size in target),)


def _permute(options: Options, inputs: Shapes) -> Shapes:
    dims = options["dims"]
    if sorted(dims) != list(range(1, len(inputs[0]) + 1)):
        raise Unfit(f"has {dims} for dims, which is no order of the axes of its input")
    return (tuple(inputs[0][axis - 1] for axis in dims),)


def _repeat(options: Options, inputs: Shapes) -> Shapes:
    return ((options["n"], *ranked(inputs[0], 1)),)


def _changed(shape: Shape, options: Options, amounts: list[list[int]], change: Change) -> Shape:
    """Returns a shape whose sizes, that of its channels apart, are changed each by its own amounts."""
    ranked(shape, len(amounts) + 1)
    sizes = tuple(change(s, tuple(a)) for s, a in zip(spatial(shape, options), amounts, strict=True))
    return with_channels(sizes, shape[-1] if options["data_format"] == "channels_last" else shape[0], options)


def _longer(size: int | None, amounts: tuple[int, ...]) -> int | None:
    return None if size is None else size + sum(amounts)


def _shorter(size: int | None, amounts: tuple[int, ...]) -> int | None:
    if size is not None and size <= sum(amounts):
        raise Unfit(f"cuts {sum(amounts)} from an axis of {size}")
    return None if size is None else size - sum(amounts)


def _times(size: int | None, amounts: tuple[int, ...]) -> int | None:
    return None if size is None else size * math.prod(amounts)


LAST = {"data_format": "channels_last"}


def _pad(options: Options, inputs: Shapes) -> Shapes:
    padding = options["padding"]
    amounts = padding if isinstance(padding[0], list) else [padding]
    return (_changed(inputs[0], options, amounts, _longer),)


def _crop(options: Options, inputs: Shapes) -> Shapes:
    cropping = options["cropping"]
    amounts = cropping if isinstance(cropping[0], list) else [cropping]
    return (_changed(inputs[0], {**LAST, **options}, amounts, _shorter),)


def _up(options: Options, inputs: Shapes) -> Shapes:
    size = options["size"]
    amounts = [[one] for one in (size if isinstance(size, list) else [size])]
    return (_changed(inputs[0], {**LAST, **options}, amounts, _times),)


def _resize(options: Options, inputs: Shapes) -> Shapes:
    ranked(inputs[0], 3)
    number = inputs[0][-1] if options["data_format"] == "channels_last" else inputs[0][0]
    return (with_channels((options["height"], options["width"]), number, options),)


def _frame(name: str, rank: int) -> Option:
    """The option of what to add or cut; of one axis it is written without brackets around."""
    smallest = 0 if name == "cropping" and rank == 2 else 1
    if rank == 1:
        return Option(name, sizes(2, 0, MOST_MARGIN), [1, 1])
    return Option(name, margins(rank, MOST_MARGIN), [[smallest, smallest]] * rank)


def _rows(rank: int) -> tuple[LayerRow, ...]:
    channels = () if rank == 1 else (CHANNELS,)
    times = whole(1, MOST_TIMES) if rank == 1 else sizes(rank, 1, MOST_TIMES)
    size = Option("size", times, 2 if rank == 1 else [2] * rank)
    more = (Option("interpolation", INTERPOLATION, "nearest"),) if rank == 2 else ()
    return (
        LayerRow(f"ZeroPadding{rank}D", (_frame("padding", rank), CHANNELS), _pad),
        LayerRow(f"Cropping{rank}D", (_frame("cropping", rank), *channels), _crop),
        LayerRow(f"UpSampling{rank}D", (size, *channels, *more), _up),
    )


_SIDES = (Option("height", whole(1)), Option("width", whole(1)), CHANNELS)
_RESIZING = (
    *_SIDES, Option("interpolation", INTERPOLATION, "bilinear"),
    *(Option(name, flag, False) for name in ("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias")),
    Option("fill_mode", word("constant"), "constant"), Option("fill_value", number(), 0.0),
)  # fmt: skip

ROWS = (
    LayerRow("Flatten", (CHANNELS,), _flatten),
    LayerRow("Reshape", (Option("target_shape", items(whole(-1), 0, 8)),), _reshape),
    LayerRow("Permute", (Option("dims", items(whole(1, 8), 1, 8)),), _permute),
    LayerRow("RepeatVector", (Option("n", whole(1)),), _repeat),
    *(row for rank in (1, 2, 3) for row in _rows(rank)),
    LayerRow("CenterCrop", _SIDES, _resize, arguments=("data",), values=(TRAINING,)),
    LayerRow("Resizing", _RESIZING, _resize, arguments=("data",), values=(TRAINING,)),
)
