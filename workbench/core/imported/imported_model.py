"""An opened model on the bench."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import check_graph
from workbench.core.imported.graph import Graph
from workbench.core.imported.head_place import HeadPlace, find_head
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.imported.weight_specs import weight_specs

Arrays = Sequence[NDArray[Any]]

SUFFIXES = (".keras", ".h5", ".hdf5")
"""How the names of files that can be opened end."""


class ImportedModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model that was opened from a file and stands on the bench instead of layers made here.

    Attributes:
        file: The name of the file that it came from.
        graph: Down to the logits: what came after them is the project's head.
        weights: What every training of it begins with.
        head_in_file: How its head was written there, as Keras code.
        units_in_file: How many logits it had there.
        units_kept: How many of those it still has; all of them where it is 0.
        trainable: Whether training may change what is below the logits.
    """

    file: str
    graph: Graph
    weights: ModelWeights
    head_in_file: str = ""
    units_in_file: int = 0
    units_kept: int = 0
    trainable: bool = True


def check_imported(model: ImportedModel) -> None:
    """Checks a model that may come from a project sent by mail as one from a foreign file is.

    Raises:
        UserError: a layer is not on the list, the weights do not fit it, or it does not end in logits.
    """
    check_graph(model.graph)
    shapes = tuple(spec.shape for spec in weight_specs(model.graph))
    if shapes != tuple(array.shape for array in model.weights.arrays):
        raise UserError(
            f"The weights of the opened model {model.file!r} do not fit its layers. Open it from its own file again."
        )
    if find_head(model.graph).activation != "linear":
        raise UserError(
            f"The opened model {model.file!r} does not end in logits. Open it from its own file again."
        )


def logits_weights(graph: Graph, place: HeadPlace, arrays: Arrays) -> tuple[NDArray[Any], ...]:
    """Returns kernel and bias of the logits, if they have one, of a model with these weights."""
    return tuple(arrays[index] for index in _logits_indices(graph, place))


def with_logits(
    graph: Graph, place: HeadPlace, arrays: Arrays, logits: Sequence[NDArray[Any]]
) -> list[NDArray[Any]]:
    """Returns the weights of a model with others for its logits."""
    changed = list(arrays)
    for index, array in zip(_logits_indices(graph, place), logits, strict=True):
        changed[index] = array
    return changed


def _logits_indices(graph: Graph, place: HeadPlace) -> list[int]:
    return [index for index, spec in enumerate(weight_specs(graph)) if spec.layer == place.path]
