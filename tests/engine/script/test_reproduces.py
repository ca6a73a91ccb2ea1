"""A script by itself gives the numbers of our own engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import script_cases as cases

from workbench.core.project import Project
from workbench.data.built_in import DATA_SETS
from workbench.data.prepared import prepare_project
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.script.notebook import notebook_of
from workbench.engine.script.script import script_of
from workbench.engine.session import Session

RUNNER = Path(__file__).parents[2] / "run_scripts.py"
NOTEBOOK = "no hidden layer"
OWN_TABLE = "own table"
BOUND = 1e-5

pytestmark = pytest.mark.timeout(900)  # all the scripts run before the first test


@pytest.fixture(scope="module")
def data_sets() -> Iterator[None]:
    DATA_SETS[cases.SHARES] = cases.SHARES_ROW
    yield
    del DATA_SETS[cases.SHARES]


@pytest.fixture(scope="module")
def projects(data_sets: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """All cases, and one on a person's own file."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        return {**cases.CASES, OWN_TABLE: cases.own_table(folder)}


@pytest.fixture(scope="module")
def results(projects: dict[str, Project], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What all the scripts and a notebook made, in one fresh interpreter."""
    folder = tmp_path_factory.mktemp("scripts")
    for name, project in projects.items():
        for api in ("sequential", "functional") if name in cases.IN_BOTH_FORMS else ("sequential",):
            (folder / f"{name} {api}.py").write_text(script_of(project, api), encoding="utf-8")
    for name, project in cases.BROKEN.items():
        (folder / f"{name}.py").write_text(script_of(project, "sequential"), encoding="utf-8")
    text = notebook_of(cases.CASES[NOTEBOOK], "functional")
    (folder / "notebook.ipynb").write_text(text, encoding="utf-8")
    words = [sys.executable, "-I", str(RUNNER), str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr[-3000:]
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}


@pytest.fixture(scope="module")
def networks() -> NetworkCache:
    return NetworkCache()


def trained(project: Project, networks: NetworkCache) -> Session:
    session = Session(project, prepare_project(project), networks)
    session.begin_run(project.training.epochs)
    while not session.finished:
        session.advance(1000)
    return session


@pytest.mark.parametrize("name", [*cases.CASES, OWN_TABLE])
def test_losses_scores_and_probabilities_are_ours(
    name: str, projects: dict[str, Project], results: dict[str, Any], networks: NetworkCache
) -> None:
    session = trained(projects[name], networks)
    assert session.device == "CPU, graph"
    script = results[f"{name} sequential"]
    ours = session.history.by_name()
    for column in ("loss", "val_loss"):
        theirs = [row[column] for row in script["history"]]
        np.testing.assert_allclose(theirs, ours[column], rtol=BOUND)
    scores = session.evaluate()
    del scores["loss"]
    assert script["scores"] == pytest.approx(scores, rel=BOUND)
    if len(session.data.split.test_rows):
        tested = session.evaluate("test")
        del tested["loss"]
        assert script["test_scores"] == pytest.approx(tested, rel=BOUND)
    else:
        assert script["test_scores"] == {}
    shown = session.validation_probabilities(len(script["probabilities"]))
    np.testing.assert_allclose(script["probabilities"], shown, atol=BOUND)
    session.close()


@pytest.mark.parametrize("name", cases.IN_BOTH_FORMS)
def test_both_forms_agree_bit_for_bit(name: str, results: dict[str, Any]) -> None:
    assert results[f"{name} sequential"] == results[f"{name} functional"]


def test_the_cells_of_a_notebook_do_the_same(results: dict[str, Any]) -> None:
    assert results["notebook"] == results[f"{NOTEBOOK} sequential"]


def test_a_script_stops_early(results: dict[str, Any]) -> None:
    assert len(results["stopped early sequential"]["history"]) < cases.CASES["stopped early"].training.epochs


@pytest.mark.parametrize("name", cases.BROKEN)
def test_a_pair_broken_on_purpose_runs(name: str, results: dict[str, Any]) -> None:
    assert len(results[name]["history"]) == cases.BROKEN[name].training.epochs


def test_a_loss_for_one_class_climbs_on_many_labels(results: dict[str, Any]) -> None:
    losses = [row["loss"] for row in results["climbing"]["history"]]
    assert losses[0] > 5 and losses[-1] > 2 * losses[0]


def test_one_softmax_unit_always_says_yes(results: dict[str, Any]) -> None:
    assert set(np.ravel(results["one softmax unit"]["probabilities"])) == {1.0}
