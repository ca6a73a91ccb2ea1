"""`workbench inspect`: what a file of data or a model is, and which head fits."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.own_data.data_description import describe_data
from workbench.commands.own_data.file_options import add_file_options
from workbench.core.imported.fit import shape_text
from workbench.core.imported.imported_model import SUFFIXES

if TYPE_CHECKING:
    from workbench.engine.inspect_model import ModelDescription

HELP = "says what a data file or a Keras model is, and which head fits"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a data file, a folder of pictures, or a .keras or .h5 model"
    )
    add_file_options(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Looks at the file; nothing in it is run."""
    is_model = options.file.suffix.lower() in SUFFIXES
    found, text = _model(options.file) if is_model else _data(options)
    print(json.dumps({"file": options.file.name, **found}) if options.json else text)
    return 0


def _data(options: argparse.Namespace) -> tuple[dict[str, Any], str]:
    found = describe_data(options.file, options)
    return found.to_json(), found.in_words()


def _model(path: Path) -> tuple[dict[str, Any], str]:
    from workbench.engine.inspect_model import describe_model
    from workbench.engine.opening.open_model import open_model

    found = describe_model(open_model(path).graph)
    return {"kind": "model", **found.to_json()}, _in_words(path.name, found)


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
