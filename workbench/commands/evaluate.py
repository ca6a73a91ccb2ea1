"""`workbench evaluate`: how good a trained network is."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.commands.own_data.located_project import FILE_HELP
from workbench.commands.trained_network import json_number, session_of, trained_run
from workbench.core.errors import UserError
from workbench.core.evaluation.document import PER_CLASS, document_of
from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.evaluation.ratio import score_text
from workbench.core.evaluation.score_row import BASELINE_TITLES
from workbench.core.label_thresholds import thresholds_of

HELP = "prints the scores of a trained project, over all and for each class"
PARTS = ("validation", "training", "test")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument(
        "--part", choices=PARTS, default=PARTS[0], help="the part of the data that is asked about"
    )
    parser.add_argument("--file", type=Path, metavar="PATH", help=FILE_HELP)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Prints loss and scores on a part of the data."""
    from workbench.engine.part_predictions import part_predictions

    run = trained_run(options.project, options.file)
    session = session_of(run.trained, run)
    if options.part == "test" and not len(session.data.split.test_rows):
        raise UserError(
            f"{options.project} was trained without a test part; train it anew with --test-share, such as 0.1."
        )
    evaluation = Evaluation.of(part_predictions(session, options.part))
    told = document_of(evaluation, session.head)
    trained = {name: json_number(value) for name, value in session.evaluate(options.part).items()}
    result = {
        "head": session.head.activation,
        "part": options.part,
        "epochs": session.epoch,
        **_decision(session),
        **told,
        "scores": trained | told["scores"],
    }
    print(json.dumps(result) if options.json else _in_words(result, evaluation))
    return 0


def _decision(session: Any) -> dict[str, Any]:
    choice, by_threshold = session.project.head, session.head.decision == "threshold"
    thresholds = thresholds_of(choice, len(session.probe_logits)).tolist() if by_threshold else None
    return {"thresholds": thresholds, "temperature": choice.temperature}


def _in_words(result: dict[str, Any], evaluation: Evaluation) -> str:
    baseline = BASELINE_TITLES[evaluation.answers.task]
    lines = [f"{result['examples']:,} examples of the {result['part']} part; in brackets: {baseline}"]
    for name, value in result["scores"].items():
        same = result["baselines"].get(name)
        lines.append(f"{name:32} {_text(value)}" + ("" if same is None else f"  ({_text(same)})"))
    lines += ["", f"{'class':32} " + " ".join(f"{name:>10}" for name in PER_CLASS)]
    for row in result["classes"]:
        lines.append(f"{row['name'][:32]:32} " + " ".join(f"{_text(row[name]):>10}" for name in PER_CLASS))
    return "\n".join(lines)


def _text(value: float | None) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return score_text(float("nan") if value is None else value, 4)
