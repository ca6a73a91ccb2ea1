"""Mistakes are told in one sentence, with the exit status of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from installed.mistake_steps import (
    command_without_a_home,
    crash,
    damaged_project,
    home_that_cannot_be_written,
    log_without_errors,
    no_such_project,
)
from installed.outcome import Failure
from stand_in_program import program_that


def test_a_mistake_names_what_is_wrong(tmp_path: Path) -> None:
    said = "echo 'workbench: nowhere.workbench could not be opened.' >&2; exit 2"
    assert no_such_project(program_that(said, tmp_path)).status == 2


@pytest.mark.parametrize(
    "does",
    [
        "echo 'workbench: damaged.workbench is damaged.' >&2; exit 1",
        "echo 'workbench: a file is damaged.' >&2; exit 2",
        "printf 'Traceback\\ndamaged.workbench' >&2; exit 2",
        "exit 2",
    ],
)
def test_another_status_no_name_and_a_traceback_are_failures(does: str, tmp_path: Path) -> None:
    with pytest.raises(Failure):
        damaged_project(program_that(does, tmp_path))


def test_the_home_that_cannot_be_written_to_is_a_file(tmp_path: Path) -> None:
    does = 'if mkdir "$HOME/x" 2>/dev/null; then exit 1; fi; echo "{\\"epochs\\": 1}"'
    assert command_without_a_home(program_that(does, tmp_path)).status == 0


def test_a_window_that_is_not_painted_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="not painted"):
        home_that_cannot_be_written(program_that("exit 0", tmp_path))


def test_a_program_that_leaves_nothing_of_a_crash_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="ended by itself"):
        crash(program_that("exit 0", tmp_path))


def test_an_error_in_the_log_is_told(tmp_path: Path) -> None:
    program = program_that("", tmp_path)
    log = program.surroundings.home / ".local/state/Workbench/workbench.log"
    log.parent.mkdir(parents=True)
    log.write_text("2026 WARNING workbench: a sentence\n")
    assert "1 lines" in log_without_errors(program).found
    log.write_text("2026 ERROR workbench: Traceback\n")
    with pytest.raises(Failure, match="Traceback"):
        log_without_errors(program)
