"""The gates that every graph passes, whether it was made from a model just opened or came in a project."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.core.imported.call_arguments import refs
from workbench.core.imported.graph import INPUT, MODEL, Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.keras_objects import complete, policy
from workbench.core.imported.layer_rows import LAYER_ROWS, OPERATION_ROWS, ROWS
from workbench.core.imported.option import Unfit, name, printable, word
from workbench.core.imported.sizes import refused, sizes

MOST_DEPTH = 64
MOST_LAYERS = 10_000
LONGEST_CHAIN = 2000
"""How many layers may come one after another: Keras follows them back by recursion."""

INPUT_DTYPES = word(
    "float32", "float64", "float16", "bfloat16", "bool",
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
)  # fmt: skip
WRAPPED = {"Bidirectional": ("SimpleRNN", "LSTM", "GRU"), "TimeDistributed": (*LAYER_ROWS, MODEL)}


def check_graph(graph: Graph) -> None:
    """Checks that a graph consists of known layers with known settings, is whole, and is not too large.

    Raises:
        UserError: one sentence that names the layer and what is wrong with it.
    """
    _check_parts(graph, _Count(), 1)
    sizes(graph)


@dataclass
class _Count:
    layers: int = 0


def _check_parts(graph: Graph, count: _Count, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise UserError(
            f"The model has models within models, more than {MOST_DEPTH} deep; that many cannot be opened."
        )
    _check_name(graph)
    _check_names(graph)
    for layer in graph.layers:
        count.layers += 1
        if count.layers > MOST_LAYERS:
            raise UserError(f"The model has more than {MOST_LAYERS:,} layers; that many cannot be opened.")
        _check_layer(layer, count, depth)
    _check_order(graph)
    _check_ends(graph)
    if graph.form == "sequential":
        _check_chain(graph)


def _check_name(graph: Graph) -> None:
    try:
        name(graph.name)
    except Unfit as unfit:
        raise UserError(f"The model's name {unfit}.") from None


def _check_names(graph: Graph) -> None:
    seen: set[str] = set()
    for layer in graph.layers:
        try:
            seen.add(name(layer.name))
        except Unfit as unfit:
            raise UserError(f"A layer's name {unfit}.") from None
    if len(seen) < len(graph.layers):
        raise UserError(f'Two layers of the model "{graph.name}" have the same name; name each differently.')


def _check_layer(layer: GraphLayer, count: _Count, depth: int) -> None:
    try:
        _check_kind(layer)
    except Unfit as unfit:
        raise refused(layer, unfit) from None
    for inner in layer.inner:
        _check_layer(inner, count, depth + 1)
    if layer.graph is not None:
        _check_parts(layer.graph, count, depth + 1)


def _check_kind(layer: GraphLayer) -> None:
    if layer.kind != MODEL and layer.kind not in ROWS:
        raise Unfit("is not among the layers that can be opened")
    if (layer.kind == MODEL) != (layer.graph is not None):
        raise Unfit("is a model without layers, or a layer with a model's")
    options = () if layer.kind == MODEL else ROWS[layer.kind].options
    try:
        (INPUT_DTYPES if layer.kind == INPUT else policy)(layer.dtype)
        if complete(options, layer.options) != layer.options:
            raise Unfit("its settings are not written as they are here")
    except Unfit as unfit:
        raise Unfit(f"cannot be opened: {unfit}") from None
    _check_inner(layer)


def _check_inner(layer: GraphLayer) -> None:
    allowed = WRAPPED.get(layer.kind, ())
    fits = len(layer.inner) in ((1, 2) if layer.kind == "Bidirectional" else (bool(allowed),))
    if not fits or any(inner.kind not in allowed or inner.kind == INPUT for inner in layer.inner):
        held = printable(", ".join(inner.kind for inner in layer.inner)) or "nothing"
        raise Unfit(f"holds {held}, which cannot be opened")


def _check_order(graph: Graph) -> None:
    for number, call in enumerate(graph.calls):
        if not 0 <= call.layer < len(graph.layers):
            raise UserError(f'The model "{graph.name}" applies a layer that it does not have.')
        if any(not 0 <= ref.call < number for ref in refs(call)):
            raise refused(graph.layers[call.layer], Unfit("takes a tensor that there is not before it"))
    _check_length(graph)
    unused = set(range(len(graph.layers))) - {call.layer for call in graph.calls}
    if unused:
        raise refused(graph.layers[min(unused)], Unfit("is not connected to the output"))
    _check_use(graph)


def _check_length(graph: Graph) -> None:
    lengths: list[int] = []
    for call in graph.calls:
        lengths.append(1 + max((lengths[ref.call] for ref in refs(call)), default=0))
        if lengths[-1] > LONGEST_CHAIN:
            raise refused(
                graph.layers[call.layer],
                Unfit(f"comes after {LONGEST_CHAIN:,} others, which is too long a chain"),
            )


def _check_use(graph: Graph) -> None:
    """Nothing may be built that has no part in the answer."""
    used = {ref.call for ref in (*graph.outputs.tensors, *graph.inputs.tensors)}
    for number in range(len(graph.calls) - 1, -1, -1):
        call = graph.calls[number]
        if number not in used:
            raise refused(graph.layers[call.layer], Unfit("is not connected to the output"))
        used.update(ref.call for ref in refs(call))


def _check_ends(graph: Graph) -> None:
    for ends, what in ((graph.inputs, "inputs"), (graph.outputs, "outputs")):
        if not ends.tensors or (ends.is_single and (len(ends.tensors) != 1 or ends.keys)):
            raise UserError(f'The {what} of the model "{graph.name}" do not say how many there are.')
        if ends.keys:
            _check_keys(graph, ends, what)
    fed = [number for number, call in enumerate(graph.calls) if graph.layers[call.layer].kind == INPUT]
    if not _in_range(graph) or sorted(ref.call for ref in graph.inputs.tensors) != fed:
        raise UserError(f'The inputs of the model "{graph.name}" are not its input layers.')


def _check_keys(graph: Graph, ends: Ends, what: str) -> None:
    try:
        names = {name(key) for key in ends.keys}
    except Unfit as unfit:
        raise UserError(f'A name of the {what} of the model "{graph.name}" {unfit}.') from None
    if len(names) != len(ends.tensors) or len(ends.keys) != len(ends.tensors):
        raise UserError(f'The {what} of the model "{graph.name}" do not have one name each.')


def _in_range(graph: Graph) -> bool:
    made = all(0 <= ref.call < len(graph.calls) for ref in (*graph.inputs.tensors, *graph.outputs.tensors))
    return made and all(ref.output == 0 for ref in graph.inputs.tensors)


def _check_chain(graph: Graph) -> None:
    """A sequential model is applied from the first layer to the last, each once."""
    last = len(graph.layers) - 1
    is_chain = (
        last >= 1
        and graph.calls[0] == Call(0)
        and all(_follows(call, number) for number, call in enumerate(graph.calls[1:], 1))
        and len(graph.calls) == len(graph.layers)
        and graph.inputs == Ends((Ref(0),))
        and graph.outputs == Ends((Ref(last),))
    )
    if not is_chain or any(layer.kind in OPERATION_ROWS for layer in graph.layers):
        raise UserError(f'The layers of the sequential model "{graph.name}" are not one chain.')


def _follows(call: Call, number: int) -> bool:
    tensors = list(refs(call))
    return call.layer == number and tensors == [Ref(number - 1)] and not call.keywords
