"""A model that was opened, put on the bench beside the data that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.heads import ACTIVATIONS, fitting_activation
from workbench.core.history import History
from workbench.core.imported.dense_stack import editable_layers
from workbench.core.imported.fit import check_inputs, check_units
from workbench.core.imported.graph import Graph
from workbench.core.imported.head_place import HeadPlace, find_head, with_head
from workbench.core.imported.imported_model import ImportedModel, logits_weights, with_logits
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.imported.outputs import with_output
from workbench.core.labels import LabelKind
from workbench.core.logits_units import converted
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.checked_project import checked
from workbench.core.projects.head_edits import with_head as with_project_head
from workbench.core.projects.head_of_project import head_of


@dataclass(frozen=True)
class DataFacts:
    """What of the chosen data decides whether a model fits it."""

    label_kind: LabelKind
    number_of_inputs: int
    number_of_classes: int


@dataclass(frozen=True)
class OnBench:
    """What opening a model makes of a project.

    Attributes:
        project: With the model's layers where they can be edited here, else with the model as its trunk.
        run: The model's weights as a run of no epochs; None where the data does not fit them.
        said: What was found and done, in sentences.
    """

    project: Project
    run: SavedRun | None
    said: str


def put_on_bench(
    project: Project,
    data: DataFacts,
    file: str,
    graph: Graph,
    weights: Sequence[NDArray[Any]],
    output: int | None = None,
) -> OnBench:
    """Returns the project with an opened model in place of its layers.

    Args:
        project: What is on the bench; data, training and seed stay.
        data: The data that is chosen there.
        file: The name of the model's file.
        graph: The whole model.
        weights: Its weights.
        output: Which output, where it has several.

    Raises:
        UserError: the model has no head, or several outputs and none is chosen.
    """
    place = find_head(graph, output)
    if len(graph.outputs.tensors) > 1:
        graph, weights = with_output(graph, weights, output or 0)
        place = find_head(graph)
    cut = with_head(graph, place, "linear")
    model = ImportedModel(file, cut, ModelWeights(weights), place.written, place.units)
    said = f"Opened {file}: its head is {place.written}. Standardise is off: it gets the rows as they are."
    return _with_model(_with_found_head(_raw(project), data, place), data, model, said)


def _raw(project: Project) -> Project:
    """An opened model gets the rows as they are: how its author prepared them is not in the file."""
    return msgspec.structs.replace(project, data=msgspec.structs.replace(project.data, scaling="none"))


def _with_found_head(project: Project, data: DataFacts, place: HeadPlace) -> Project:
    fitting = fitting_activation(data.label_kind)
    found = place.activation if place.activation in ACTIVATIONS else fitting
    try:
        return with_project_head(project, found, data.label_kind)
    except UserError:
        return with_project_head(project, fitting, data.label_kind)


def _with_model(project: Project, data: DataFacts, model: ImportedModel, said: str) -> OnBench:
    trunk = checked(msgspec.structs.replace(project, layers=(), imported=model))
    reason = misfit(trunk, data)
    if reason:
        return OnBench(trunk, None, f"{said} {reason}")
    return made_editable(trunk, data, said) or OnBench(trunk, opened_run(trunk), f"{said} {_TRUNK}")


_TRUNK = "Its layers can be looked at and trained, or frozen, but not edited."


def misfit(project: Project, data: DataFacts) -> str:
    """Returns why the opened model of `project` cannot be trained on the data; empty where it can."""
    assert project.imported is not None
    try:
        check_inputs(project.imported, data.number_of_inputs)
        check_units(project.imported, _units(project, data))
    except UserError as error:
        return str(error)
    return ""


def _units(project: Project, data: DataFacts) -> int:
    return head_of(project, data.label_kind).number_of_units(data.number_of_classes)


def needs_other_units(project: Project, data: DataFacts) -> bool:
    """Whether the opened model takes the data's inputs, but answers with another number of logits."""
    assert project.imported is not None
    try:
        check_inputs(project.imported, data.number_of_inputs)
        head_of(project, data.label_kind)
    except UserError:
        return False
    return bool(misfit(project, data))


def opened_run(project: Project) -> SavedRun:
    """Returns the weights of the opened model of `project` as a run of no epochs."""
    return SavedRun({}, History(), project)


def made_editable(project: Project, data: DataFacts, said: str = "") -> OnBench | None:
    """Returns the opened model as layers that can be edited; None where it is more than a stack of such layers."""
    model = project.imported
    assert model is not None
    layers = editable_layers(model.graph)
    if layers is None or misfit(project, data) or find_head(model.graph).units != _units(project, data):
        return None
    edited = checked(msgspec.structs.replace(project, layers=layers, imported=None))
    state = {f"weight/{index:03d}": array for index, array in enumerate(model.weights.arrays)}
    return OnBench(edited, SavedRun(state, History(), edited), f"{said} Its layers can be edited.".strip())


def _is_exact(before: int, after: int) -> bool:
    return {before, after} == {1, 2}


def fitted_to_data(project: Project, data: DataFacts) -> OnBench:
    """Returns the project with as many logits in the opened model as the data needs."""
    model = project.imported
    assert model is not None
    head, place = head_of(project, data.label_kind), find_head(model.graph)
    units, logits = _units(project, data), logits_weights(model.graph, place, model.weights.arrays)
    moved = converted(logits, head.activation, head.activation, units, project.seed)
    arrays = with_logits(model.graph, place, model.weights.arrays, moved.weights)
    graph = with_head(model.graph, place, "linear", units)
    kept = min(model.units_kept or model.units_in_file, units)
    fitted = msgspec.structs.replace(
        model,
        graph=graph,
        weights=ModelWeights(arrays),
        units_kept=0 if _is_exact(place.units, units) else kept,
    )
    return _with_model(project, data, fitted, moved.said)
