"""What a row of the table of layers says, and the arithmetic of shapes that rows share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.imported.keras_objects import constraint, initializer, regularizer
from workbench.core.imported.option import Check, Option, Options, Unfit, flag, maybe, word

Shape = tuple[int | None, ...]
"""Sizes of the axes without the batch's; one that is not known is None."""

Shapes = tuple[Shape, ...]


@dataclass(frozen=True)
class Weight:
    """One array of weights of a layer.

    Attributes:
        name: Keras's name.
        shape: Its shape.
        trainable: Whether it is trained when its layer is.
        store: Where it lies below its layer in Keras's weights file.
        dtype: What it is stored as, where its layer's policy does not say.
    """

    name: str
    shape: tuple[int, ...]
    trainable: bool = True
    store: str = ""
    dtype: str = ""


Weights = tuple[Weight, ...]


def _same(options: Options, inputs: Shapes) -> Shapes:
    return (inputs[0],)


def _none(options: Options, inputs: Shapes) -> Weights:
    return ()


@dataclass(frozen=True)
class LayerRow:
    """One row: a Keras layer or operation, what can be set, and its arithmetic.

    Attributes:
        kind: Keras's class name, or the name of a function of `keras.ops`.
        options: Its arguments.
        outputs: The shapes of its outputs, from its options and the shapes of its inputs.
        weights: Its weights, likewise.
        takes: One tensor, a list of them, several arguments of one tensor each, or for an operation numbers too.
        fewest: How many inputs it needs.
        most: How many it can have.
        arguments: The names of its inputs, where they may be given by name.
        tensors: Names of other arguments that are tensors or lists of them.
        values: Names of other arguments that are plain values, with what they may be.
        ignored: Settings of older versions or of training, which change nothing in the values that they may have.
    """

    kind: str
    options: tuple[Option, ...] = ()
    outputs: Callable[[Options, Shapes], Shapes] = _same
    weights: Callable[[Options, Shapes], Weights] = _none
    takes: Literal["one", "list", "arguments", "numbers"] = "one"
    fewest: int = 1
    most: int = 1
    arguments: tuple[str, ...] = ("inputs",)
    tensors: tuple[str, ...] = ()
    values: tuple[tuple[str, Check], ...] = ()
    ignored: tuple[Option, ...] = ()


TRAINING = ("training", maybe(flag))
CHANNELS = Option("data_format", word("channels_last", "channels_first"), "channels_last")


def with_initializer(name: str, default: str) -> Option:
    """Returns the option of how a weight begins."""
    return Option(f"{name}_initializer", initializer, initializer(default))


def with_regularizer(name: str) -> Option:
    """Returns the option of what the loss adds for a weight."""
    return Option(f"{name}_regularizer", regularizer, None)


def with_constraint(name: str) -> Option:
    """Returns the option of what a weight is held to."""
    return Option(f"{name}_constraint", constraint, None)


def weight_options(**defaults: str) -> tuple[Option, ...]:
    """Returns initializer, regularizer and constraint for each weight, from the names of their initializers."""
    made = ((with_initializer(n, d), with_regularizer(n), with_constraint(n)) for n, d in defaults.items())
    return tuple(option for group in made for option in group)


def stored(*weights: Weight, below: str = "") -> Weights:
    """Returns weights numbered as Keras stores those of one layer: trainable ones first."""
    ordered = sorted(weights, key=lambda weight: not weight.trainable)
    return tuple(
        Weight(w.name, w.shape, w.trainable, f"{below}vars/{number}", w.dtype)
        for number, w in enumerate(ordered)
    )


def below(prefix: str, weights: Weights) -> Weights:
    """Returns weights as they lie in a layer that holds theirs."""
    return tuple(Weight(w.name, w.shape, w.trainable, prefix + w.store, w.dtype) for w in weights)


def known(size: int | None, what: str = "its last axis") -> int:
    """Returns a size that weights depend on.

    Raises:
        Unfit: it is not known, or 0.
    """
    if not size:
        raise Unfit(f"needs to know the size of {what}, which its input leaves open")
    return size


def ranked(shape: Shape, rank: int) -> Shape:
    """Returns a shape that has `rank` axes beside the batch's.

    Raises:
        Unfit: it has more or fewer.
    """
    if len(shape) != rank:
        raise Unfit(f"takes inputs of {rank + 1} axes with the batch's, not of {len(shape) + 1}")
    return shape


def position(axis: int, shape: Shape, with_batch: bool = True) -> int:
    """Returns the index in `shape` of an axis that Keras counts with the batch's.

    Raises:
        Unfit: there is no such axis, or it is the batch's.
    """
    count = len(shape) + with_batch
    index = (axis + count if axis < 0 else axis) - with_batch
    if not 0 <= index < len(shape):
        raise Unfit(f"works along axis {axis}, which its input of {len(shape) + 1} axes does not have")
    return index


def replaced(shape: Shape, sizes: dict[int, int | None]) -> Shape:
    """Returns a shape with other sizes at some indices."""
    return tuple(sizes.get(index, size) for index, size in enumerate(shape))


def product(shape: Sequence[int | None]) -> int | None:
    """Returns how many numbers there are, or None where a size is open."""
    return None if None in shape else math.prod(size for size in shape if size is not None)


def broadcast(shapes: Shapes) -> Shape:
    """Returns the shape that comes of an operation on numbers of these shapes.

    Raises:
        Unfit: they do not go together.
    """
    rank = max(map(len, shapes))
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    return tuple(_broadcast_size(sizes) for sizes in zip(*padded, strict=True))


def _broadcast_size(sizes: tuple[int | None, ...]) -> int | None:
    found = {size for size in sizes if size != 1}
    fixed = found - {None}
    if len(fixed) > 1:
        raise Unfit(f"cannot combine sizes {' and '.join(map(str, sorted(size for size in fixed if size)))}")
    return next(iter(fixed or found), 1)
