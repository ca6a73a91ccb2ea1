"""Reads the configuration of anyone's Keras model into a graph: what is not on the list is refused, not resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import MOST_DEPTH, MOST_LAYERS, check_graph
from workbench.core.imported.config_ends import ends_of
from workbench.core.imported.config_layer import LayerReader, is_model, name_of
from workbench.core.imported.config_nodes import Nodes
from workbench.core.imported.graph import INPUT, MODEL, Argument, Call, Ends, Graph, GraphLayer, Ref
from workbench.core.imported.keras_objects import is_of_keras
from workbench.core.imported.option import Unfit, name, shown

Config = Mapping[Any, Any]


def graph_of_config(config: object) -> Graph:
    """Returns the graph of a parsed configuration: of a `.keras` file, or the `model_config` of an `.h5` of Keras 2 or 3.

    What is said of compiling and training is not looked at.

    Raises:
        UserError: one sentence that names the layer and what is wrong with it.
    """
    if not isinstance(config, Mapping) or not is_model(config):
        kind = config.get("class_name") if isinstance(config, Mapping) else config
        raise UserError(
            f"The configuration is of {shown(kind)}; only Sequential and Functional models can be opened."
        )
    graph = _ModelReader().graph(config, 1)
    check_graph(graph)
    return graph


class _ModelReader:
    """Reads a model and those within it; counts layers as it goes, so that nothing long is read."""

    def __init__(self) -> None:
        self.left = MOST_LAYERS
        self.layer = LayerReader(self.graph)

    def graph(self, config: Config, depth: int) -> Graph:
        if depth > MOST_DEPTH:
            raise UserError(
                f"The model has models within models, more than {MOST_DEPTH} deep; that many cannot be opened."
            )
        if not is_of_keras(config):
            raise UserError(
                f"The model is of the class {shown(config.get('class_name'))} that is not Keras's own; build it with keras.Model and save again."
            )
        settings = _settings(config)
        layers = self._layers(settings)
        if config["class_name"] == "Sequential":
            return self._sequential(settings, layers, depth)
        return self._functional(settings, layers, depth)

    def _layers(self, settings: Config) -> list[Config]:
        layers = settings.get("layers")
        if not isinstance(layers, list) or not layers or not all(isinstance(one, Mapping) for one in layers):
            raise UserError(f"The model {shown(settings.get('name'))} has no list of layers.")
        self.left -= len(layers)
        if self.left < 0:
            raise UserError(f"The model has more than {MOST_LAYERS:,} layers; that many cannot be opened.")
        return layers

    def _sequential(self, settings: Config, configs: list[Config], depth: int) -> Graph:
        old = is_old(configs)
        layers = [self.layer.read(config, old, depth) for config in configs]
        if layers[0].kind != INPUT:
            layers.insert(0, _first_input(settings, configs[0], layers))
        calls = [Call(0), *(_on_one(number, layer) for number, layer in enumerate(layers[1:], 1))]
        ends = Ends((Ref(0),)), Ends((Ref(len(layers) - 1),))
        return Graph(_model_name(settings), "sequential", tuple(layers), tuple(calls), *ends)

    def _functional(self, settings: Config, configs: list[Config], depth: int) -> Graph:
        old = is_old(configs)
        nodes = Nodes(configs, old)
        inputs, outputs = (
            ends_of(settings.get(f"{side}_layers"), nodes, old, side) for side in ("input", "output")
        )
        order = nodes.order([*inputs.tensors, *outputs.tensors])
        used = sorted({index for index, _ in order})
        layers = [self.layer.read(configs[index], old, depth) for index in used]
        places = {index: place for place, index in enumerate(used)}
        calls = tuple(nodes.call(index, node, layers[places[index]], places[index]) for index, node in order)
        ends = (nodes.ends(end) for end in (inputs, outputs))
        return Graph(_model_name(settings), "functional", tuple(layers), calls, *ends)


def is_old(configs: list[Config]) -> bool:
    """Whether a model was written by Keras 2: it had another name for the shape of an input, and lists for calls."""
    for config in configs:
        settings, nodes = config.get("config"), config.get("inbound_nodes")
        if isinstance(settings, Mapping) and "batch_input_shape" in settings:
            return True
        if isinstance(nodes, list) and any(isinstance(node, list) for node in nodes):
            return True
    return False


def _settings(config: Config) -> Config:
    settings = config.get("config")
    if isinstance(settings, list) and config["class_name"] == "Sequential":
        return {"name": "sequential", "layers": settings}
    if not isinstance(settings, Mapping):
        raise UserError(f"The model's settings are {shown(settings)}; it cannot be opened.")
    return settings


def _model_name(settings: Config) -> str:
    try:
        given = settings.get("name") or "model"
        return str(name(given.replace("/", "_") if isinstance(given, str) else given))
    except Unfit as unfit:
        raise UserError(f"The model's name {unfit}.") from None


def _on_one(number: int, layer: GraphLayer) -> Call:
    """The call of a layer on what the one before gives; a model may have its one input in a list."""
    in_list = layer.graph is not None and not layer.graph.inputs.is_single
    return Call(number, (Argument((Ref(number - 1),), is_list=in_list),))


def _first_input(settings: Config, first: Config, layers: list[GraphLayer]) -> GraphLayer:
    """The input that a sequential model has without saying so."""
    inner = layers[0].graph
    if layers[0].kind == MODEL and inner is not None:
        input_layer = inner.layers[inner.calls[inner.inputs.tensors[0].call].layer]
        shape, dtype = input_layer.options["shape"], input_layer.dtype
    else:
        own = first.get("config")
        own_shape = own.get("batch_input_shape") if isinstance(own, Mapping) else None
        shape, dtype = _without_batch(own_shape or settings.get("build_input_shape"), settings), "float32"
    names = {layer.name for layer in layers}
    free = next(
        n for n in ("input_layer", *(f"input_layer_{k}" for k in range(len(names) + 1))) if n not in names
    )
    return GraphLayer(free, INPUT, {"shape": shape}, dtype=dtype)


def _without_batch(shape: object, settings: Config) -> list[Any]:
    if not isinstance(shape, list) or not shape:
        raise UserError(
            f"The sequential model {shown(name_of(settings))} does not say what shape its input has; call it once, and save again."
        )
    return shape[1:]
