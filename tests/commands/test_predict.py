"""`workbench predict`: the same from the project, from an exported model and in the file that is written."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.cli import main
from workbench.core.project_file import load
from workbench.data.own.new_rows.rows_like import rows_like

COLOURS = ("red", "green", "blue")


def write_rows(path: Path, count: int = 120, labels: bool = True) -> Path:
    generator = np.random.default_rng(0)
    lines = ["length;width;colour;ripe;note" + (";species" if labels else "")]
    for row in range(count):
        species = row % 3
        length = "" if row % 17 == 5 else f"{generator.normal(species * 2):.4f}".replace(".", ",")
        width = f"{generator.normal(5 - species, 0.5):.3f}".replace(".", ",")
        colour = "" if row % 23 == 7 else COLOURS[(species + row // 40) % 3]
        cells = [length, width, colour, "yes" if generator.random() < 0.5 else "no", f"=row {row}"]
        lines.append(";".join([*cells, *([f"kind {species}"] if labels else [])]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained project on a file with categories, yes and no, a decimal comma and missing values."""
    folder = tmp_path_factory.mktemp("trained")
    file, project = write_rows(folder / "fruit.csv"), folder / "fruit.workbench"
    words = ["--file", str(file), "--target", "species", "--epochs", "6", "--layers", "8:relu"]
    assert main(["train", *words, "-o", str(project), "--json"]) == 0
    return project


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def written(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def probabilities(rows: list[dict[str, str]]) -> np.ndarray:
    names = [name for name in rows[0] if name.startswith("probability of ")]
    return np.array([[row[name] for name in names] for row in rows], np.float32)


def test_project_exported_model_and_written_file_agree_on_raw_rows(
    trained: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import keras

    file, out, model = trained.parent / "fruit.csv", tmp_path / "said.csv", tmp_path / "fruit.keras"
    answer = told(capsys, "predict", trained, file, "-o", out, "--json")
    assert answer["rows"] == answer["rows_with_labels"] == 120
    assert answer["outputs"] == ["kind 0", "kind 1", "kind 2"]
    told(capsys, "export", trained, "--format", "keras", "-o", model, "--json")
    own = load(trained).project.data.own
    assert own is not None
    raw = rows_like(own, file).inputs
    assert np.isnan(raw).any()
    exported = np.asarray(keras.models.load_model(model)(raw))
    said = probabilities(written(out))
    np.testing.assert_allclose(said, exported, rtol=0, atol=1e-6)
    first = [row["probabilities"] for row in answer["first"]]
    np.testing.assert_allclose(first, said[:8], rtol=0, atol=1e-6)


def test_the_rows_themselves_come_back_and_none_is_a_formula(
    trained: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "said.csv"
    told(capsys, "predict", trained, trained.parent / "fruit.csv", "-o", out, "--json")
    rows = written(out)
    assert [row["note"] for row in rows[:2]] == ["'=row 0", "'=row 1"]
    assert {row["species"] for row in rows} == {"kind 0", "kind 1", "kind 2"}
    assert all(row["predicted"].startswith("kind ") for row in rows)


def test_a_file_without_labels_and_without_the_first_data_is_predicted(
    trained: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = tmp_path / "moved.workbench"
    project.write_bytes(trained.read_bytes())
    original, hidden = trained.parent / "fruit.csv", trained.parent / "away.csv"
    expected = told(capsys, "predict", trained, original, "--json")
    original.rename(hidden)
    try:
        new = write_rows(tmp_path / "new.csv", 30, labels=False)
        answer = told(capsys, "predict", project, new, "--json")
    finally:
        hidden.rename(original)
    assert answer["rows"] == 30 and answer["rows_with_labels"] == 0
    assert answer["wholly_right"] is None
    assert len(answer["first"]) == 8 and expected["outputs"] == answer["outputs"]


def test_a_category_never_met_is_told(
    trained: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    new = tmp_path / "new.csv"
    new.write_text("length;width;colour;ripe\n1,5;2,0;violet;yes\n", encoding="utf-8")
    answer = told(capsys, "predict", trained, new, "--json")
    assert any("violet" in note for note in answer["notes"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("length;width;ripe\n1;2;yes\n", "no column “colour”"),
        ("length;width;colour;ripe\nlong;2,0;red;yes\n", "long"),
        ("", "new.csv"),
        ("length;width;colour;ripe\n", "no rows"),
    ],
)
def test_what_cannot_be_predicted_is_said_in_a_sentence(
    trained: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, words: str
) -> None:
    new, out = tmp_path / "new.csv", tmp_path / "said.csv"
    new.write_text(content, encoding="utf-8")
    out.write_text("older")
    assert main(["predict", str(trained), str(new), "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert words in error and "Traceback" not in error
    assert out.read_text() == "older"


def test_a_file_that_is_not_there_is_said_in_a_sentence(
    trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(trained), str(trained.with_name("gone.csv"))]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_the_file_itself_is_not_overwritten(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = trained.parent / "fruit.csv"
    before = file.read_bytes()
    assert main(["predict", str(trained), str(file), "-o", str(file)]) == 2
    assert "is the file itself" in capsys.readouterr().err and file.read_bytes() == before


def test_a_built_in_set_is_predicted_by_the_names_of_its_inputs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project, file = tmp_path / "iris.workbench", tmp_path / "iris.csv"
    told(capsys, "train", "--data", "iris", "--epochs", "2", "-o", project, "--json")
    names = "petal width (cm),petal length (cm),sepal width (cm),sepal length (cm)"
    file.write_text(f"{names}\n0.2,1.4,3.5,5.1\n", encoding="utf-8")
    answer = told(capsys, "predict", project, file, "--json")
    assert answer["outputs"] == ["setosa", "versicolor", "virginica"] and answer["rows"] == 1


def test_a_project_that_was_not_trained_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = tmp_path / "new.workbench"
    assert main(["new", "--data", "iris", "-o", str(project)]) == 0
    assert main(["predict", str(project), str(tmp_path / "x.csv")]) == 2
    assert "holds no trained network" in capsys.readouterr().err
