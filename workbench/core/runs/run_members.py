"""Turns kept runs into parts of a project file, and back: a list of them, and a table of numbers for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.imported.model_weights import encoded_weights
from workbench.core.project import Project
from workbench.core.runs.run_record import RunCurves, RunRecord

RUNS = "runs.json"
FOLDER = "runs/"


class _Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    name: str
    pinned: bool
    project: dict[str, Any]
    first_step: int
    steps: int
    epochs: int
    began: str
    seconds: float
    ended: str
    marks: list[tuple[int, str]]
    scores: list[str]


def table_name(number: int) -> str:
    """Returns where the numbers of a run lie."""
    return f"{FOLDER}{number:05d}.npy"


def runs_list(records: Sequence[RunRecord]) -> bytes:
    """Returns the list of runs, as JSON."""
    return msgspec.json.encode([_line(record) for record in records])


def _line(record: RunRecord) -> _Run:
    return _Run(
        project=msgspec.to_builtins(record.project, enc_hook=encoded_weights),
        marks=list(record.marks),
        scores=list(record.curves.scores),
        **{name: getattr(record, name) for name in PLAIN},
    )


PLAIN = ("number", "name", "pinned", "first_step", "steps", "epochs", "began", "seconds", "ended")
"""What the list has as the record has it."""


def table_of(record: RunRecord) -> NDArray[np.float64]:
    """Returns the curves as one table, (epochs, 1 + scores) float64: the steps, then the scores."""
    return np.column_stack([record.curves.steps, *record.curves.scores.values()])


def read_runs(
    content: bytes,
    table: Callable[[str], NDArray[Any]],
    project: Callable[[Mapping[str, Any]], Project],
) -> tuple[RunRecord, ...]:
    """Returns the runs of a file.

    Args:
        content: The list of them.
        table: Returns the table of that name.
        project: Returns the project that a mapping of the list describes.

    Raises:
        ValueError: list and tables do not fit each other, or are of another form.
    """
    lines = msgspec.json.decode(content, type=list[_Run])
    if len({line.number for line in lines}) != len(lines):
        raise ValueError("two runs have the same number")
    return tuple(_record(line, table(table_name(line.number)), project(line.project)) for line in lines)


def _record(line: _Run, table: NDArray[Any], project: Project) -> RunRecord:
    if table.dtype != np.float64 or table.ndim != 2 or table.shape[1] != 1 + len(line.scores):
        raise ValueError("the table of a run has another form than its list says")
    curves = RunCurves(table[:, 0], {name: table[:, 1 + i] for i, name in enumerate(line.scores)})
    plain = {name: getattr(line, name) for name in PLAIN}
    return RunRecord(project=project, curves=curves, marks=tuple(line.marks), **plain)
