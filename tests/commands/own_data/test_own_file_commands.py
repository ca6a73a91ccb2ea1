"""A person's own file on the command line: trained on as it is, inspected, and found again after it moved."""

from __future__ import annotations

import json
import random
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main
from workbench.core.project_file import load
from workbench.data.own import load_own

MOODS = ("happy", "sad")


@pytest.fixture
def flowers(tmp_path: Path) -> Path:
    """Three species that their two measures tell apart, with a missing value and a remark for each row."""
    draw = random.Random(0)
    lines = ["length;width;colour;species;remark"]
    for row in range(60):
        kind = row % 3
        length = "" if row == 7 else f"{kind + draw.random() / 4:.2f}".replace(".", ",")
        lines.append(
            f"{length};{draw.random():.2f};{'blue' if row % 2 else 'red'};kind {kind};remark {row}".replace(
                ".", ","
            )
        )
    path = tmp_path / "flowers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    """Songs that carry any number of two moods."""
    draw = random.Random(0)
    rows = [(draw.random(), row % 2, row // 2 % 2) for row in range(40)]
    path = tmp_path / "songs.csv"
    path.write_text("tempo,happy,sad\n" + "".join(f"{a:.3f},{b},{c}\n" for a, b, c in rows), encoding="utf-8")
    return path


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the next command begin without data in memory, as it does for a person."""
    monkeypatch.setattr(load_own, "_kept", OrderedDict())


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_a_file_is_trained_on_with_nothing_given_but_the_target(
    flowers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(
        capsys,
        "train",
        "--file",
        str(flowers),
        "--target",
        "species",
        "--epochs",
        "40",
        "--learning-rate",
        "0.02",
    )
    assert (result["head"], result["loss_name"]) == ("softmax", "sparse_categorical_crossentropy")
    assert result["history"]["val_sparse_categorical_accuracy"][-1] > 0.9
    choices = result["choices"]
    assert (choices["delimiter"], choices["decimal_mark"], choices["missing"]) == ("semicolon", ",", "median")
    assert choices["target"] == ["species"]
    assert [(column["name"], column["role"]) for column in choices["columns"]][-1] == ("remark", "ignore")


def test_what_is_proposed_is_said(flowers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--file", str(flowers), "-o", str(tmp_path / "flowers.workbench")]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    for words in (
        "delimiter semicolon, decimal mark “,”",
        "labels: species",
        "inputs: length, width, colour",
        "left out: remark",
        "the median of the training part",
    ):
        assert words in said.err


def test_several_columns_of_labels_get_a_sigmoid_head(
    songs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(capsys, "train", "--file", str(songs), "--target", "happy,sad", "--epochs", "1")
    assert (result["head"], result["label_kind"]) == ("sigmoid", "multi_hot")


def test_a_second_file_checks(songs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = tmp_path / "more.csv"
    more.write_text("\n".join(songs.read_text(encoding="utf-8").splitlines()[:6]), encoding="utf-8")
    result = told(capsys, "train", "--file", str(songs), "--test-file", str(more), "--epochs", "1")
    assert len(result["probabilities"]) == 5


def test_inspect_describes_the_whole_file(flowers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "inspect", str(flowers))
    assert found["kind"] == "data"
    assert (found["rows"], found["inputs"]) == (60, 4)
    assert (found["label_kind"], found["classes"]) == ("class_index", ["kind 0", "kind 1", "kind 2"])
    assert (found["head"], found["loss_name"]) == ("softmax", "sparse_categorical_crossentropy")
    assert found["problems"] == []
    assert found["choices"]["target"] == ["species"]
    assert main(["inspect", str(flowers)]) == 0
    assert "60 rows and 4 inputs" in capsys.readouterr().out


def test_inspect_counts_rows_beyond_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.csv"
    path.write_text(
        "x,class\n" + "".join(f"{row / 7:.3f},{'ab'[row % 2]}\n" for row in range(5000)) + "1.5,c\n",
        encoding="utf-8",
    )
    found = told(capsys, "inspect", str(path))
    assert found["rows"] == 5001
    assert found["classes"] == ["a", "b", "c"]
    assert any("“c”" in sentence for sentence in found["problems"])


def test_a_head_that_contradicts_the_labels_is_refused_with_a_count(
    songs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("train", "--file", str(songs), "--target", "happy,sad", "--head", "softmax")
    assert main(list(words)) == 2
    said = capsys.readouterr().err
    assert "20 of 40 rows contradict the softmax head: 10 carry several labels and 10 carry none." in said


def test_inspect_tells_which_classes_one_part_would_lack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "few.csv"
    path.write_text("x,y\n0.1,a\n0.2,a\n0.3,a\n0.9,a\n0.7,b\n")
    found = told(capsys, "inspect", str(path))
    assert any("1 class (“b”) has no row in the validation part" in problem for problem in found["problems"])


def test_inspect_tells_problems_and_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.csv"
    path.write_text("x,class\n1.5,a\n2.5,a\n3.25,a\n", encoding="utf-8")
    found = told(capsys, "inspect", str(path))
    assert found["rows"] == 3 and found["problems"]
    path.write_text("x,z\n1.5,2.5\n2.5,2.25\n3.25,1.75\n", encoding="utf-8")
    found = told(capsys, "inspect", str(path))
    assert "name it with --target, one of x, z" in found["problems"][0] and found["head"] is None


def test_inspect_reads_all_labels_even_where_a_cell_far_down_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.csv"
    rows = [f"{'oops' if row == 2500 else row / 7},{'abc'[row // 1200]}" for row in range(3600)]
    path.write_text("\n".join(["x,class", *rows]) + "\n", encoding="utf-8")
    found = told(capsys, "inspect", str(path))
    assert found["rows"] == 3600 and found["classes"] == ["a", "b", "c"]
    assert "line 2502" in found["problems"][0] and "oops" in found["problems"][0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--target", "specis"], "did you mean “species”?"),
        (["--label-form", "riddle"], "no form of labels “riddle”"),
        (["--label-form", "multi_hot"], "“multi_hot” is for several label columns"),
        (["--encoding", "klingon"], "klingon"),
        (["--delimiter", "elephant"], "elephant"),
        (["--test-file", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_a_mistake_about_a_file_gets_one_sentence(
    flowers: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "--file", str(flowers), *words]) == 2
    said = capsys.readouterr()
    assert said.out == "" and says in said.err and "Traceback" not in said.err


def test_what_the_file_does_not_say_is_asked_with_the_option_that_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("café,class\n1.5,a\n2.5,b\n3.5,a\n4.5,b\n".encode("cp1252"))
    assert main(["inspect", str(path)]) == 2
    assert "--encoding" in capsys.readouterr().err
    found = told(capsys, "inspect", str(path), "--encoding", "cp1252")
    assert found["choices"]["columns"][0]["name"] == "café"


def test_a_description_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--target", "species"]) == 2
    assert "--file" in capsys.readouterr().err


@pytest.mark.parametrize("mark", [";", "semicolon"])
def test_reading_can_be_said(flowers: Path, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--delimiter",
        mark,
        "--decimal",
        "comma",
        "--header",
        "--missing",
        "drop",
        "--label-form",
        "names",
    ]
    found = told(capsys, "inspect", str(flowers), *words)
    assert found["choices"]["missing"] == "drop" and found["choices"]["label_form"] == "names"
    assert any("1 row" in note for note in found["notes"])


@pytest.fixture
def trained(flowers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "projects" / "flowers.workbench"
    path.parent.mkdir()
    told(capsys, "train", "--file", str(flowers), "--epochs", "2", "-o", str(path))
    return path


def test_data_that_moved_are_named_or_lie_beside_the_project(
    flowers: Path,
    trained: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = told(capsys, "evaluate", str(trained))
    moved = flowers.rename(tmp_path / "elsewhere.csv")
    forget(monkeypatch)
    assert main(["evaluate", str(trained)]) == 2
    assert "--file" in capsys.readouterr().err
    assert told(capsys, "evaluate", str(trained), "--file", str(moved)) == before
    moved.rename(trained.parent / flowers.name)
    forget(monkeypatch)
    assert told(capsys, "evaluate", str(trained)) == before


def test_training_goes_on_where_the_file_only_moved(
    flowers: Path, trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = flowers.rename(tmp_path / "elsewhere.csv")
    told(capsys, "train", str(trained), "--file", str(moved), "--epochs", "1", "-o", str(trained))
    loaded = load(trained)
    assert loaded.project.data.own is not None and loaded.project.data.own.file.path == str(moved)
    assert loaded.run is not None and loaded.run.history.by_name()["loss"].__len__() == 3


def test_another_file_is_no_file_that_moved(
    songs: Path, trained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(trained), "--file", str(songs)]) == 2
    assert "songs.csv is another file than flowers.csv" in capsys.readouterr().err
    result = told(capsys, "train", str(trained), "--file", str(songs), "--epochs", "1")
    assert result["label_kind"] == "multi_hot" and result["epochs"] == 1


def test_built_in_data_have_no_file(tmp_path: Path, songs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "iris.workbench"
    assert main(["new", "--data", "iris", "-o", str(path)]) == 0
    assert main(["code", str(path), "--file", str(songs)]) == 2
    assert "does not use a file of your own" in capsys.readouterr().err


def test_training_says_which_class_no_row_trains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"0.{row},{'pq'[row % 2]}\n" for row in range(10))
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    train.write_text(f"x,label\n{rows}")
    test.write_text("label,x\nr,0.5\np,0.25\n")
    found = told(capsys, "train", "--file", str(train), "--test-file", str(test), "--epochs", "1")
    assert any("1 class (“r”) has no row in the training part" in note for note in found["notes"])
