"""`workbench swap`: anyone's Keras model with the other head, and every learned weight in its place."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.core.errors import UserError
from workbench.core.heads import ACTIVATIONS
from workbench.core.imported.head_place import output_number
from workbench.core.labels import LabelKind

HELP = "replaces the head of a Keras model, and keeps its weights"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("model", type=Path, metavar="MODEL", help="a .keras or .h5 file")
    parser.add_argument("--to", choices=ACTIVATIONS, required=True, help="the head that is wanted")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="the .keras file to write"
    )
    parser.add_argument(
        "--labels",
        choices=[kind.value for kind in LabelKind],
        help="the labels to train on, if not the usual ones",
    )
    parser.add_argument("--units", type=int, metavar="N", help="logits, if not as many as there are")
    parser.add_argument("--model-output", metavar="NAME", help="which output, where the model has several")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Swaps the head, writes the model, and prints what was kept and what changed."""
    from workbench.engine.opening.open_model import open_model
    from workbench.engine.swap import check_target, swapped, write_swapped
    from workbench.engine.warm_up import warm_up

    check_target(options.output)
    if options.output.exists() and options.output.samefile(options.model):
        raise UserError(
            f"{options.output} is the model itself; give another name, so that yours stays as it is."
        )
    opened = open_model(options.model)
    warm_up()
    wanted = None if options.model_output is None else output_number(opened.graph, options.model_output)
    kind = LabelKind(options.labels) if options.labels else None
    try:
        swap = swapped(opened.graph, list(opened.weights), options.to, kind, options.units, wanted)
    except UserError as error:
        raise UserError(f"{opened.file}: {error}") from None
    report = write_swapped(swap, options.output)
    result: dict[str, Any] = {
        "head_before": swap.head_before,
        "head_after": swap.head.activation,
        "loss_name": swap.head.losses[0],
        "metric_names": list(swap.head.metric_names(swap.place.units)),
        "units": swap.place.units,
        "weights_identical": report.weights_identical,
        "logits_max_abs_diff": report.logits_max_abs_diff,
        "changed": list(swap.changed),
    }
    print(json.dumps(result) if options.json else _in_words(result, options.output))
    return 0


def _in_words(result: dict[str, Any], path: Path) -> str:
    kept = (
        "every weight is the same"
        if result["weights_identical"]
        else "not every weight is the same, see below"
    )
    lines = [
        f"{path}: {result['head_before']} → {result['head_after']}, compiled with {result['loss_name']}",
        f"  {kept}; the logits that both have differ by at most {result['logits_max_abs_diff']:g}",
        *(f"  {sentence}" for sentence in result["changed"]),
    ]
    return "\n".join(lines)
