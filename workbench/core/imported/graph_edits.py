"""Changes to a graph, each of which makes a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from workbench.core.imported.graph import INPUT, Argument, Call, Ends, Graph, GraphLayer, Ref


def uses(graph: Graph) -> Iterator[Ref]:
    """Returns every use of a tensor, by a call or as an output."""
    for call in graph.calls:
        for argument in (*call.arguments, *call.keywords.values()):
            yield from argument.tensors
    yield from graph.outputs.tensors


def layer_at(graph: Graph, path: Sequence[int]) -> GraphLayer:
    """Returns the layer that `path` leads to, from the outer graph inwards."""
    layer = graph.layers[path[0]]
    if len(path) == 1:
        return layer
    assert layer.graph is not None
    return layer_at(layer.graph, path[1:])


def only_output(graph: Graph, output: int) -> Graph:
    """Returns the model with one of its outputs only, without the layers that it does not need."""
    ref = graph.outputs.tensors[output]
    ends = Ends((ref,))
    return _without_unused(msgspec.structs.replace(graph, outputs=ends))


def _without_unused(graph: Graph) -> Graph:
    needed = {ref.call for ref in (*graph.outputs.tensors, *graph.inputs.tensors)}
    for index in reversed(range(len(graph.calls))):
        if index in needed:
            call = graph.calls[index]
            arguments = (*call.arguments, *call.keywords.values())
            needed |= {ref.call for argument in arguments for ref in argument.tensors}
    return _with_calls(graph, sorted(needed))


def without_call(graph: Graph, inside: tuple[int, ...], dropped: int) -> Graph:
    """Returns the model without one call of the nested graph that `inside` leads to; its users take what it took."""
    return _changed(graph, inside, lambda inner: _bypassed(inner, dropped))


def _bypassed(graph: Graph, dropped: int) -> Graph:
    before = next(ref for argument in graph.calls[dropped].arguments for ref in argument.tensors)
    moved = {Ref(dropped): before}
    return _with_calls(_renamed(graph, moved), [i for i in range(len(graph.calls)) if i != dropped])


def _with_calls(graph: Graph, kept: list[int]) -> Graph:
    """Returns the graph with these calls only, and the layers that they use."""
    used = sorted({graph.calls[index].layer for index in kept})
    layers = {layer: number for number, layer in enumerate(used)}
    calls = {call: number for number, call in enumerate(kept)}
    moved = {
        ref: Ref(calls[ref.call], ref.output)
        for index in (*kept, None)
        for ref in _refs(graph, index)
        if ref.call in calls
    }
    graph = _renamed(graph, moved)
    new_calls = (graph.calls[index] for index in kept)
    return msgspec.structs.replace(
        graph,
        layers=tuple(graph.layers[index] for index in used),
        calls=tuple(msgspec.structs.replace(call, layer=layers[call.layer]) for call in new_calls),
    )


def _refs(graph: Graph, call: int | None) -> Iterator[Ref]:
    """Returns the tensors that a call takes, or those at the ends of the graph."""
    if call is None:
        yield from (*graph.inputs.tensors, *graph.outputs.tensors)
        return
    for argument in (*graph.calls[call].arguments, *graph.calls[call].keywords.values()):
        yield from argument.tensors


def _renamed(graph: Graph, moved: dict[Ref, Ref]) -> Graph:
    def refs(given: tuple[Ref, ...]) -> tuple[Ref, ...]:
        return tuple(moved.get(ref, ref) for ref in given)

    def argument(given: Argument) -> Argument:
        return msgspec.structs.replace(given, tensors=refs(given.tensors))

    def call(given: Call) -> Call:
        keywords = {name: argument(value) for name, value in given.keywords.items()}
        return msgspec.structs.replace(
            given, arguments=tuple(map(argument, given.arguments)), keywords=keywords
        )

    def ends(given: Ends) -> Ends:
        return msgspec.structs.replace(given, tensors=refs(given.tensors))

    return msgspec.structs.replace(
        graph, calls=tuple(map(call, graph.calls)), inputs=ends(graph.inputs), outputs=ends(graph.outputs)
    )


def with_options(graph: Graph, path: tuple[int, ...], options: Mapping[str, object]) -> Graph:
    """Returns the model with other options of the layer that `path` leads to."""

    def changed(inner: Graph) -> Graph:
        layer = inner.layers[path[-1]]
        layer = msgspec.structs.replace(layer, options={**layer.options, **options})
        return _with_layer(inner, path[-1], layer)

    return _changed(graph, path[:-1], changed)


def _changed(graph: Graph, inside: tuple[int, ...], change: Callable[[Graph], Graph]) -> Graph:
    """Returns the graph with `change` done to the nested graph that the path leads to."""
    if not inside:
        return change(graph)
    layer = graph.layers[inside[0]]
    assert layer.graph is not None
    nested = msgspec.structs.replace(layer, graph=_changed(layer.graph, inside[1:], change))
    return _with_layer(graph, inside[0], nested)


def _with_layer(graph: Graph, index: int, layer: GraphLayer) -> Graph:
    layers = (*graph.layers[:index], layer, *graph.layers[index + 1 :])
    return msgspec.structs.replace(graph, layers=layers)


def is_chain(graph: Graph) -> bool:
    """Whether the layers follow one another, each used once, from one input to one output."""
    if len(graph.inputs.tensors) != 1 or len(graph.outputs.tensors) != 1:
        return False
    expected = [Call(0), *(Call(i, (Argument((Ref(i - 1),)),)) for i in range(1, len(graph.layers)))]
    return list(graph.calls) == expected and graph.layers[0].kind == INPUT
