"""`workbench predict`: what a trained network says of the rows of a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.commands.progress_bar import progress_bar
from workbench.commands.trained_network import json_number
from workbench.core.atomic_file import write_failure
from workbench.core.errors import UserError
from workbench.core.predictions import Predictions
from workbench.core.project_file import load

HELP = "prints or writes what a trained network says of the rows of a file"
FIRST_ROWS = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds what the command takes."""
    parser.add_argument("project", type=Path)
    parser.add_argument("file", type=Path, help="has the input columns; labels are compared if it has them")
    parser.add_argument("-o", "--output", type=Path, metavar="CSV", help="the file to write, row by row")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")


def run(options: argparse.Namespace) -> int:
    """Predicts part by part, so that a file of any size fits."""
    from workbench.data.own.rows_of_file import rows_of_file

    loaded = load(options.project)
    if loaded.run is None:
        raise UserError(
            f"{options.project} holds no trained network; train it first with: workbench train {options.project} -o {options.project}."
        )
    rows = rows_of_file(loaded.run.trained.data, options.file)
    tally = _Tally()
    with closing(_predicted(loaded.run, rows, tally, options.json)) as parts:
        if options.output is None:
            for _ in parts:
                pass
        else:
            _write(options.output, options.file, parts)
    result = tally.result(options.output)
    print(json.dumps(result) if options.json else _in_words(result))
    return 0


class _Tally:
    """What is told at the end, gathered part by part."""

    def __init__(self) -> None:
        self.rows = self.known = self.wrong = 0
        self.error = 0.0
        self.first: list[dict[str, Any]] = []
        self.notes: dict[str, None] = {}
        self.head = ""
        self.outputs: tuple[str, ...] = ()

    def add(self, said: Predictions, notes: tuple[str, ...]) -> None:
        """Counts some rows."""
        self.head, self.outputs = said.head.activation, said.outputs
        for row in range(min(len(said), FIRST_ROWS - len(self.first))):
            probabilities = [float(value) for value in said.probabilities[row]]
            self.first.append({"predicted": said.answer(row), "probabilities": probabilities})
        self.rows += len(said)
        self.known += int(said.known.sum())
        self.wrong += int(said.wrong.sum())
        self.error += float(said.errors[said.known].sum(dtype=float))
        self.notes |= dict.fromkeys(notes)

    def result(self, path: Path | None) -> dict[str, Any]:
        """Returns what `--json` prints."""
        known = self.known or float("nan")
        return {
            "head": self.head,
            "rows": self.rows,
            "rows_with_labels": self.known,
            "wholly_right": json_number((self.known - self.wrong) / known),
            "mean_error": json_number(self.error / known),
            "outputs": list(self.outputs),
            "first": self.first,
            "notes": list(self.notes),
            "path": None if path is None else str(path),
        }


def _predicted(
    run: Any, rows: Any, tally: _Tally, quiet: bool
) -> Generator[tuple[dict[str, Any], Predictions]]:
    from workbench.engine.networks.network_cache import NetworkCache
    from workbench.engine.saved_predictor import saved_predictor
    from workbench.engine.warm_up import warm_up

    warm_up()
    networks = NetworkCache()
    predictor = saved_predictor(run, networks)
    with progress_bar("predicting", quiet) as advance:
        for part in rows.parts():
            said = predictor.predict(part.inputs, rows.truth(part, predictor.head))
            tally.add(said, part.notes)
            advance(part.done)
            yield part.texts, said
    networks.close()
    if not tally.rows:
        raise UserError(f"{rows.title} has no rows; bring a file with rows below its header.")


def _write(path: Path, source: Path, parts: Iterator[tuple[dict[str, Any], Predictions]]) -> None:
    from workbench.data.own.predictions_file import write_file

    if path.exists() and path.samefile(source):
        raise UserError(f"{path} is the file itself; give another name, so that yours stays as it is.")
    try:
        write_file(path, parts)
    except OSError as error:
        raise UserError(write_failure(path, error)) from None


def _in_words(result: dict[str, Any]) -> str:
    lines = [f"{result['rows']:,} rows"]
    if result["wholly_right"] is not None:
        lines[0] += f", {result['wholly_right']:.1%} of {result['rows_with_labels']:,} wholly right"
    for number, row in enumerate(result["first"], 1):
        figures = ", ".join(
            f"{name} {value:.3f}" for name, value in zip(result["outputs"], row["probabilities"])
        )
        lines.append(f"  row {number}: {row['predicted']} ({figures})")
    lines += result["notes"]
    return "\n".join([*lines, *([f"All rows are in {result['path']}."] if result["path"] else [])])
