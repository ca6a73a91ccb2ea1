"""The program leads itself through its window: at a first start, at the next one, and into trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from workbench.commands.walk.walks import FIRST, NEXT

ROOT = Path(__file__).parents[2]


def walked(folder: Path, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """Runs the program in a folder; returns its status, the steps it tells of and its errors."""
    places = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "STATE", "CACHE")}
    # As a person has it: at the level of these tests TensorFlow tells of a missing GPU.
    environment = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--walk", str(folder / "walk ü"), *words],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT), **places},
        capture_output=True,
        text=True,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def first(home: Path) -> Mapping[str, Any]:
    """The steps of the first start, by name."""
    status, steps, errors = walked(home)
    assert (status, errors) == (0, ""), steps
    assert [step["step"] for step in steps] == [step.name for step in FIRST]
    return {step["step"]: step for step in steps}


@pytest.fixture(scope="module")
def following(home: Path, first: Mapping[str, Any]) -> Mapping[str, Any]:
    """The steps of a start with the project that the first one saved."""
    status, steps, errors = walked(home, str(home / "walk ü" / "flowers.workbench"))
    assert (status, errors) == (0, ""), steps
    assert [step["step"] for step in steps] == [step.name for step in NEXT]
    return {step["step"]: step for step in steps}


@pytest.mark.parametrize("name", [step.name for step in FIRST])
def test_every_step_of_a_first_start_passes(name: str, first: Mapping[str, Any]) -> None:
    assert first[name]["passed"] and first[name]["seconds"] >= 0


@pytest.mark.parametrize("name", [step.name for step in NEXT])
def test_every_step_of_the_next_start_passes(name: str, following: Mapping[str, Any]) -> None:
    assert following[name]["passed"] and following[name]["seconds"] >= 0


def test_the_steps_tell_when_they_were_over(first: Mapping[str, Any]) -> None:
    moments = [step["at"] for step in first.values()]
    assert moments == sorted(moments)


def test_the_head_is_toggled_under_the_bars(first: Mapping[str, Any]) -> None:
    found = first["toggle the head"]["found"]
    assert abs(found["sum_before"] - 1) < 1e-5 < abs(found["sum_after"] - 1)


def test_what_was_saved_predicts_the_same_after_the_next_start(
    first: Mapping[str, Any], following: Mapping[str, Any]
) -> None:
    before = first["predict"]["found"]["probabilities"]
    assert before == following["predict"]["found"]["probabilities"]
    assert len({tuple(bars) for bars in before}) > 2, "every example has the bars of one"


def test_files_and_a_picture_are_left(first: Mapping[str, Any], home: Path) -> None:
    left = {path.name for path in (home / "walk ü").iterdir()}
    assert {"window.png", "flowers.keras", "swapped.keras", "flowers.workbench"} <= left


def test_a_project_that_cannot_be_opened_is_the_failure_of_a_step(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.workbench"
    damaged.write_bytes(b"PK\3\4 and nothing more")
    status, steps, errors = walked(tmp_path, str(damaged))
    assert (status, errors) == (1, "")
    assert [step["passed"] for step in steps] == [True, False]
    assert "damaged.workbench" in steps[-1]["error"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "walk ü").write_text("a file")
    status, steps, errors = walked(tmp_path)
    assert (status, steps) == (2, [])
    assert errors.startswith("workbench: ") and errors.count("\n") == 1
