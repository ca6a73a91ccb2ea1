"""`workbench inspect`: what a file is, which head it has, and which fits."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.imported.fit import shape_text

if TYPE_CHECKING:
    from workbench.engine.inspect_model import ModelDescription

HELP = "says what a Keras model is, and which head fits"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a Keras model, .keras or .h5")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Opens the file safely and prints what it is; nothing in it is run."""
    from workbench.engine.inspect_model import describe_model
    from workbench.engine.opening.open_model import open_model

    found = describe_model(open_model(options.file).graph)
    result = {"file": options.file.name, "kind": "model", **found.to_json()}
    print(json.dumps(result) if options.json else _in_words(options.file.name, found))
    return 0


def _in_words(name: str, found: ModelDescription) -> str:
    inputs = ", ".join(shape_text(tuple(shape)) for shape in found.inputs)
    lines = [
        f"{name}: a {found.form} Keras model with {found.layers} layers and {found.parameters:,} parameters",
        f"  takes {inputs}; gives {', '.join(found.outputs)}",
    ]
    if found.head is not None:
        lines.append(f"  head: {found.head}, written {found.head_written}")
        lines.append(f"  fits: {found.loss_name} on {str(found.label_kind).replace('_', ' ')} labels")
    return "\n".join([*lines, *(f"  problem: {sentence}" for sentence in found.problems)])
