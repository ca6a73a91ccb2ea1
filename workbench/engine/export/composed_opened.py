"""An opened model, trained on, in the form that people write: its own inputs, and a head in its last Dense layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.core.heads import Head
from workbench.core.imported.head_place import find_head, with_head
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.project import HeadChoice, Training
from workbench.data.preprocessing import Preprocessing
from workbench.engine.export.composed import compile_with_head, composed
from workbench.engine.imported_model import build_imported, read_weights
from workbench.engine.networks.trunk import freeze, with_units

if TYPE_CHECKING:
    import keras


def composed_opened(
    opened: ImportedModel,
    trained: Any,
    head: Head,
    choice: HeadChoice,
    training: Training,
    preprocessing: Preprocessing | None = None,
) -> keras.Model:
    """Returns a new model with the layers of `opened`, the weights of `trained`, and the head in the Dense layer.

    Args:
        opened: What stands on the bench.
        trained: The Keras model of it, down to the logits, that was trained.
        head: The row of the table of heads.
        choice: Loss, label smoothing and thresholds.
        training: Optimizer and learning rate.
        preprocessing: What prepared the inputs; with it the new model takes raw ones. None for nothing.
    """
    if preprocessing is not None and not preprocessing.is_identity:
        return composed(trained, head, choice, training, preprocessing)
    graph, _ = with_units(opened, int(trained.outputs[0].shape[-1]))
    place = find_head(graph)
    made = build_imported(with_head(graph, place, head.activation), read_weights(graph, trained))
    if not opened.trainable:
        freeze(made, graph, place.path)
    compile_with_head(made, head, choice, training)
    return made
