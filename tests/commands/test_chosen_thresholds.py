"""Thresholds that a person has chosen decide wherever the project goes: its file, prediction on rows, an export."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import keras
import msgspec
import numpy as np
import pytest

from workbench.cli import main
from workbench.core.project_file import load, save
from workbench.data.own.new_rows.rows_like import rows_like
from workbench.data.prepared import prepare_project
from workbench.engine.session import Session

LABELS = ("big", "round", "sweet")
THRESHOLDS = (0.2, 0.5, 0.8)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained project on rows with three labels, for each of which a threshold was chosen, and a temperature."""
    folder = tmp_path_factory.mktemp("thresholds")
    file, path = folder / "fruit.csv", folder / "fruit.workbench"
    generator = np.random.default_rng(3)
    inputs = generator.normal(size=(150, 3))
    held = inputs + generator.normal(size=inputs.shape) > 0
    lines = [",".join(map(str, [*x.round(4), *y.astype(int)])) for x, y in zip(inputs, held, strict=True)]
    file.write_text("\n".join(["a,b,c," + ",".join(LABELS), *lines]) + "\n", encoding="utf-8")
    words = ["--file", str(file), "--target", ",".join(LABELS), "--epochs", "4", "--layers", "8:relu"]
    assert main(["train", *words, "-o", str(path)]) == 0
    run = load(path).run
    assert run is not None
    session = Session(run.trained, prepare_project(run.trained))
    session.resume_from(run)
    head = msgspec.structs.replace(run.trained.head, thresholds=THRESHOLDS, temperature=2.0)
    session.adopt(msgspec.structs.replace(run.trained, head=head))
    save(path, session.project, session.saved_run())
    session.close()
    return path


def said_of_rows(project: Path, out: Path) -> tuple[np.ndarray, np.ndarray]:
    """Returns what `predict` writes of each row: the probabilities, and which labels it says."""
    assert main(["predict", str(project), str(project.with_suffix(".csv")), "-o", str(out)]) == 0
    with out.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    probabilities = np.array([[float(row[f"probability of {name}"]) for name in LABELS] for row in rows])
    said = np.array([[name in row["predicted"].split(", ") for name in LABELS] for row in rows])
    return probabilities, said


def test_rows_of_a_file_are_decided_by_them(project: Path, tmp_path: Path) -> None:
    probabilities, said = said_of_rows(project, tmp_path / "said.csv")
    assert (said == (probabilities > THRESHOLDS)).all()
    assert (said != (probabilities > 0.5)).any(), "other thresholds would say otherwise"


def test_an_exported_model_with_what_stands_beside_it_says_the_same(project: Path, tmp_path: Path) -> None:
    _, said = said_of_rows(project, tmp_path / "said.csv")
    exported = tmp_path / "fruit.keras"
    assert main(["export", str(project), "--format", "keras", "-o", str(exported)]) == 0
    beside = json.loads((tmp_path / "fruit.labels.json").read_text(encoding="utf-8"))
    own = load(project).project.data.own
    assert own is not None
    raw = rows_like(own, project.with_suffix(".csv")).inputs
    probabilities = np.asarray(keras.models.load_model(exported)(raw))
    assert ((probabilities > beside["thresholds"]) == said).all()
