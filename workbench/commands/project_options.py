"""The options that describe a project, and what they make of one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from workbench.commands.own_data.file_options import add_file_options
from workbench.core.errors import UserError
from workbench.core.experiments import experimental_losses, runnable_losses
from workbench.core.heads import ACTIVATIONS, check_loss, fitting_activation
from workbench.core.labels import LabelKind
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import SCALINGS, DataChoice, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data, with_own
from workbench.core.projects.head_edits import with_experiment, with_head
from workbench.core.projects.head_of_project import head_of
from workbench.core.projects.layer_text import parse_layers
from workbench.core.projects.training_edits import with_optimizer

if TYPE_CHECKING:
    from workbench.data.own.importing.imported_data import ImportedData


def add_project_options(parser: argparse.ArgumentParser) -> None:
    """Adds an option for each part of a project."""
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--data", metavar="NAME", help="a built-in data set")
    data.add_argument(
        "--file", type=Path, metavar="PATH", help="your own data: a file, or a folder of pictures"
    )
    add_file_options(parser)
    parser.add_argument("--scaling", choices=tuple(SCALINGS), help="how inputs are brought to one scale")
    parser.add_argument(
        "--validation-share", type=float, metavar="F", help="share of the rows that check, from 0.05 to 0.9"
    )
    parser.add_argument(
        "--test-share",
        type=float,
        metavar="F",
        help="share of the rows that is kept for a last test, up to 0.8",
    )
    parser.add_argument("--layers", metavar="SPEC", help="64:relu,dropout:0.2; empty for no hidden layer")
    parser.add_argument("--head", choices=ACTIVATIONS)
    parser.add_argument("--loss", metavar="LOSS", help="Keras's name of a loss that fits the head")
    parser.add_argument(
        "--experiment",
        action="store_true",
        help="train head, loss and labels on purpose though they do not fit each other",
    )
    parser.add_argument("--optimizer", choices=tuple(OPTIMIZERS))
    parser.add_argument("--learning-rate", type=float, metavar="R")
    parser.add_argument("--batch-size", type=int, metavar="N")
    parser.add_argument("--epochs", type=int, metavar="N")
    parser.add_argument("--seed", type=int, metavar="N")


def described(project: Project, options: argparse.Namespace, imported: ImportedData | None = None) -> Project:
    """Returns `project` with what the options say in its place.

    Args:
        project: What the options do not speak of.
        options: What the command line says.
        imported: The person's own data that it names, if it names some.

    Raises:
        UserError: a value is out of range, or head, loss and labels do not fit.
    """
    if options.data is not None:
        project = with_data(project, DataChoice(options.data), _label_kind(DataChoice(options.data)))
    elif imported is not None:
        project = with_own(project, imported.own, imported.dataset.label_kind)
    project = _with_chosen_head(project, options, _label_kind(project.data), imported is not None)
    if options.layers is not None:
        project = msgspec.structs.replace(project, layers=parse_layers(options.layers))
    if options.optimizer is not None:
        project = with_optimizer(project, options.optimizer)
    return checked(_with_preparation(_with_numbers(project, options), options))


def _with_chosen_head(
    project: Project, options: argparse.Namespace, label_kind: LabelKind, has_own: bool
) -> Project:
    """Returns `project` with the head that the options name, else with the one that other data ask for."""
    has_other_data = options.data is not None or has_own
    if not has_other_data and options.head is None and options.loss is None:
        return project
    fitting = fitting_activation(label_kind) if has_other_data else project.head.activation
    activation = options.head or fitting
    if options.experiment:
        loss = options.loss or runnable_losses(activation, label_kind)[0]
        return with_experiment(project, activation, loss, label_kind)
    try:
        project = with_head(project, activation, label_kind)
        loss = check_loss(head_of(project, label_kind), options.loss or project.head.loss)
    except UserError as error:
        reason = _counted(str(error), project.data, activation)
        raise UserError(f"{reason}{_way_in(activation, options.loss, label_kind)}") from None
    return msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, loss=loss))


def _way_in(activation: str, loss: str | None, label_kind: LabelKind) -> str:
    """Returns how to run on purpose what was refused, if it can be run at all."""
    wrong = experimental_losses(activation, label_kind)
    possible = loss in wrong if loss else bool(wrong)
    return " To run it on purpose and see what happens, add --experiment." if possible else ""


def _with_numbers(project: Project, options: argparse.Namespace) -> Project:
    given = {name: getattr(options, name) for name in ("learning_rate", "batch_size", "epochs")}
    changed = {name: value for name, value in given.items() if value is not None}
    training = msgspec.structs.replace(project.training, **changed)
    seed = project.seed if options.seed is None else options.seed
    return msgspec.structs.replace(project, training=training, seed=seed)


def _with_preparation(project: Project, options: argparse.Namespace) -> Project:
    given = {
        "scaling": options.scaling,
        "validation_fraction": options.validation_share,
        "test_fraction": options.test_share,
    }
    changed = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(project, data=msgspec.structs.replace(project.data, **changed))


def _label_kind(data: DataChoice) -> LabelKind:
    from workbench.data.load import load as load_data

    return load_data(data).label_kind


def _counted(reason: str, data: DataChoice, activation: str) -> str:
    """Returns why a head is refused, after the number of rows that contradict it."""
    from workbench.data.contradictions import with_count
    from workbench.data.load import load as load_data

    return with_count(reason, load_data(data), activation)
