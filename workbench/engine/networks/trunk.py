"""An opened model as training takes it: from flat rows to logits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from workbench.core.imported.fit import check_inputs, check_units
from workbench.core.imported.graph import INPUT, Graph
from workbench.core.imported.graph_edits import layer_at
from workbench.core.imported.head_place import find_head, with_head
from workbench.core.imported.imported_model import ImportedModel, logits_weights, with_logits
from workbench.core.logits_units import same_probabilities
from workbench.engine.imported_model import build_imported

if TYPE_CHECKING:
    import keras

OPENED = "opened"


def build_trunk(model: ImportedModel, inputs: int, units: int, seed: int = 0) -> keras.Model:
    """Returns the opened model from (n, inputs) float32 to logits (n, units) float32, with its own weights.

    Args:
        model: What was opened.
        inputs: Columns of the data.
        units: Logits that the head needs.
        seed: Decides what layers such as Dropout draw.

    Raises:
        UserError: the model takes or gives something else.
    """
    import keras

    shape = check_inputs(model, inputs)
    check_units(model, units)
    opened = build_imported(*with_units(model, units), seed=seed)
    if not model.trainable:
        freeze(opened, model.graph, find_head(model.graph).path)
    shaped = keras.Sequential([keras.Input((inputs,))])
    if shape != (inputs,):
        shaped.add(keras.layers.Reshape(shape))
    shaped.add(opened)
    return shaped


def with_units(model: ImportedModel, units: int) -> tuple[Graph, list[NDArray[Any]]]:
    """Returns layers and weights with one logit instead of two or the other way round, or as they are."""
    graph, arrays, place = model.graph, model.weights.arrays, find_head(model.graph)
    logits = same_probabilities(logits_weights(graph, place, arrays), units)
    return with_head(graph, place, "linear", units), with_logits(graph, place, arrays, logits)


def freeze(built: Any, graph: Graph, path: tuple[int, ...]) -> None:
    """Keeps training from everything but the logits."""
    for index, layer in enumerate(graph.layers):
        if layer.kind == INPUT:
            continue
        there = built.get_layer(layer.name)
        if index != path[0]:
            there.trainable = False
        elif layer.graph is not None:
            freeze(there, layer.graph, path[1:])


def logits_layer(shaped: Any, model: ImportedModel) -> Any:
    """Returns the Dense layer that makes the logits in what `build_trunk` returned."""
    layer, path = shaped.layers[-1], find_head(model.graph).path
    for depth in range(len(path)):
        layer = layer.get_layer(layer_at(model.graph, path[: depth + 1]).name)
    return layer
