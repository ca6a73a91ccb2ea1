"""`workbench evaluate`: scores over all and of each class, with the thresholds that were chosen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import sklearn.metrics as sk

from workbench.cli import main
from workbench.core.project_file import load, save
from workbench.data.prepared import prepare_project
from workbench.engine.part_predictions import part_predictions
from workbench.engine.session import Session

THRESHOLDS = (0.25, 0.5, 0.375)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained project on data with any number of labels, with thresholds and a temperature chosen afterwards."""
    path = tmp_path_factory.mktemp("evaluate") / "discs.workbench"
    words = ["train", "--data", "overlapping-discs", "--layers", "8:relu", "--epochs", "4", "--json"]
    words += ["--test-share", "0.1"]
    assert main([*words, "-o", str(path)]) == 0
    run = load(path).run
    assert run is not None
    session = Session(run.trained, prepare_project(run.trained))
    session.resume_from(run)
    head = msgspec.structs.replace(run.trained.head, thresholds=THRESHOLDS, temperature=2.0)
    session.adopt(msgspec.structs.replace(run.trained, head=head))
    save(path, session.project, session.saved_run())
    return path


@pytest.fixture
def session(project: Path) -> Session:
    run = load(project).run
    assert run is not None
    session = Session(run.trained, prepare_project(run.trained))
    session.resume_from(run)
    return session


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize("part", ["validation", "training", "test"])
def test_scores_of_a_part_are_those_of_scikit_learn(
    project: Path, session: Session, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    found = told(capsys, "evaluate", project, "--json", "--part", part)
    predictions = part_predictions(session, part)
    truth = predictions.truth
    assert truth is not None and found["examples"] == len(truth) > 0
    said = predictions.probabilities > np.array(THRESHOLDS)
    assert found["scores"]["macro_f1"] == pytest.approx(sk.f1_score(truth, said, average="macro"), abs=1e-9)
    assert found["scores"]["exact_match"] == pytest.approx(sk.accuracy_score(truth, said), abs=1e-9)
    precision, recall, _, support = sk.precision_recall_fscore_support(truth, said, zero_division=np.nan)
    assert [row["support"] for row in found["classes"]] == support.tolist()
    assert [row["recall"] for row in found["classes"]] == pytest.approx(recall, abs=1e-9)
    assert [row["precision"] for row in found["classes"]] == pytest.approx(precision, abs=1e-9)


def test_without_a_test_part_there_are_no_scores_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "iris.workbench"
    assert main(["train", "--data", "iris", "--layers", "", "--epochs", "1", "--json", "-o", str(path)]) == 0
    assert main(["evaluate", str(path), "--part", "test"]) == 2
    assert "iris.workbench was trained without a test part" in capsys.readouterr().err


def test_chosen_thresholds_survive_the_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "evaluate", project, "--json")
    assert (found["head"], found["part"], found["epochs"]) == ("sigmoid", "validation", 4)
    assert (found["thresholds"], found["temperature"]) == (list(THRESHOLDS), 2.0)


def test_they_are_written_beside_an_export_and_used_for_a_file(
    project: Path, session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = session.data.split.validation_rows
    dataset = session.data.dataset
    lines = [
        ",".join(dataset.input_names),
        *(",".join(map(repr, row)) for row in dataset.inputs[rows].tolist()),
    ]
    (tmp_path / "new.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told(capsys, "export", project, "--format", "keras", "-o", tmp_path / "net.keras", "--json")
    labels = json.loads((tmp_path / "net.labels.json").read_text(encoding="utf-8"))
    assert (labels["threshold"], labels["thresholds"]) == (None, list(THRESHOLDS))
    predicted = told(capsys, "predict", project, tmp_path / "new.csv", "--json")
    expected = part_predictions(session, "validation")
    assert [row["predicted"] for row in predicted["first"]] == [expected.answer(row) for row in range(8)]


def test_a_person_reads_baselines_and_a_row_for_each_class(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(project)]) == 0
    words = capsys.readouterr().out
    assert "in brackets: never any label" in words
    assert [line.split()[0] for line in words.splitlines() if line.startswith("disc")] == ["disc"] * 3
