"""The list of runs shows numbers of any size, and a dash where a run has no such score."""

from __future__ import annotations

import dataclasses

import msgspec
import pytest
from core.runs.test_run_members import some_runs

from workbench.core.runs.run_record import RunRecord
from workbench.qt.runs.run_figures import run_figures


def with_rate(run: RunRecord, rate: float) -> RunRecord:
    training = msgspec.structs.replace(run.project.training, learning_rate=rate)
    return dataclasses.replace(run, project=msgspec.structs.replace(run.project, training=training))


@pytest.mark.parametrize(
    ("title", "texts"),
    [
        ("run", ["wide", "Run 4", "Run 1"]),
        ("pinned", ["pinned", "", ""]),
        ("validation\nauc", ["0.75", "—", "0.75"]),
        ("steps", ["90", "7", "90"]),
        ("rate", ["2.5e-06", "0.001", "0.001"]),
    ],
)
def test_cells_are_read(title: str, texts: list[str]) -> None:
    first, *others = some_runs()
    columns = {column.title: column for column in run_figures((with_rate(first, 2.5e-6), *others))}
    assert [columns[title].text(row) for row in range(3)] == texts


def test_without_runs_there_are_no_columns() -> None:
    assert run_figures(()) == ()
