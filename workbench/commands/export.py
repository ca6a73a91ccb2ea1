"""`workbench export`: a trained network for other programs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from workbench.commands.own_data.located_project import FILE_HELP, located_project
from workbench.commands.trained_network import session_of, trained_run

HELP = "writes a trained network for other programs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument(
        "--format",
        required=True,
        metavar="FORMAT",
        help="keras, savedmodel, litert, onnx, python or notebook",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file or folder to write")
    parser.add_argument("--file", type=Path, metavar="PATH", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Writes the network, checked by loading it again."""
    from workbench.engine.export.exporters import check_target, export

    row, _ = check_target(options.format, options.output)
    if row.needs_training:
        run = trained_run(options.project, options.file)
        session = session_of(run.trained, run)
    else:
        session = session_of(located_project(options.project, options.file).project, None)
    report = export(session, options.format, options.output)
    result = {
        "head": session.head.activation,
        "path": str(report.path),
        "format": report.format,
        "size": report.size,
        "largest_difference": report.difference,
        "notes": list(report.notes),
    }
    print(json.dumps(result) if options.json else report.in_words())
    return 0
