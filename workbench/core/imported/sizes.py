"""The arithmetic of a whole graph: what shapes its tensors have, which weights there are, and whether that is too much."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from workbench.core.errors import UserError
from workbench.core.imported.call_arguments import Bound, bound
from workbench.core.imported.graph import INPUT, Call, Graph, GraphLayer, Ref
from workbench.core.imported.keras_objects import variable_dtype
from workbench.core.imported.layer_row import Shape, Shapes, Weights, known, product, ranked
from workbench.core.imported.layer_rows import ROWS
from workbench.core.imported.option import Unfit, printable
from workbench.core.imported.weight_spec import WeightSpec
from workbench.core.imported.weights_path import weights_path

MOST_PARAMETERS = 500_000_000
MOST_NUMBERS = 100_000_000
"""How many numbers a tensor may have for one example."""

MOST_AXES = 8
MOST_CALLS = 10_000
"""How often layers may be applied, those of nested models each time and every step of what Keras unrolls."""

MOST_FACTORING = 10**11
"""How many operations an orthogonal matrix may cost: it is factored when a layer is built."""


Specs = tuple[WeightSpec, ...]


@dataclass(frozen=True)
class Sizes:
    """What the arithmetic of a graph gives.

    Attributes:
        outputs: For each call the shapes of its outputs.
        said: The shapes of the outputs of the graph.
        weights: For each layer its weights, a nested model's in its own order.
        calls: How often layers are applied.
    """

    outputs: tuple[Shapes, ...]
    said: Shapes
    weights: tuple[Specs, ...]
    calls: int


def sizes(graph: Graph) -> Sizes:
    """Returns the sizes of a graph called with what its inputs say.

    Raises:
        UserError: a layer cannot be called as it is, or the whole is too large.
    """
    return _Counting().graph(graph, None)


def refused(layer: GraphLayer, unfit: Unfit) -> UserError:
    """Returns the sentence that says why a layer is not opened."""
    return UserError(f'The layer "{printable(layer.name)}" ({printable(layer.kind)}) {unfit}.')


@dataclass
class _Counting:
    """One count; a nested model that is called on equal shapes again is counted once."""

    done: dict[tuple[int, Shapes | None], Sizes] = field(default_factory=dict)

    def graph(self, graph: Graph, inputs: Shapes | None) -> Sizes:
        key = id(graph), inputs
        if key not in self.done:
            self.done[key] = _GraphCount(self, graph, inputs).result()
        return self.done[key]

    def outputs(self, layer: GraphLayer, given: Bound) -> tuple[Shapes, int]:
        """Returns the shapes of a layer's outputs, and how many calls this is."""
        if layer.graph is not None:
            inside = self.graph(layer.graph, given.inputs)
            return inside.said, inside.calls + 1
        if layer.kind in _WRAPPERS:
            return _WRAPPERS[layer.kind].outputs(self, layer, given)
        shapes = ROWS[layer.kind].outputs({**layer.options, **given.values}, given.inputs)
        steps = given.inputs[0][0] if layer.options.get("unroll") else None
        return shapes, 1 + (steps or 0)

    def weights(self, layer: GraphLayer, inputs: Shapes) -> Specs:
        """Returns a layer's weights as if it were the only one."""
        if layer.graph is not None:
            return self._nested(layer.graph, inputs)
        if layer.kind in _WRAPPERS:
            return _WRAPPERS[layer.kind].weights(self, layer, inputs)
        weights = ROWS[layer.kind].weights(layer.options, inputs)
        _check_factoring(layer, weights)
        return _specs(weights, variable_dtype(layer.dtype))

    def _nested(self, graph: Graph, inputs: Shapes) -> Specs:
        built, called = self.graph(graph, None), self.graph(graph, inputs)
        if built.weights != called.weights:
            raise Unfit("is called with shapes for which its weights would be others")
        return tuple(spec for specs in built.weights for spec in specs)


def _specs(weights: Weights, dtype: str) -> Specs:
    return tuple(WeightSpec((), w.name, w.shape, w.dtype or dtype, w.trainable, w.store) for w in weights)


def _check_factoring(layer: GraphLayer, weights: Weights) -> None:
    kinds = [value.get("class_name") for value in layer.options.values() if isinstance(value, dict)]
    if not any(kind in ("Orthogonal", "OrthogonalInitializer") for kind in kinds):
        return
    for weight in weights:
        rows, columns = math.prod(weight.shape[:-1]), weight.shape[-1] if weight.shape else 1
        if rows * columns * min(rows, columns) > MOST_FACTORING:
            raise Unfit(
                f"begins with an orthogonal matrix of {rows:,} by {columns:,}, which is too large to make"
            )


