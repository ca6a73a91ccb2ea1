"""Makes the record of a run from the history in which it was done."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from workbench.core.history import History, Scores
from workbench.core.project import Project
from workbench.core.runs.run_record import RunCurves, RunRecord

MOST_EPOCHS = 2000
"""Points of each curve that are kept of a run: more than a screen has."""


@dataclass(frozen=True)
class RunStart:
    """Where and when a run begins.

    Attributes:
        step: Steps that were done before it.
        epoch: Epochs that ended before it.
        marks: Marks that were there before it.
        began: When, as `RunRecord` has it.
        clock: The same in seconds, to tell how long it took.
    """

    step: int
    epoch: int
    marks: int
    began: str
    clock: float


def run_start(history: History) -> RunStart:
    """Returns the start of a run that goes on from what `history` has."""
    began = datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    return RunStart(len(history), len(history.epochs), len(history.marks), began, time.monotonic())


def recorded(history: History, start: RunStart, project: Project, ended: str) -> RunRecord | None:
    """Returns the record of the run from `start` to now; None where it did no step."""
    steps = len(history) - start.step
    if steps <= 0:
        return None
    rows, ends = history.epochs[start.epoch :], history.epoch_steps[start.epoch :]
    return RunRecord(
        project=project,
        curves=curves_of(ends, rows),
        first_step=start.step,
        steps=steps,
        epochs=len(rows),
        began=start.began,
        seconds=time.monotonic() - start.clock,
        ended=ended,
        marks=tuple(history.marks[start.marks :]),
    )


def curves_of(ends: Sequence[int], rows: Sequence[Scores]) -> RunCurves:
    """Returns the curves of epochs that ended after so many steps, of many epochs some, the last one included."""
    count = len(rows)
    places = (
        np.unique(np.linspace(0, count - 1, min(count, MOST_EPOCHS)).round().astype(int)).tolist()
        if count
        else []
    )
    names = dict.fromkeys(name for place in places for name in rows[place])
    scores = {name: np.array([rows[place].get(name, np.nan) for place in places]) for name in names}
    return RunCurves(np.array([ends[place] for place in places], np.float64), scores)


MOST_RUNS = 500
"""Runs that are kept of a project; of more, the oldest that is not pinned goes."""


def with_run(
    runs: Sequence[RunRecord], record: RunRecord | None, last_number: int = 0
) -> tuple[RunRecord, ...]:
    """Returns the runs of a project with one more, under a number above theirs and `last_number`."""
    if record is None:
        return tuple(runs)
    number = max((run.number for run in runs), default=0)
    number = max(number, last_number) + 1
    newer = (*runs, dataclasses.replace(record, number=number, name=f"Run {number}"))
    unpinned = [run for run in newer if not run.pinned]
    gone = unpinned[: max(len(newer) - MOST_RUNS, 0)]
    return tuple(run for run in newer if run not in gone)
