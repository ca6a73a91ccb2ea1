"""What a layer is called with, sorted by what the table of layers says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.core.imported.graph import MODEL, Argument, Call, GraphLayer, Ref
from workbench.core.imported.layer_row import TRAINING, LayerRow, Shape, Shapes
from workbench.core.imported.layer_rows import ROWS
from workbench.core.imported.option import Unfit, constant, shape_of_constant, shown

ShapeOf = Callable[[Ref], Shape]


@dataclass
class Bound:
    """The arguments of one call.

    Attributes:
        inputs: Shapes of what the layer works on.
        values: Plain values by name.
    """

    inputs: Shapes
    values: dict[str, Any] = field(default_factory=dict)


def row_of(layer: GraphLayer) -> LayerRow:
    """Returns the row of a layer; a nested model takes as many tensors as it has inputs."""
    if layer.kind != MODEL or layer.graph is None:
        return ROWS[layer.kind]
    ends = layer.graph.inputs
    takes, count = ("one", 1) if ends.is_single else ("list", len(ends.tensors))
    return LayerRow(MODEL, takes=takes, fewest=count, most=count, tensors=("mask",), values=(TRAINING,))  # type: ignore[arg-type]


def bound(layer: GraphLayer, call: Call, shape_of: ShapeOf) -> Bound:
    """Returns the arguments of a call of `layer`.

    Raises:
        Unfit: the layer does not take them.
    """
    row = row_of(layer)
    given = _by_name(row, call)
    main = [given.pop(name) for name in row.arguments if name in given]
    if len(main) < len(call.arguments) or (row.takes == "arguments" and not _are_first(row, call, main)):
        raise Unfit("is called with arguments that leave one out")
    result = Bound(_inputs(row, main, shape_of))
    for name, argument in given.items():
        _take_other(row, name, argument, result, shape_of)
    return result


def _by_name(row: LayerRow, call: Call) -> dict[str, Argument]:
    if len(call.arguments) > len(row.arguments):
        raise Unfit(f"is called with {len(call.arguments)} arguments, and takes {len(row.arguments)}")
    given = dict(zip(row.arguments, call.arguments, strict=False))
    twice = given.keys() & call.keywords.keys()
    if twice:
        raise Unfit(f"is called with two values for {min(twice)}")
    return given | call.keywords


def _are_first(row: LayerRow, call: Call, main: list[Argument]) -> bool:
    names = {*row.arguments[: len(call.arguments)], *call.keywords}
    return all(name in names for name in row.arguments[: len(main)])


def _inputs(row: LayerRow, main: list[Argument], shape_of: ShapeOf) -> Shapes:
    if row.takes == "numbers":
        return _numbers(row, main, shape_of)
    as_list = row.takes == "list"
    if any(argument.is_list != as_list or not argument.tensors for argument in main):
        raise Unfit(f"must be called with {'a list of tensors' if as_list else 'a tensor'}")
    shapes = tuple(shape_of(ref) for argument in main for ref in argument.tensors)
    if not row.fewest <= len(shapes) <= row.most or (not as_list and len(shapes) != len(main)):
        raise Unfit(f"is called with {len(shapes)} tensors, which is not what it takes")
    return shapes


def _numbers(row: LayerRow, main: list[Argument], shape_of: ShapeOf) -> Shapes:
    if len(main) != row.most:
        raise Unfit(f"is called with {len(main)} arguments, and takes {row.most}")
    tensors = [shape_of(argument.tensors[0]) for argument in main if _is_one_tensor(argument)]
    if len({len(shape) for shape in tensors}) != 1:
        raise Unfit("must be called with tensors of one number of axes")
    constants = [argument.value for argument in main if not argument.tensors]
    if len(tensors) + len(constants) != len(main):
        raise Unfit("must be called with tensors and numbers, not with lists of tensors")
    return (*tensors, *(_constant_shape(value, len(tensors[0])) for value in constants))


def _is_one_tensor(argument: Argument) -> bool:
    return len(argument.tensors) == 1 and not argument.is_list


def _constant_shape(value: object, rank: int) -> Shape:
    try:
        shape = shape_of_constant(constant(value))
    except Unfit as unfit:
        raise Unfit(f"is called with numbers that do not fit: a constant {unfit}") from None
    if len(shape) == rank + 1 and shape[0] == 1:
        shape = shape[1:]
    if len(shape) > rank:
        raise Unfit("is called with numbers that have more axes than its input")
    return shape


def _take_other(row: LayerRow, name: str, argument: Argument, result: Bound, shape_of: ShapeOf) -> None:
    if name in row.tensors and (argument.tensors or argument.value is None):
        for ref in argument.tensors:
            shape_of(ref)
        return
    checks = dict(row.values)
    if name not in checks or argument.tensors:
        raise Unfit(f"is called with {shown(name)}, which is not understood")
    try:
        result.values[name] = checks[name](argument.value)
    except Unfit as unfit:
        raise Unfit(f"is called wrongly: {name} {unfit}") from None


def refs(call: Call) -> Iterator[Ref]:
    """Yields every tensor that a call takes."""
    for argument in (*call.arguments, *call.keywords.values()):
        yield from argument.tensors
