"""`workbench code`: the run of a project, or the swap of a model's head, as a script or a notebook."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from workbench.commands.own_data.located_project import FILE_HELP, located_project
from workbench.core.atomic_file import save_text
from workbench.core.errors import UserError
from workbench.core.heads import ACTIVATIONS
from workbench.core.imported.graph_edits import only_output
from workbench.core.imported.head_place import find_head, output_number, with_head
from workbench.core.imported.imported_model import SUFFIXES, ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.project import HeadChoice, Project

HELP = "prints a script that does the project's run, or replaces a model's head, by itself"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument(
        "project", type=Path, metavar="PROJECT|MODEL", help="a project, or a .keras or .h5 file"
    )
    parser.add_argument(
        "--api", choices=("sequential", "functional"), default="sequential", help="Keras's form of the model"
    )
    parser.add_argument(
        "--to", choices=ACTIVATIONS, help="the head that a model gets; else the one it has not"
    )
    parser.add_argument("--model-output", metavar="NAME", help="which output, where a model has several")
    parser.add_argument("--notebook", action="store_true", help="a Jupyter notebook instead of a script")
    parser.add_argument("--file", type=Path, metavar="PATH", help=FILE_HELP)
    parser.add_argument("-o", "--output", type=Path, help="the file to write instead of printing")


def run(options: argparse.Namespace) -> int:
    """Prints the code, or writes it."""
    is_model = options.project.suffix.lower() in SUFFIXES
    text = _of_model(options) if is_model else _of_project(options)
    if options.output:
        save_text(options.output, text)
    else:
        print(text, end="")
    return 0


def _of_project(options: argparse.Namespace) -> str:
    from workbench.engine.script.notebook import notebook_of
    from workbench.engine.script.script import script_of

    if options.to:
        raise UserError("--to is for models; the head of a project is in the project.")
    make = notebook_of if options.notebook else script_of
    return make(located_project(options.project, options.file).project, options.api)


def _of_model(options: argparse.Namespace) -> str:
    from workbench.engine.opening.open_model import open_model
    from workbench.engine.script.script import script_of_model

    if options.file:
        raise UserError("--file is for projects; a model has no data.")
    if options.notebook:
        raise UserError(
            "A notebook is of a whole run; open the model in a project first, or leave --notebook out."
        )
    opened = open_model(options.project)
    graph = opened.graph
    if options.model_output is not None:
        graph = only_output(graph, output_number(graph, options.model_output))
    try:
        place = find_head(graph)
    except UserError as error:
        raise UserError(f"{opened.file}: {error}") from None
    other = "softmax" if place.activation == "sigmoid" else "sigmoid"
    model = ImportedModel(
        opened.file, with_head(graph, place, "linear"), ModelWeights([]), place.written, place.units
    )
    project = msgspec.structs.replace(Project(), imported=model, head=HeadChoice(options.to or other))
    return script_of_model(project, options.api)
