"""A project with every value in range."""

from __future__ import annotations

from typing import Any

import msgspec

from workbench.core.errors import UserError
from workbench.core.experiments import check_loss_name
from workbench.core.fields import Field, filled
from workbench.core.heads import ACTIVATIONS, refusal
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.own_data import checked_own
from workbench.core.painted_data import checked_painted
from workbench.core.project import DataChoice, HeadChoice, Layer, Project
from workbench.core.projects.project_fields import DATA_FIELDS, HEAD_FIELDS, SEED, THRESHOLD, TRAINING_FIELDS

MOST_LAYERS = 256
LARGEST_SHARE = 0.95
"""Of the examples that may be kept out of training, for validation and test together."""


def checked(project: Project) -> Project:
    """Returns `project` with every value in range and every default filled in.

    Raises:
        UserError: one sentence that names the field and its range.
    """
    _check_names(project)
    if project.data.painted is not None:
        checked_painted(project.data.painted)
    if project.data.own is not None:
        checked_own(project.data.own)
    training = _checked_fields(project.training, TRAINING_FIELDS, "Training")
    optimizer = OPTIMIZERS[training.optimizer]
    schedule = SCHEDULES[training.schedule]
    training = msgspec.structs.replace(
        training,
        optimizer_options=filled(optimizer.fields, training.optimizer_options, optimizer.name),
        schedule_options=filled(schedule.fields, training.schedule_options, schedule.title),
    )
    return Project(
        data=_checked_data(project.data),
        layers=tuple(layer.complete() for layer in project.layers),
        imported=project.imported,
        head=_checked_head(project.head),
        training=training,
        seed=int(SEED.check(project.seed)),
    )


def _check_names(project: Project) -> None:
    if project.head.activation not in ACTIVATIONS:
        raise UserError(refusal(project.head.activation))
    check_loss_name(project.head.loss)
    if len(project.layers) > MOST_LAYERS:
        raise UserError(f"The network has {len(project.layers)} layers; it can have at most {MOST_LAYERS}.")


def _checked_data(choice: DataChoice) -> DataChoice:
    checked_choice: DataChoice = _checked_fields(choice, DATA_FIELDS, "Data")
    if round(sum(checked_choice.shares), 9) > LARGEST_SHARE:
        validation, test = checked_choice.shares
        raise UserError(
            f"Data: a validation share of {validation:g} and a test share of {test:g} leave too little to learn "
            f"from; together they can be at most {LARGEST_SHARE:g}, so lower one of them."
        )
    return checked_choice


def _checked_head(choice: HeadChoice) -> HeadChoice:
    if choice.experiment and choice.temperature != 1.0:
        raise UserError("An experiment shows the probabilities that Keras makes; set its temperature to 1.")
    thresholds = tuple(float(THRESHOLD.check(value)) for value in choice.thresholds)
    checked_choice: HeadChoice = _checked_fields(choice, HEAD_FIELDS, "Head")
    return msgspec.structs.replace(checked_choice, thresholds=thresholds)


def _checked_fields(value: Any, fields: tuple[Field, ...], owner: str) -> Any:
    given = {field.name: getattr(value, field.name) for field in fields}
    return msgspec.structs.replace(value, **filled(fields, given, owner))


def starting_project() -> Project:
    """Returns what the window opens with: the digits and a network that trains at one click."""
    return checked(Project(layers=(Layer("Dense", {"units": 64}), Layer("Dropout", {"rate": 0.2}))))
