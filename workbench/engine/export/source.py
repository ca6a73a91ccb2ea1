"""What an exporter begins with: a trained network as values, apart from the session that made it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.label_thresholds import thresholds_of
from workbench.core.probabilities import probabilities
from workbench.core.project import HeadChoice, Project
from workbench.data.dataset import Dataset
from workbench.data.prepared import PreparedData
from workbench.engine.device import on_device
from workbench.engine.export.composed import composed
from workbench.engine.export.composed_opened import composed_opened
from workbench.engine.export.tempered import divide_logits
from workbench.engine.session import Session

CHECKED_ROWS = 256
"""Rows on which what was written is compared with the session."""

BALANCED = (
    "The balanced weights are not in it, since Keras keeps none with a model: training on goes without."
)

TEMPERED = (
    "The temperature of {:.4g} is in it: the weights of its last layer are divided by that, so that its "
    "probabilities are those shown here."
)


@dataclass(frozen=True, eq=False)
class ExportSource:
    """A trained network with all that a file of it can hold.

    Attributes:
        project: What it was trained from.
        data: The data that it was trained on.
        keras_file: The composed model in Keras's format, with optimizer and its state.
        inputs: Raw rows by the names of the model's inputs, in their order.
        probabilities: What the session says of them, (n, units).
        labels: What the probabilities are of, and how they become an answer; see `labels_of`.
        notes: What of the training a file cannot hold, in sentences.
    """

    project: Project
    data: PreparedData
    keras_file: bytes
    inputs: dict[str, NDArray[Any]]
    probabilities: NDArray[Any]
    labels: dict[str, Any]
    notes: tuple[str, ...]


def export_source(session: Session) -> ExportSource:
    """Returns the network as it is now. Engine thread only, and quick."""
    project, data = session.project, session.data
    temperature = project.head.temperature
    raw = _some_rows(data)
    prepared = data.preprocessing.apply(raw)
    # On the processor: a graphics card rounds products more coarsely than the programs that read the file.
    with on_device("CPU"):
        logits = np.asarray(session.model(prepared, training=False))
        model = _composed(session)
        _continue_optimizer(model, session.optimizer)
        divide_logits(model, temperature)
        keras_file = _saved(model)
    return ExportSource(
        project=project,
        data=data,
        keras_file=keras_file,
        inputs={model.inputs[0].name: raw.reshape(-1, *model.inputs[0].shape[1:])},
        probabilities=probabilities(session.head, logits, data.dataset.number_of_classes, temperature),
        labels=labels_of(session.head, project.head, data.dataset),
        notes=_notes(project.head),
    )


def _notes(choice: HeadChoice) -> tuple[str, ...]:
    balanced = (BALANCED,) if choice.weighting == "balanced" else ()
    return balanced if choice.temperature == 1.0 else (*balanced, TEMPERED.format(choice.temperature))


def labels_of(head: Head, choice: HeadChoice, dataset: Dataset) -> dict[str, Any]:
    """Returns what a program needs to make an answer of probabilities, as JSON has it.

    `outputs` names what each probability is of: for one unit that is the second class. Where thresholds decide, a
    label is said above its entry in `thresholds`; `threshold` is that of all, and null where they differ. The
    `temperature` is in the weights already.
    """
    names = list(dataset.class_names)
    units = head.number_of_units(len(names))
    thresholds = thresholds_of(choice, units).tolist() if head.decision == "threshold" else None
    is_one = thresholds is not None and len(set(thresholds)) == 1
    return {
        "head": head.activation,
        "label_kind": head.label_kind.value,
        "class_names": names,
        "outputs": names[1:] if head.units == "one" else names,
        "decision": head.decision,
        "threshold": thresholds[0] if thresholds and is_one else None,
        "thresholds": thresholds,
        "temperature": choice.temperature,
        "input_names": list(dataset.input_names),
    }


def _some_rows(data: PreparedData) -> NDArray[Any]:
    """Validation rows first."""
    places = np.concatenate([data.split.validation_rows, data.split.training_rows])[:CHECKED_ROWS]
    return np.ascontiguousarray(data.dataset.inputs[places])


def _saved(model: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return path.read_bytes()


def _composed(session: Session) -> Any:
    project = session.project
    parts = session.head, project.head, project.training, session.data.preprocessing
    if project.imported is None:
        return composed(session.model, *parts)
    return composed_opened(project.imported, session.model.layers[-1], *parts)


def _continue_optimizer(model: Any, before: Any) -> None:
    """Gives the model's optimizer the moments of `before`, so that training goes on where it was.

    The learning rate stays that of the project: a schedule leaves its last value in the variable. Moments of other
    weights than the model would train are of no use, and it begins with fresh ones.
    """
    model.optimizer.build(model.trainable_variables)
    shapes = [[tuple(v.shape) for v in optimizer.variables] for optimizer in (model.optimizer, before)]
    if shapes[0] != shapes[1]:
        return
    for variable, value in zip(model.optimizer.variables, before.variables, strict=True):
        if variable.name != "learning_rate":
            variable.assign(value)