class _GraphCount:
    """Goes through the calls of one graph."""

    def __init__(self, counting: _Counting, graph: Graph, inputs: Shapes | None) -> None:
        self.counting, self.layers, self.ends = counting, graph.layers, graph.outputs
        self.calls = graph.calls
        self.given = {} if inputs is None else dict(zip((ref.call for ref in graph.inputs.tensors), inputs))
        self.shapes: list[Shapes] = []
        self.weights: list[Specs | None] = [None] * len(graph.layers)
        self.parameters = self.count = 0

    def result(self) -> Sizes:
        for number, call in enumerate(self.calls):
            layer = self.layers[call.layer]
            try:
                self.shapes.append(self._called(layer, call, number))
                _check_shapes(self.shapes[-1])
            except Unfit as unfit:
                raise refused(layer, unfit) from None
        weights = tuple(specs or () for specs in self.weights)
        return Sizes(tuple(self.shapes), self._said(), weights, self.count)

    def _said(self) -> Shapes:
        try:
            return tuple(map(self._shape, self.ends.tensors))
        except Unfit:
            raise UserError("The model gives a tensor that none of its layers makes.") from None

    def _shape(self, ref: Ref) -> Shape:
        if not 0 <= ref.call < len(self.shapes) or not 0 <= ref.output < len(self.shapes[ref.call]):
            raise Unfit("takes a tensor that there is not before it")
        return self.shapes[ref.call][ref.output]

    def _called(self, layer: GraphLayer, call: Call, number: int) -> Shapes:
        given = bound(layer, call, self._shape)
        shapes, calls = self.counting.outputs(layer, given)
        self._spend(layer, calls)
        self._own(layer, call.layer, self.counting.weights(layer, given.inputs))
        return (self._fed(shapes[0], number),) if layer.kind == INPUT else shapes

    def _fed(self, declared: Shape, number: int) -> Shape:
        """The shape of an input, which a call from outside may know better."""
        given = self.given.get(number, declared)
        if len(given) != len(declared) or any(
            d not in (None, g) and g is not None for d, g in zip(declared, given)
        ):
            raise Unfit(f"takes {_text(declared)}, and is given {_text(given)}")
        return tuple(d if g is None else g for d, g in zip(declared, given))

    def _spend(self, layer: GraphLayer, calls: int) -> None:
        self.count += calls
        if self.count > MOST_CALLS:
            raise UserError(
                f'The layers up to "{layer.name}" are applied more than {MOST_CALLS:,} times, which is more than can be opened.'
            )

    def _own(self, layer: GraphLayer, index: int, specs: Specs) -> None:
        before = self.weights[index]
        own = tuple(replace(spec, layer=(index, *spec.layer)) for spec in specs)
        if before is None:
            self.weights[index] = own
            self._count_parameters(layer, own)
        elif before != own:
            raise Unfit("is used several times, with shapes for which its weights would be different ones")

    def _count_parameters(self, layer: GraphLayer, specs: Specs) -> None:
        self.parameters += sum(math.prod(spec.shape) for spec in specs)
        if self.parameters > MOST_PARAMETERS:
            raise UserError(
                f'The layers up to "{layer.name}" have {self.parameters:,} parameters; at most {MOST_PARAMETERS:,} can be opened.'
            )


def _text(shape: Shape) -> str:
    return " × ".join("any" if size is None else str(size) for size in shape) or "one number"


def _check_shapes(shapes: Shapes) -> None:
    for shape in shapes:
        if len(shape) > MOST_AXES:
            raise Unfit(f"gives a tensor of more than {MOST_AXES} axes")
        numbers = product([size for size in shape if size is not None]) or 0
        if numbers > MOST_NUMBERS:
            raise Unfit(f"gives {numbers:,} numbers for each example; at most {MOST_NUMBERS:,} can be opened")


@dataclass(frozen=True)
class _Wrapper:
    outputs: Callable[[_Counting, GraphLayer, Bound], tuple[Shapes, int]]
    weights: Callable[[_Counting, GraphLayer, Shapes], Specs]


def _both_ways(counting: _Counting, layer: GraphLayer, given: Bound) -> tuple[Shapes, int]:
    _check_ways(layer)
    (said, *states), calls = counting.outputs(layer.inner[0], given)
    (other, *other_states), _ = counting.outputs(layer.inner[-1], given)
    if (said, states) != (other, other_states):
        raise Unfit("holds two layers of different sizes")
    merge = layer.options["merge_mode"]
    if merge == "concat":
        said = (*said[:-1], 2 * known(said[-1]))
    merged = (said, said) if merge is None else (said,)
    return (*merged, *states, *states), 2 * calls + 1


def _check_ways(layer: GraphLayer) -> None:
    first, last = layer.inner[0].options, layer.inner[-1].options
    if any(
        first[name] != last[name]
        for name in ("return_sequences", "return_state", "stateful")
        if name in first
    ):
        raise Unfit("holds two layers that do not return the same")
    if len(layer.inner) == 2 and first["go_backwards"] == last["go_backwards"]:
        raise Unfit("holds two layers that go the same way")


def _both_weights(counting: _Counting, layer: GraphLayer, inputs: Shapes) -> Specs:
    ways = (("forward_layer/", layer.inner[0]), ("backward_layer/", layer.inner[-1]))
    return tuple(
        replace(spec, store=prefix + spec.store)
        for prefix, inner in ways
        for spec in counting.weights(inner, inputs)
    )


def _each_step(counting: _Counting, layer: GraphLayer, given: Bound) -> tuple[Shapes, int]:
    steps, *rest = given.inputs[0] if len(given.inputs[0]) > 1 else ranked(given.inputs[0], 2)
    shapes, calls = counting.outputs(layer.inner[0], Bound((tuple(rest),)))
    if len(shapes) != 1:
        raise Unfit("holds a layer that returns several tensors")
    return ((steps, *shapes[0]),), 1 + calls * (steps or 1)


def _each_weights(counting: _Counting, layer: GraphLayer, inputs: Shapes) -> Specs:
    inner = layer.inner[0]
    specs = counting.weights(inner, (inputs[0][1:],))
    paths = [weights_path(inner.graph, s.layer, s.store) if inner.graph else s.store for s in specs]
    return tuple(replace(s, layer=(), store=f"layer/{path}") for s, path in zip(specs, paths, strict=True))


_WRAPPERS = {
    "Bidirectional": _Wrapper(_both_ways, _both_weights),
    "TimeDistributed": _Wrapper(_each_step, _each_weights),
}
