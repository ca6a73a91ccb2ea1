"""Small graphs for the tests to look at."""

from __future__ import annotations

from typing import Any

from workbench.core.imported.graph import INPUT, MODEL, Argument, Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.keras_objects import complete
from workbench.core.imported.layer_rows import ROWS


def layer(name: str, kind: str, **options: Any) -> GraphLayer:
    """Returns a layer with all the settings that its row has."""
    return GraphLayer(name, kind, complete(ROWS[kind].options, options))


def dense(name: str, units: int, activation: str = "linear") -> GraphLayer:
    return layer(name, "Dense", units=units, activation=activation)


def inputs(*shape: int) -> GraphLayer:
    return GraphLayer("inputs", INPUT, {"shape": list(shape)})


def activation(name: str, function: str) -> GraphLayer:
    return layer(name, "Activation", activation=function)


def nested(name: str, graph: Graph) -> GraphLayer:
    return GraphLayer(name, MODEL, graph=graph)


def of(*tensors: int) -> tuple[Argument, ...]:
    """Returns arguments of a call that takes the first output of each of these calls, one after another."""
    return tuple(Argument((Ref(tensor),)) for tensor in tensors)


def chain(*layers: GraphLayer, form: str = "functional") -> Graph:
    calls = (Call(0), *(Call(index, of(index - 1)) for index in range(1, len(layers))))
    return Graph("model", form, layers, calls, Ends((Ref(0),)), Ends((Ref(len(layers) - 1),)))  # type: ignore[arg-type]
