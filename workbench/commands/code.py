"""`workbench code`: the run of a project as a script or a notebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.core.atomic_file import save_text
from workbench.core.project_file import load

HELP = "prints a script that does the project's run by itself"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument(
        "--api", choices=("sequential", "functional"), default="sequential", help="Keras's form of the model"
    )
    parser.add_argument("--notebook", action="store_true", help="a Jupyter notebook instead of a script")
    parser.add_argument("-o", "--output", type=Path, help="the file to write instead of printing")


def run(options: argparse.Namespace) -> int:
    """Prints the code, or writes it."""
    from workbench.engine.script.notebook import notebook_of
    from workbench.engine.script.script import script_of

    make = notebook_of if options.notebook else script_of
    text = make(load(options.project).project, options.api)
    if options.output:
        save_text(options.output, text)
    else:
        print(text, end="")
    return 0
