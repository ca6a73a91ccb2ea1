"""Another head on an opened model: the answer to how a softmax output layer is replaced with a logistic one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.heads import Activation, Head, changes, head_for, usual_labels
from workbench.core.imported.graph import Graph
from workbench.core.imported.graph_edits import layer_at
from workbench.core.imported.head_place import HeadPlace, find_head, with_head
from workbench.core.imported.imported_model import logits_weights, with_logits
from workbench.core.imported.outputs import with_output
from workbench.core.labels import LabelKind
from workbench.core.logits_units import Converted, converted
from workbench.core.project import HeadChoice, Training
from workbench.engine.export.composed import compile_with_head
from workbench.engine.export.place import check_place, put, temporary_folder
from workbench.engine.imported_model import build_imported
from workbench.engine.opening.open_model import OpenedModel, open_model

if TYPE_CHECKING:
    import keras

Arrays = list[NDArray[Any]]
SUFFIX = ".keras"
ROWS = 8
ASSUMED = (
    "What the file was compiled with is never read: labels and loss are those that such heads have as a rule, and the "
    "optimizer is a new Adam."
)
ANY_SIZE = 32
"""Pixels or steps that stand for an axis of any size when two models are compared."""


@dataclass(frozen=True)
class Swapped:
    """A model with another head, and what became of the old one.

    Attributes:
        head_before: The activation that was found: softmax, sigmoid, or linear for logits alone.
        head: The row of the table of heads in use now.
        graph: The new model.
        weights: Its weights.
        place: Where its head is.
        changed: What changed, in sentences.
        before: The graph down to its logits as it was, and its weights.
    """

    head_before: str
    head: Head
    graph: Graph
    weights: Arrays
    place: HeadPlace
    changed: tuple[str, ...]
    before: tuple[Graph, Arrays]


def swapped(
    graph: Graph,
    weights: Arrays,
    activation: Activation,
    label_kind: LabelKind | None = None,
    units: int | None = None,
    output: int | None = None,
) -> Swapped:
    """Returns the model with the head `activation` on the logits that it has.

    Args:
        graph: What was opened.
        weights: Its weights.
        activation: The head that is wanted.
        label_kind: The labels that it will be trained on; without it what fits the head and its units.
        units: How many logits are wanted; without it those that are there, but two where one unit gets softmax.
        output: Which output, where the model has several.

    Raises:
        UserError: there is no head to replace, or head, labels and units do not fit each other.
    """
    if units is not None and units < 1:
        raise UserError(f"A head has at least one unit, not {units}; give --units 1 or more.")
    before = find_head(graph, output)
    said = _other_outputs(graph)
    if said:
        graph, weights = with_output(graph, weights, output or 0)
        before = find_head(graph)
    if units is None:
        units = (
            1
            if label_kind is LabelKind.YES_NO and activation == "sigmoid"
            else wanted_units(before, activation)
        )
    head = head_for(activation, label_kind or usual_labels(activation, units))
    check_units(head, units)
    moved = _converted(graph, weights, before, activation, units)
    new = with_head(graph, before, activation, units)
    kept = (
        moved[1].said if not said else f"{said[0]} {moved[1].said.replace('weight', 'weight of this output')}"
    )
    changed = (
        *_changes(before, head),
        *_removed(graph, before),
        kept,
        *_two_questions(before, head, units),
        *_half_precision(graph, before),
        ASSUMED,
    )
    cut = with_head(graph, before, "linear"), weights
    return Swapped(before.activation, head, new, moved[0], find_head(new), changed, cut)


def wanted_units(before: HeadPlace, activation: str) -> int:
    """Returns the logits there are, but two for one: a softmax of one unit is the constant 1."""
    return 2 if activation == "softmax" and before.units == 1 else before.units


def check_units(head: Head, units: int) -> None:
    """Raises UserError where the head needs another number of logits."""
    if head.number_of_units(units) != units:
        raise UserError(
            f"The {head.activation} head on “{head.label_kind.title}” labels has {head.number_of_units(units)} "
            f"unit{'s' if head.units == 'two' else ''}, not {units}; give --units {head.number_of_units(units)}."
        )
    if head.activation == "softmax" and units == 1:
        raise UserError("A softmax of one unit is always 1, whatever it is shown; give --units 2 or more.")


def _converted(
    graph: Graph, weights: Arrays, before: HeadPlace, activation: Activation, units: int
) -> tuple[Arrays, Converted]:
    # One logit alone can be meant for nothing else.
    was: Activation = "sigmoid" if before.activation == "sigmoid" or before.units == 1 else "softmax"
    moved = converted(logits_weights(graph, before, weights), was, activation, units)
    return with_logits(graph, before, weights, moved.weights), moved


def _changes(before: HeadPlace, head: Head) -> tuple[str, ...]:
    if before.activation == "linear":
        return (f"Output: logits alone → {head.activation}", f"Loss: {head.losses[0].replace('_', ' ')}")
    if before.activation == head.activation:
        return ()
    kind = usual_labels(before.activation, before.units)
    return changes(head_for(before.activation, kind), head)


def _removed(graph: Graph, before: HeadPlace) -> tuple[str, ...]:
    name = layer_at(graph, before.path).name
    if not before.after:
        return ()
    return (
        f"Written as {before.written} before; now the Dense layer {name!r} applies it, and nothing is after it.",
    )


def _two_questions(before: HeadPlace, head: Head, units: int) -> tuple[str, ...]:
    if (before.activation, before.units, head.activation, units) != ("softmax", 2, "sigmoid", 2):
        return ()
    return ("Two sigmoid units are two questions by themselves; for one yes-or-no question give --units 1.",)


def _half_precision(graph: Graph, before: HeadPlace) -> tuple[str, ...]:
    dense = layer_at(graph, before.path)
    if not before.after or not dense.dtype.startswith("mixed_"):
        return ()
    return (
        f"The layer {dense.name!r} computes in mixed precision, so the probabilities are in half precision now, as its "
        "logits always were.",
    )


def _other_outputs(graph: Graph) -> tuple[str, ...]:
    if len(graph.outputs.tensors) == 1:
        return ()
    return ("The model has this one output now; the others were left out with their weights.",)


def write_swapped(swapped: Swapped, path: Path) -> SwapReport:
    """Writes the model as `.keras`, compiled for its head, opens it again and compares, and only then puts it in place.

    Raises:
        UserError: the file cannot be written.
    """
    check_target(path)
    model = build_imported(swapped.graph, swapped.weights)
    compile_with_head(model, swapped.head, _choice(swapped.head), Training())
    # Keras warns at opening the file where the slots of its optimizer are not in it.
    model.optimizer.build(model.trainable_variables)
    with temporary_folder(path.parent) as folder:
        written = folder / path.name
        model.save(written)
        report = _report(swapped, open_model(written))
        put(written, path)
    return report


def check_target(path: Path) -> None:
    """Raises UserError where no model can be written under that name."""
    if path.suffix != SUFFIX:
        raise UserError(f"{path.name} must end in {SUFFIX}: models are written in Keras's own format.")
    check_place(path, is_folder=False)


def _choice(head: Head) -> HeadChoice:
    return HeadChoice(head.activation, head.losses[0])


@dataclass(frozen=True)
class SwapReport:
    """What the written file was found to hold.

    Attributes:
        weights_identical: Whether every weight, the logits' included, is the same bit for bit.
        logits_max_abs_diff: The largest difference of logits between the two models, on random examples. Where one unit
            became two or the other way round it is that of the one logit and the difference of the two.
    """

    weights_identical: bool
    logits_max_abs_diff: float


def _report(swapped: Swapped, written: OpenedModel) -> SwapReport:
    before = swapped.before[1]
    identical = len(before) == len(written.weights) and all(map(_same_bits, before, written.weights))
    place = find_head(written.graph)
    old = swapped.before
    new = with_head(written.graph, place, "linear"), written.weights
    examples = random_examples(build_imported(*old), np.random.default_rng(0))
    return SwapReport(identical, _difference(_logits(*old, examples), _logits(*new, examples)))


def _same_bits(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def _difference(old: NDArray[Any], new: NDArray[Any]) -> float:
    if {old.shape[-1], new.shape[-1]} == {1, 2}:
        old, new = (
            table[..., -1:] - table[..., :1] if table.shape[-1] == 2 else table for table in (old, new)
        )
    columns = min(old.shape[-1], new.shape[-1])
    return float(np.abs(old[..., :columns] - new[..., :columns]).max())


def _logits(graph: Graph, weights: Arrays, examples: Arrays) -> NDArray[Any]:
    import keras

    model, ends = build_imported(graph, weights), graph.inputs
    given: Any = examples[0] if ends.is_single else examples
    said = model(dict(zip(ends.keys, examples, strict=True)) if ends.keys else given, training=False)
    logits: NDArray[Any] = np.asarray(keras.tree.flatten(said)[0], np.float64)
    return logits


def random_examples(model: keras.Model, generator: np.random.Generator) -> Arrays:
    """Returns rows for each input of a model, (8, …) of its type."""
    return [_example(tensor, generator) for tensor in model.inputs]


def _example(tensor: Any, generator: np.random.Generator) -> NDArray[Any]:
    shape = (ROWS, *(size or ANY_SIZE for size in tensor.shape[1:]))
    if "int" in tensor.dtype:
        return generator.integers(0, 2, shape).astype(tensor.dtype)
    return generator.random(shape).astype(tensor.dtype)
