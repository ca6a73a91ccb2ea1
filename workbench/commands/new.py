"""`workbench new`: a project file, described by options."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.commands.own_data.imported_file import imported_for
from workbench.commands.project_options import add_project_options, described
from workbench.core.project_file import save
from workbench.core.projects.checked_project import starting_project

HELP = "writes a new project"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    add_project_options(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="the *.workbench file to write")


def run(options: argparse.Namespace) -> int:
    """Writes the project."""
    imported = imported_for(options, quiet=False)
    save(options.output, described(starting_project(), options, imported), None)
    return 0
