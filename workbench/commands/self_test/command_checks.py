"""Checks that run commands, with what they print read instead of shown."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from workbench.commands import evaluate, export, inspect, train
from workbench.commands.self_test.check import demand
from workbench.core.examples import EXAMPLES

EPOCHS = "5"
LEAST_ACCURACY = 0.8
"""Of the digits after so many epochs; a tenth are guessed right."""

SCORE = "sparse_categorical_accuracy"


def trains(folder: Path) -> str:
    """Trains a small network, and saves it."""
    told = _told(train, "--data", "digits", "--epochs", EPOCHS, "-o", str(_project(folder)))
    accuracy = told["history"][f"val_{SCORE}"][-1]
    demand(accuracy > LEAST_ACCURACY, f"the validation accuracy is {accuracy:.3f} after {EPOCHS} epochs")
    return f"validation accuracy {accuracy:.3f} after {EPOCHS} epochs"


def predicts_the_same_after_loading(folder: Path) -> str:
    """Loads the network that was trained, and compares what it says with what it said."""
    saved = _told(train, str(_project(folder)), "--epochs", EPOCHS, "-o", str(folder / "again.workbench"))
    loaded = _told(evaluate, str(folder / "again.workbench"))
    before, after = saved["history"][f"val_{SCORE}"][-1], loaded["scores"][SCORE]
    demand(abs(before - after) < 1e-6, f"its validation accuracy was {before} before and is {after} after")
    return f"validation accuracy {after:.3f} before and after"


def reads_a_file(folder: Path) -> str:
    """Reads a table in a folder whose name is not plain, and trains on it."""
    from workbench.qt.resources import RESOURCES

    table = folder / "flowers.csv"
    shutil.copyfile(RESOURCES / "samples" / "flowers.csv", table)
    told = _told(train, "--file", str(table), "--target", "species", "--epochs", EPOCHS)
    demand(told["epochs"] == int(EPOCHS), f"{told['epochs']} epochs were trained")
    return f"{table.name} read and trained on"


def prints_code(_: Path) -> str:
    """Has the script of every example printed, which carries sources of the program, and has Python parse it."""
    from workbench.engine.script.script import script_of

    for example in EXAMPLES:
        compile(script_of(example.project, "sequential"), example.title, "exec")
    return f"{len(EXAMPLES)} scripts"


def exports_in_a_process_of_its_own(folder: Path) -> str:
    """Writes a model for Keras, which is loaded again and compared."""
    told = _told(export, str(_project(folder)), "--format", "keras", "-o", str(_model(folder)))
    return f"probabilities within {told['largest_difference']:.1e}"


def opens_a_model_in_a_process_of_its_own(folder: Path) -> str:
    """Opens the model that was written, as one that somebody else made."""
    told = _told(inspect, str(_model(folder)))
    demand(told["head"] == "softmax", f"its head is taken for {told['head']}")
    return f"{told['parameters']:,} parameters, a {told['head']} head"


def _project(folder: Path) -> Path:
    return folder / "digits.workbench"


def _model(folder: Path) -> Path:
    return folder / "digits.keras"


def _told(command: ModuleType, *words: str) -> dict[str, Any]:
    """Runs a command, and returns what it prints as JSON."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        command.run(parser.parse_args([*words, "--json"]))
    return dict(json.loads(printed.getvalue()))
