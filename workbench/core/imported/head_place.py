"""Where the head of an opened model is, in whichever way it was written, and the same model with another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.core.errors import UserError
from workbench.core.imported.graph import MODEL, Call, Graph, GraphLayer, Ref
from workbench.core.imported.graph_edits import uses, with_options, without_call

OutputActivation = Literal["softmax", "sigmoid", "linear"]
OUTPUT_ACTIVATIONS: tuple[OutputActivation, ...] = ("softmax", "sigmoid", "linear")
LAST_AXIS = -1


@dataclass(frozen=True)
class HeadPlace:
    """The Dense layer that makes the logits, and what turns them into probabilities.

    Attributes:
        path: Indices of layers from the outer graph inwards; the last one is the Dense layer's.
        units: Its logits.
        activation: What comes after them: linear where the model gives logits.
        after: The calls after the Dense layer that do nothing but apply the activation, outermost first: the
            path of the graph that a call is in, and its index there.
        written: How the head is written, as Keras code.
    """

    path: tuple[int, ...]
    units: int
    activation: OutputActivation
    after: tuple[tuple[tuple[int, ...], int], ...]
    written: str


def find_head(graph: Graph, output: int | None = None) -> HeadPlace:
    """Returns the head behind an output of the model.

    Args:
        graph: The whole model.
        output: Which output; may be left out where there is one.

    Raises:
        UserError: there are several outputs and none is chosen, or the output is not made by a Dense layer whose
            logits are used for it alone.
    """
    outputs = graph.outputs.tensors
    if output is None and len(outputs) > 1:
        names = ", ".join(output_names(graph))
        raise UserError(
            f"The model has {len(outputs)} outputs ({names}); choose the one whose head is meant: --model-output NAME."
        )
    if not 0 <= (output or 0) < len(outputs):
        raise UserError(f"The model has no output number {output}; it has {len(outputs)}.")
    return _Search().head(graph, outputs[output or 0], ())


def output_names(graph: Graph) -> tuple[str, ...]:
    """Returns a name for each output: its key, or the layer that makes it."""
    layers = [graph.layers[graph.calls[ref.call].layer].name for ref in graph.outputs.tensors]
    return graph.outputs.keys or tuple(layers)


def output_number(graph: Graph, name: str) -> int:
    """Returns which output is called `name`.

    Raises:
        UserError: there is none; the sentence names those that there are.
    """
    names = output_names(graph)
    if name not in names:
        raise UserError(f"The model has no output {name!r}; it has {', '.join(names)}.")
    return names.index(name)


class _Search:
    """Walks from an output towards the inputs until it meets the logits."""

    def __init__(self) -> None:
        self._activation: OutputActivation = "linear"
        self._after: list[tuple[tuple[int, ...], int]] = []
        self._written: list[str] = []

    def head(self, graph: Graph, ref: Ref, inside: tuple[int, ...]) -> HeadPlace:
        call = graph.calls[ref.call]
        layer = graph.layers[call.layer]
        _check_used_once(graph, ref, layer)
        if layer.kind == MODEL and layer.graph is not None:
            _check_called_once(graph, call.layer)
            return self.head(layer.graph, layer.graph.outputs.tensors[ref.output], (*inside, call.layer))
        if layer.kind == "Dense":
            _check_called_once(graph, call.layer)
            return self._at(layer, (*inside, call.layer))
        before = self._passed(layer, call)
        self._after.append((inside, ref.call))
        return self.head(graph, before, inside)

    def _passed(self, layer: GraphLayer, call: Call) -> Ref:
        """Notes what a layer after the logits does, and returns the tensor that it does it to."""
        activation = applied_activation(layer)
        tensors = [ref for argument in call.arguments for ref in argument.tensors]
        if activation is None or len(tensors) != 1:
            raise UserError(
                f"The output is made by the layer {layer.name!r} ({layer.kind}), not by a Dense layer with softmax, "
                "sigmoid or nothing after it, so there is no head to replace. Open a model that ends in one."
            )
        self._note(activation, layer)
        self._written.insert(0, _written(layer, activation))
        return tensors[0]

    def _note(self, activation: OutputActivation, layer: GraphLayer) -> None:
        if activation == "linear":
            return
        if self._activation != "linear":
            raise UserError(
                f"Two functions come one after the other at the output ({activation} in {layer.name!r}, then "
                f"{self._activation}), so that its probabilities have no logits. Take one of them out and save again."
            )
        self._activation = activation

    def _at(self, layer: GraphLayer, path: tuple[int, ...]) -> HeadPlace:
        given = layer.options.get("activation")
        own = activation_name(given)
        if own is None:
            raise UserError(
                f"The last Dense layer, {layer.name!r}, ends in {_shown(given)}, which is not a head: there are no logits "
                "below a softmax or sigmoid. Open a model that ends in one."
            )
        self._note(own, layer)
        units = int(layer.options["units"])
        first = f"Dense({units})" if own == "linear" else f'Dense({units}, activation="{own}")'
        written = " + ".join([first, *self._written])
        return HeadPlace(path, units, self._activation, tuple(self._after), written)


def applied_activation(layer: GraphLayer) -> OutputActivation | None:
    """Returns what a layer without weights applies over the last axis; None where it is something else."""
    if layer.kind == "Activation":
        return activation_name(layer.options.get("activation"))
    # As a layer, and as the function of the same name, which Keras keeps as a node.
    if layer.kind in ("Softmax", "softmax"):
        return _softmax(layer.options)
    if layer.kind == "sigmoid":
        return "sigmoid"
    return "linear" if layer.kind == "Identity" else None


def activation_name(value: Any) -> OutputActivation | None:
    """Returns what an option of that value applies, where it is one of those that an output has."""
    if value is None:
        return "linear"
    if isinstance(value, str):
        return value if value in OUTPUT_ACTIVATIONS else None  # type: ignore[return-value]
    # A layer may stand for an activation.
    return _softmax(value["config"]) if value.get("class_name") == "Softmax" else None


def _softmax(options: Mapping[str, Any]) -> OutputActivation | None:
    return "softmax" if options.get("axis", LAST_AXIS) in (LAST_AXIS, [LAST_AXIS]) else None


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else str(value.get("class_name"))


def _written(layer: GraphLayer, activation: OutputActivation) -> str:
    return f'Activation("{activation}")' if layer.kind == "Activation" else f"{layer.kind}()"


def _check_used_once(graph: Graph, ref: Ref, layer: GraphLayer) -> None:
    users = [user for user in uses(graph) if user.call == ref.call]
    if len(users) > 1:
        raise UserError(
            f"What the layer {layer.name!r} gives is used in {len(users)} places, so its head cannot be replaced "
            "without changing the others. Save the model with the one output that is meant."
        )


def _check_called_once(graph: Graph, layer: int) -> None:
    calls = sum(call.layer == layer for call in graph.calls)
    if calls > 1:
        raise UserError(
            f"The layer {graph.layers[layer].name!r} is applied {calls} times, so its head cannot be replaced in one "
            "place alone. Give each use a layer of its own."
        )


def with_head(
    graph: Graph, place: HeadPlace, activation: OutputActivation, units: int | None = None
) -> Graph:
    """Returns the model ending in `Dense(units, activation=activation)` with nothing after it.

    Every weight keeps its place in the list of weights.
    """
    graph = with_options(graph, place.path, {"activation": activation, "units": units or place.units})
    # The innermost first, and of one graph the last one: so none moves those that are still to go.
    for inside, call in sorted(place.after, key=lambda one: (-len(one[0]), -one[1])):
        graph = without_call(graph, inside, call)
    return graph
