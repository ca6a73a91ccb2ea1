"""The installed program is started with nothing but what a person has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from installed.outcome import Failure
from installed.surroundings import isolation
from stand_in_program import program_that


def test_nothing_of_whoever_tries_it_reaches_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    program = program_that('echo "$HOME|$USER|$PATH|$PYTHONPATH"', tmp_path)
    home, user, path, python_path = program.run().output.strip().split("|")
    assert Path(home) == program.surroundings.home and " " in home and not home.isascii()
    assert not user.isascii()
    assert os.listdir(path) == [] and python_path == ""


def test_a_folder_of_the_person_is_empty_and_the_program_runs_in_the_home(tmp_path: Path) -> None:
    program = program_that("pwd", tmp_path)
    assert Path(program.run().output.strip()) == program.surroundings.home


def test_a_failure_has_what_the_program_said(tmp_path: Path) -> None:
    done = program_that("echo 'no such file' >&2; exit 2", tmp_path).run()
    assert done.sentence() == "no such file"
    with pytest.raises(Failure, match="exit status 2: no such file"):
        done.succeeded()


@pytest.mark.parametrize("said", ["one\\ntwo", "Traceback (most recent call last):", ""])
def test_more_or_less_than_a_sentence_is_told(said: str, tmp_path: Path) -> None:
    with pytest.raises(Failure):
        program_that(f"printf '{said}' >&2", tmp_path).run().sentence()


def test_more_than_an_object_is_no_json(tmp_path: Path) -> None:
    assert program_that("echo '{\"epochs\": 3}'", tmp_path).run().data() == {"epochs": 3}
    with pytest.raises(Failure, match="one JSON object"):
        program_that("echo 'reading…'; echo '{}'", tmp_path / "other").run().data()


def test_a_network_is_taken_away_by_a_whole_path() -> None:
    words = isolation()
    assert not words or Path(words[0]).is_absolute() and words[-1] == "-n"
