"""`workbench evaluate`: how good a trained network is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from workbench.commands.own_data.located_project import FILE_HELP
from workbench.commands.trained_network import json_number, session_of, trained_run

HELP = "prints the scores of a trained project"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument("--file", type=Path, metavar="PATH", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Prints loss and scores on the validation part."""
    run = trained_run(options.project, options.file)
    session = session_of(run.trained, run)
    scores = {name: json_number(value) for name, value in session.evaluate().items()}
    result = {
        "head": session.head.activation,
        "part": "validation",
        "epochs": session.epoch,
        "scores": scores,
    }
    text = "\n".join(f"{name:32} {value}" for name, value in scores.items())
    print(json.dumps(result) if options.json else text)
    return 0
