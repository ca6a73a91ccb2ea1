"""Builds Keras models from graphs: nothing in it comes from a file but values that were checked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import check_graph
from workbench.core.imported.graph import INPUT, MODEL, Argument, Call, Ends, Graph, GraphLayer
from workbench.core.imported.layer_rows import OPERATION_ROWS
from workbench.core.imported.weight_specs import WeightSpec, weight_specs
from workbench.engine.networks.seeding import BUILDING, python_seeded

if TYPE_CHECKING:
    import keras

Array = NDArray[Any]


def build_imported(graph: Graph, weights: Sequence[Array] | None = None, seed: int = 0) -> keras.Model:
    """Returns the Keras model of a graph.

    Args:
        graph: What it consists of; it is checked again, wherever it comes from.
        weights: Its weights in the order of the graph's; without them they are drawn as the layers say.
        seed: Decides what is drawn.

    Raises:
        UserError: the graph cannot be built, or the weights are not its.
    """
    check_graph(graph)
    specs = weight_specs(graph)
    if weights is not None:
        _check_weights(specs, weights)
    with BUILDING, python_seeded(seed):
        build = _Build(graph)
    variables = list(build.variables())
    _check_variables(specs, variables)
    for variable, value in zip(variables, weights or (), strict=weights is not None):
        variable.assign(value)
    if weights is not None:
        _finish(build.model)
    return build.model


def read_weights(graph: Graph, model: Any) -> list[Array]:
    """Returns the weights of what `build_imported` built, in the order of the graph's, in copies."""
    arrays: list[Array] = []
    for layer in graph.layers:
        if layer.kind == INPUT or layer.kind in OPERATION_ROWS:
            continue
        built = model.get_layer(layer.name)
        arrays += read_weights(layer.graph, built) if layer.graph is not None else built.get_weights()
    return arrays


def _finish(model: keras.Model) -> None:
    """Lets a normalization work out anew what it keeps of its weights."""
    for layer in model._flatten_layers():
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def _check_weights(specs: Sequence[WeightSpec], weights: Sequence[Array]) -> None:
    if len(weights) != len(specs):
        raise UserError(f"The model has {len(specs)} arrays of weights, and {len(weights)} are given.")
    for number, (spec, value) in enumerate(zip(specs, weights, strict=True)):
        if tuple(value.shape) != spec.shape:
            raise UserError(
                f"Array {number} of the weights ({spec.name}) has the shape {tuple(value.shape)}, and must have {spec.shape}."
            )


def _check_variables(specs: Sequence[WeightSpec], variables: Sequence[Any]) -> None:
    """What was counted is what was built, or weights would go to the wrong places."""
    counted = [(spec.name, spec.shape) for spec in specs]
    built = [(variable.name, tuple(variable.shape)) for variable in variables]
    if counted != built:
        raise UserError("The model was built with other weights than were counted, and cannot be opened.")


class _Build:
    """One model in building.

    Attributes:
        model: What is built.
        layers: Keras's layer of each of the graph's; an operation has none.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.inner: dict[int, _Build] = {}
        self.layers: list[Any] = [self._layer(index, layer) for index, layer in enumerate(graph.layers)]
        make = self._sequential if graph.form == "sequential" else self._functional
        self.model = _guarded(f'The model "{graph.name}"', make)

    def variables(self) -> Iterator[Any]:
        """Yields the weights in the graph's order, whatever order Keras has its layers in."""
        for index, layer in enumerate(self.layers):
            if index in self.inner:
                yield from self.inner[index].variables()
            elif layer is not None:
                yield from layer.weights

    def _layer(self, index: int, layer: GraphLayer) -> Any:
        if layer.graph is not None:
            self.inner[index] = _Build(layer.graph)
            if not layer.trainable:
                self.inner[index].model.trainable = False
            return self.inner[index].model
        return _guarded(f'The layer "{layer.name}" ({layer.kind})', lambda: build_layer(layer))

    def _sequential(self) -> Any:
        import keras

        # all at once: a model is made anew for each that is added
        return keras.Sequential(self.layers, name=self.graph.name)

    def _functional(self) -> Any:
        import keras

        made: list[tuple[Any, ...]] = []
        for call in self.graph.calls:
            layer = self.graph.layers[call.layer]
            make = functools.partial(self._called, call, made)
            made.append(_guarded(f'The layer "{layer.name}" ({layer.kind})', make))
        ends = (_ended(ends, made) for ends in (self.graph.inputs, self.graph.outputs))
        return keras.Model(*ends, name=self.graph.name)

    def _called(self, call: Call, made: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        import keras

        layer, built = self.graph.layers[call.layer], self.layers[call.layer]
        if layer.kind == INPUT:
            return (built.output,)
        arguments = [_given(argument, layer, made) for argument in call.arguments]
        keywords = {name: _given(argument, layer, made) for name, argument in call.keywords.items()}
        if built is not None:
            return tuple(keras.tree.flatten(built(*arguments, **keywords)))
        said = getattr(keras.ops, layer.kind)(*arguments, **keywords, **layer.options)
        # its function takes no name, and one that Keras makes up might be another layer's
        said._keras_history.operation.name = layer.name
        return (said,)


def _guarded(what: str, make: Callable[[], Any]) -> Any:
    """Does what Keras may refuse for a reason that the table of layers does not know.

    Raises:
        UserError: Keras refused, with its reason.
    """
    try:
        return make()
    except UserError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise UserError(f"{what} cannot be built: {reason}") from error


def build_layer(layer: GraphLayer) -> Any:
    """Returns Keras's own layer, or none for an operation or a model."""
    import keras

    if layer.kind in OPERATION_ROWS or layer.kind == MODEL:
        return None
    options = {name: _option(name, value) for name, value in layer.options.items()}
    if layer.kind == INPUT:
        return keras.layers.InputLayer(shape=tuple(options["shape"]), dtype=layer.dtype, name=layer.name)
    held = [_Build(one.graph).model if one.graph else build_layer(one) for one in layer.inner]
    options |= dict(zip(("layer", "backward_layer"), held))
    made = getattr(keras.layers, layer.kind)(name=layer.name, dtype=layer.dtype, **options)
    if not layer.trainable:  # to set it where it is so already would thaw what a wrapper holds
        made.trainable = False
    return made


def _option(name: str, value: Any) -> Any:
    """Returns what a layer takes for an option: Keras's own object where the graph has its class name and settings."""
    import keras

    if not isinstance(value, dict):
        return value
    places = (
        ("activation", keras.layers),
        ("initializer", keras.initializers),
        ("regularizer", keras.regularizers),
        ("constraint", keras.constraints),
    )
    place = next(module for end, module in places if name.endswith(end))
    return getattr(place, value["class_name"])(**value["config"])


def _given(argument: Argument, layer: GraphLayer, made: list[tuple[Any, ...]]) -> Any:
    if not argument.tensors:
        return _constant(argument.value)
    tensors = [made[ref.call][ref.output] for ref in argument.tensors]
    if not argument.is_list:
        return tensors[0]
    keys = layer.graph.inputs.keys if layer.graph is not None else ()
    return dict(zip(keys, tensors, strict=True)) if keys else tensors


def _constant(value: Any) -> Any:
    return np.array(value, np.float32) if isinstance(value, list) else value


def _ended(ends: Ends, made: list[tuple[Any, ...]]) -> Any:
    tensors = [made[ref.call][ref.output] for ref in ends.tensors]
    if ends.keys:
        return dict(zip(ends.keys, tensors, strict=True))
    return tensors[0] if ends.is_single else tensors
