"""The command line, in this process where nothing is trained and in the README's own words where it is."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import cli
from workbench.cli import NOBODY_READS, main
from workbench.core.project_file import load

README = Path(__file__).parents[1] / "README.md"


def readme_commands() -> list[str]:
    blocks = re.findall(r"```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("workbench ")]


# Each command is a process that loads TensorFlow.
@pytest.mark.timeout(900)
def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    commands = readme_commands()
    shutil.copytree(README.parent / "resources", tmp_path / "resources")
    assert len(commands) >= 4
    for command in commands:
        words = [sys.executable, "-m", "workbench", *shlex.split(command)[1:]]
        environment = {**os.environ, "PYTHONPATH": str(README.parent)}
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if "--json" in words:
            told = json.loads(done.stdout)
            assert told.get("head", told.get("head_after")) in ("softmax", "sigmoid")


def test_new_writes_what_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "new.workbench"
    words = [
        "new",
        "--data",
        "iris",
        "--layers",
        "8:tanh",
        "--head",
        "sigmoid",
        "--seed",
        "3",
        "-o",
        str(path),
    ]
    assert main(words) == 0
    project = load(path).project
    assert project.data.name == "iris"
    assert project.layers[0].options["activation"] == "tanh"
    assert (project.head.activation, project.head.loss, project.seed) == ("sigmoid", "binary_crossentropy", 3)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["train", "--data", "digit-traits", "--head", "softmax"], "several labels or none"),
        (["train", "--data", "digit-traits", "--head", "softmax"], "add --experiment"),
        (["new", "--data", "iris", "--loss", "binary_crossentropy", "-o", "never"], "add --experiment"),
        (["train", "--loss", "categorical_crossentropy", "--experiment"], "must have the same rank"),
        (["train", "--loss", "hinge", "--experiment"], "no loss 'hinge'"),
        (["train", "--data", "nowhere"], "no data set 'nowhere'"),
        (["train", "--layers", "64:relu,quantum"], "'quantum'"),
        (["train", "--loss", "hinge"], "'hinge' does not fit"),
        (["train", "--epochs", "0"], "Epochs is 0"),
        (["train", "--validation-share", "1"], "Validation share is 1"),
        (["train", "--learning-rate", "nan"], "finite"),
        (["evaluate", "missing.workbench"], "missing.workbench"),
        (["export", "missing.workbench", "--format", "keras", "-o", "net"], "missing.workbench"),
        (["export", "some.workbench", "--format", "pickle", "-o", "net"], "no format 'pickle'"),
        (["export", "some.workbench", "--format", "keras", "-o", "net.tflite"], "ends in .keras"),
    ],
)
def test_a_mistake_gets_one_sentence_and_status_two(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert "Traceback" not in said.err


def test_what_cannot_run_at_all_is_not_offered_as_an_experiment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--loss", "categorical_crossentropy"]) == 2
    said = capsys.readouterr().err
    assert "does not fit" in said and "--experiment" not in said


BROKEN = ["--data", "random-numbers", "--head", "softmax", "--experiment"]


def test_a_wrong_pair_can_be_written_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "broken.workbench"
    assert main(["new", *BROKEN, "-o", str(path)]) == 0
    head = load(path).project.head
    assert (head.activation, head.loss, head.experiment) == ("softmax", "categorical_crossentropy", True)
    assert main(["train", str(path), "--head", "sigmoid", "--epochs", "1", "-o", str(path)]) == 0
    head = load(path).project.head
    assert (head.activation, head.loss, head.experiment) == ("sigmoid", "binary_crossentropy", False)


def test_a_fitting_pair_is_no_experiment(tmp_path: Path) -> None:
    path = tmp_path / "whole.workbench"
    assert main(["new", "--data", "iris", "--head", "sigmoid", "--experiment", "-o", str(path)]) == 0
    assert not load(path).project.head.experiment


def test_the_preparation_of_the_inputs_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "new.workbench"
    assert main(["new", "--scaling", "min_max", "--validation-share", "0.3", "-o", str(path)]) == 0
    data = load(path).project.data
    assert (data.scaling, data.validation_fraction) == ("min_max", 0.3)


def test_a_test_share_can_be_said_for_a_new_project_and_in_training(tmp_path: Path) -> None:
    path = tmp_path / "new.workbench"
    assert main(["new", "--data", "iris", "--test-share", "0.1", "-o", str(path)]) == 0
    assert load(path).project.data.shares == (0.2, 0.1)
    assert main(["train", str(path), "--test-share", "0.2", "--epochs", "1", "-o", str(path)]) == 0
    run = load(path).run
    assert run is not None and run.trained.data.shares == (0.2, 0.2)


def test_an_experiment_is_marked_in_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", *BROKEN, "--epochs", "2", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["experiment"] is True and result["loss_name"] == "categorical_crossentropy"
    assert len(result["history"]["shown_loss"]) == len(result["history"]["val_shown_loss"]) == 2
    assert main(["train", "--data", "iris", "--epochs", "2", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert "experiment" not in result and "shown_loss" not in result["history"]
    assert main(["train", *BROKEN, "--epochs", "2"]) == 0
    assert "An experiment" in capsys.readouterr().out


def test_evaluating_an_untrained_project_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "untrained.workbench"
    main(["new", "--data", "iris", "-o", str(path)])
    assert main(["evaluate", str(path)]) == 2
    assert "train it first" in capsys.readouterr().err
    assert main(["export", str(path), "--format", "keras", "-o", str(tmp_path / "net.keras")]) == 2
    assert "train it first" in capsys.readouterr().err


def test_code_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "iris.workbench"
    main(["new", "--data", "iris", "--layers", "8:tanh", "-o", str(path)])
    assert main(["code", str(path), "--api", "functional"]) == 0
    printed = capsys.readouterr().out
    assert 'hidden = keras.layers.Dense(8, activation="tanh")(inputs)' in printed
    script, notebook = tmp_path / "iris.py", tmp_path / "iris.ipynb"
    assert main(["code", str(path), "--api", "functional", "-o", str(script)]) == 0
    assert main(["code", str(path), "--notebook", "-o", str(notebook)]) == 0
    assert capsys.readouterr().out == ""
    assert script.read_text(encoding="utf-8") == printed
    assert json.loads(notebook.read_text(encoding="utf-8"))["nbformat"] == 4


def test_code_that_cannot_be_written_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "iris.workbench"
    main(["new", "--data", "iris", "-o", str(path)])
    assert main(["code", str(path), "-o", str(tmp_path / "nowhere" / "iris.py")]) == 2
    assert "iris.py could not be saved" in capsys.readouterr().err


def test_without_a_display_the_window_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("workbench: There is no display") and said.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["inspect", "FILE"], ["inspect", "FILE", "--json"], ["inspect", "FILE", "--debug"]]
)
def test_a_reader_who_has_read_enough_ends_a_command_quietly(tmp_path: Path, words: list[str]) -> None:
    table = tmp_path / "table.csv"
    table.write_text("a,kind\n" + "1,x\n2,y\n" * 20)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "workbench", *(str(table) if word == "FILE" else word for word in words)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, cwd=README.parent)
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == NOBODY_READS


def test_a_pipe_of_our_own_that_breaks_is_told(monkeypatch, capsys) -> None:
    def break_off(words: list[str]) -> int:
        raise BrokenPipeError("a process ended")

    monkeypatch.setattr(cli, "_run", break_off)
    assert main([]) == 1
    assert "unexpected error" in capsys.readouterr().err
