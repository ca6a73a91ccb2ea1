"""The table of columns that a list of runs has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.core.runs.run_record import RunRecord
from workbench.core.runs.settings import data_words, network_words

Cell = str | int | float


@dataclass(frozen=True)
class RunColumn:
    """One row: what a column shows of a run.

    Attributes:
        title: Its heading.
        tool_tip: What it says, for a learner.
        cell: What a run has there; NaN for an unknown number.
        is_number: Whether its cells stand on the right.
    """

    title: str
    tool_tip: str
    cell: Callable[[RunRecord], Cell]
    is_number: bool = False


BEFORE_SCORES: tuple[RunColumn, ...] = (
    RunColumn("run", "What the run is called; a double click gives it another name.", lambda run: run.name),
    RunColumn(
        "pinned",
        "A pinned run is always in the chart, and is not deleted.",
        lambda run: "pinned" * run.pinned,
    ),
    RunColumn("head", "How logits became probabilities.", lambda run: run.project.head.activation),
)

AFTER_SCORES: tuple[RunColumn, ...] = (
    RunColumn("epochs", "Epochs that ended in the run.", lambda run: run.epochs, True),
    RunColumn("steps", "Steps that the run did.", lambda run: run.steps, True),
    RunColumn("data", "What was learned from.", lambda run: data_words(run.project.data)),
    RunColumn("network", "The layers before the logits.", lambda run: network_words(run.project)),
    RunColumn("loss", "What was minimised.", lambda run: run.project.head.loss.replace("_", " ")),
    RunColumn(
        "optimizer", "How the weights followed the gradients.", lambda run: run.project.training.optimizer
    ),
    RunColumn(
        "rate",
        "The learning rate at the end of the run.",
        lambda run: run.project.training.learning_rate,
        True,
    ),
    RunColumn("batch", "Examples a step.", lambda run: run.project.training.batch_size, True),
    RunColumn("seed", "What chance began from.", lambda run: run.project.seed, True),
    RunColumn(
        "from step",
        "Steps that the network had done before: 0 for fresh weights.",
        lambda run: run.first_step,
        True,
    ),
    RunColumn("seconds", "How long the run took, pauses included.", lambda run: run.seconds, True),
    RunColumn("began", "When the run began.", lambda run: run.began),
    RunColumn("ended", "How the run ended.", lambda run: run.ended),
)


def run_columns(runs: Sequence[RunRecord]) -> tuple[RunColumn, ...]:
    """Returns the columns for these runs: one for each score that any of them has, validation scores first."""
    return (*BEFORE_SCORES, *map(score_column, score_names(runs)), *AFTER_SCORES)


def score_names(runs: Sequence[RunRecord]) -> tuple[str, ...]:
    """Returns the scores that any run has, validation scores first."""
    names = dict.fromkeys(name for run in runs for name in run.scores if name != "learning_rate")
    return tuple(sorted(names, key=lambda name: not name.startswith("val_")))


def score_column(name: str) -> RunColumn:
    """Returns the column of a score by its full name."""
    words = score_words(name)
    return RunColumn(
        words,
        f"{words[:1].upper()}{words[1:]} after the last epoch.",
        lambda run: run.scores.get(name, math.nan),
        True,
    )


def score_words(name: str) -> str:
    """Returns a score's name in words: `val_macro_f1` is the macro f1 on validation examples."""
    part, words = ("validation", name[4:]) if name.startswith("val_") else ("training", name)
    return f"{part} {words.replace('_', ' ')}"


def run_rows(runs: Sequence[RunRecord]) -> Iterator[list[Cell]]:
    """Returns the cells of each run, in the order of `run_columns`."""
    columns = run_columns(runs)
    return ([column.cell(run) for column in columns] for run in runs)
