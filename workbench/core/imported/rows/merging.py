"""Layers that make one tensor of several."""

from __future__ import annotations

from workbench.core.imported.layer_row import LayerRow, Shapes, broadcast, position, replaced
from workbench.core.imported.option import Option, Options, Unfit, either, flag, items, whole

MOST_INPUTS = 1000


def _combined(options: Options, inputs: Shapes) -> Shapes:
    """A size that one input leaves open stays open, as Keras has it for layers."""
    shape = broadcast(inputs)
    is_open = [
        any(one[-axis] is None for one in inputs if len(one) >= axis) for axis in range(len(shape), 0, -1)
    ]
    return (tuple(None if unknown else size for size, unknown in zip(shape, is_open, strict=True)),)


def joined(options: Options, inputs: Shapes) -> Shapes:
    """Returns the shape of inputs that are put one after the other.

    Raises:
        Unfit: they differ along other axes.
    """
    if len({len(shape) for shape in inputs}) > 1:
        raise Unfit("joins inputs of different numbers of axes")
    index = position(options["axis"], inputs[0])
    rest = {replaced(shape, {index: None}) for shape in inputs}
    broadcastable = all(len({s for s in sizes if s is not None}) < 2 for sizes in zip(*rest, strict=True))
    if not broadcastable:
        raise Unfit("joins inputs that differ along other axes too")
    sizes = [shape[index] for shape in inputs]
    length = None if None in sizes else sum(size for size in sizes if size is not None)
    return (replaced(inputs[0], {index: length}),)


def _dot(options: Options, inputs: Shapes) -> Shapes:
    axes = options["axes"] if isinstance(options["axes"], list) else [options["axes"]] * 2
    indices = [position(axis, shape) for axis, shape in zip(axes, inputs, strict=True)]
    sizes = {shape[index] for shape, index in zip(inputs, indices, strict=True)}
    if len(sizes) > 1:
        raise Unfit("multiplies along axes of different sizes")
    left = [shape[:index] + shape[index + 1 :] for shape, index in zip(inputs, indices, strict=True)]
    return (left[0] + left[1] or (1,),)


_AXIS = whole(-8, 8)
_ELEMENTWISE = ("Add", "Multiply", "Average", "Maximum", "Minimum")

ROWS = (
    *(LayerRow(kind, (), _combined, takes="list", most=MOST_INPUTS) for kind in _ELEMENTWISE),
    LayerRow("Subtract", (), _combined, takes="list", fewest=2, most=2),
    LayerRow("Concatenate", (Option("axis", _AXIS, -1),), joined, takes="list", most=MOST_INPUTS),
    LayerRow(
        "Dot",
        (Option("axes", either(_AXIS, items(_AXIS, 2, 2))), Option("normalize", flag, False)),
        _dot,
        takes="list",
        fewest=2,
        most=2,
    ),
)
