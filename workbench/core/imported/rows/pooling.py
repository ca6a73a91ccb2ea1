"""Layers that keep the largest or the mean of a window, or of all."""

from __future__ import annotations

from typing import Any

from workbench.core.imported.layer_row import CHANNELS, LayerRow, Shapes, ranked
from workbench.core.imported.option import Option, Options, flag, sizes, word
from workbench.core.imported.rows.convolution import spatial, windows, with_channels


def _pooled(options: Options, inputs: Shapes) -> Shapes:
    shape = ranked(inputs[0], len(options["pool_size"]) + 1)
    strides = options["strides"] or options["pool_size"]
    parts = zip(spatial(shape, options), options["pool_size"], strides, strict=True)
    counts = tuple(windows(size, width, stride, options["padding"]) for size, width, stride in parts)
    return (with_channels(counts, _channels(options, inputs), options),)


def _channels(options: Options, inputs: Shapes) -> int | None:
    return inputs[0][-1] if options["data_format"] == "channels_last" else inputs[0][0]


def _global(rank: int) -> Any:
    def outputs(options: Options, inputs: Shapes) -> Shapes:
        ranked(inputs[0], rank + 1)
        left = (1,) * rank if options["keepdims"] else ()
        return (with_channels(left, _channels(options, inputs), options),)

    return outputs


def _rows(kind: str, rank: int) -> tuple[LayerRow, LayerRow]:
    window = (
        Option("pool_size", sizes(rank), [2] * rank),
        Option("strides", lambda value: None if value is None else sizes(rank)(value), None),
        Option("padding", word("valid", "same"), "valid"),
        CHANNELS,
    )
    whole = (CHANNELS, Option("keepdims", flag, False))
    tensors = ("mask",) if kind == "Average" and rank == 1 else ()
    return (
        LayerRow(f"{kind}Pooling{rank}D", window, _pooled),
        LayerRow(f"Global{kind}Pooling{rank}D", whole, _global(rank), tensors=tensors),
    )


ROWS = tuple(row for kind in ("Max", "Average") for rank in (1, 2, 3) for row in _rows(kind, rank))
