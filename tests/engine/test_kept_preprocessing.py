"""A run keeps what prepared its inputs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.core.project import SCALINGS, DataChoice, Project
from workbench.core.project_file import load, save
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.data.prepared import prepare_project
from workbench.engine.kept_preprocessing import kept_preprocessing, preprocessing_of
from workbench.engine.session import Session


@pytest.mark.parametrize("scaling", SCALINGS)
def test_a_saved_run_prepares_raw_rows_as_the_session_did(scaling: str, tmp_path: Path) -> None:
    project = checked(Project(data=DataChoice("wine", scaling=scaling), layers=parse_layers("8:tanh")))
    session = Session(project, prepare_project(project))
    path = tmp_path / "wine.workbench"
    save(path, project, session.saved_run())
    run = load(path).run
    assert run is not None
    kept = preprocessing_of(run.state)
    assert kept is not None
    rows = session.data.dataset.inputs
    np.testing.assert_array_equal(kept.apply(rows), session.data.preprocessing.apply(rows))
    session.resume_from(run)


def test_an_older_run_kept_none() -> None:
    assert preprocessing_of({"weight/000": np.zeros(3)}) is None


def test_the_names_in_the_state_are_fixed() -> None:
    project = checked(Project(data=DataChoice("iris")))
    kept = kept_preprocessing(prepare_project(project).preprocessing)
    assert list(kept) == ["preprocessing/shift", "preprocessing/scale"]
