"""Runs come back from a project file with settings, curves and scores; damaged ones do not take the project along."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec
import numpy as np
import pytest
from core.test_project_file import a_project_with_an_opened_model, some_run

from workbench.core.project import DataChoice
from workbench.core.project_file import load, save
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.runs.run_record import RunCurves, RunRecord

CURVES = RunCurves(
    np.array([45.0, 90.0]),
    {"loss": np.array([1.5, 0.1 + 0.2]), "val_auc": np.array([np.nan, 0.75])},
)


def some_runs() -> tuple[RunRecord, ...]:
    plain = RunRecord(
        starting_project(), CURVES, 0, 90, 2, "2025-01-31 12:00:00", 1.25, "Finished.", (), 3, "wide", True
    )
    on_other_data = checked(msgspec.structs.replace(starting_project(), data=DataChoice("iris")))
    none = RunCurves(np.zeros(0), {})
    short = RunRecord(on_other_data, none, 90, 7, 0, "", 0.5, "Stopped.", ((95, "sigmoid"),), 4, "Run 4")
    opened = RunRecord(
        a_project_with_an_opened_model(), CURVES, 0, 90, 2, "", 0.5, "Stopped.", (), 1, "Run 1"
    )
    return plain, short, opened


def same(one: RunRecord, other: RunRecord) -> bool:
    for name in ("steps", "scores"):
        np.testing.assert_equal(getattr(one.curves, name), getattr(other.curves, name))
    names = [name for name in RunRecord.__dataclass_fields__ if name not in ("curves", "scores")]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_runs_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "first.workbench"
    save(path, starting_project(), some_run(), some_runs())
    loaded = load(path)
    assert not loaded.lost and loaded.run is not None and len(loaded.runs) == 3
    assert all(same(before, after) for before, after in zip(some_runs(), loaded.runs, strict=True))
    assert loaded.runs[0].scores == {"loss": 0.1 + 0.2, "val_auc": 0.75} and loaded.runs[1].scores == {}


def test_a_file_without_weights_keeps_its_runs(tmp_path: Path) -> None:
    path = tmp_path / "first.workbench"
    save(path, starting_project(), None, some_runs())
    loaded = load(path)
    assert loaded.run is None and not loaded.lost and len(loaded.runs) == 3


@pytest.mark.parametrize("damaged", ["runs.json", "runs/00003.npy"])
def test_damaged_runs_are_left_out_and_named(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "first.workbench"
    save(path, starting_project(), some_run(), some_runs())
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[damaged] = members[damaged][:-1]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    loaded = load(path)
    assert loaded.project == starting_project() and loaded.run is not None and not loaded.runs
    assert loaded.lost == (
        "The list of runs in first.workbench is damaged and was left out; open an older copy for it.",
    )
