"""What the program tells of its walks becomes the rows of the report."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from installed.outcome import Outcome, Verdict
from installed.window_steps import window_steps
from stand_in_program import program_that


def line(step: str, passed: bool = True, **told: Any) -> str:
    return json.dumps({"step": step, "passed": passed, "seconds": 0.1, "at": time.time() + 1, **told})


def saying(first: list[str], following: list[str], end: str = "exit 0") -> str:
    """Lines of shell that print what a program tells of its first walk, and of one with a project."""
    lines = ("\n".join([":", *(f"echo '{one}'" for one in lines)]) for lines in (first, following))
    return 'if [ -z "$3" ]; then\n{}\nelse\n{}\nfi\n{}'.format(*lines, end)


def rows(does: str, folder: Path) -> dict[str, Outcome]:
    program = program_that(does, folder)
    return {
        row.name: row for row in window_steps(program, "the window", program.surroundings.home / "walk", {})
    }


def predicting(*values: float) -> str:
    return line("predict", found={"probabilities": [list(values)]})


def test_every_step_has_a_row_and_the_second_start_its_limits(tmp_path: Path) -> None:
    first = [line("first paint", found={"width": 1280}), predicting(0.25, 0.75)]
    following = [line("first paint"), line("ready to train"), predicting(0.25, 0.75)]
    found = rows(saying(first, following), tmp_path)
    assert all(row.verdict is Verdict.OK for row in found.values())
    assert found["first start: first paint"].found == "width 1280"
    assert found["next start: ended"].status == 0
    assert "largest difference 0.0e+00" in found["the saved project predicts the same"].found
    assert (
        "of at most 1.5 s"
        in found["the window is seen, from the start of the program, at the middle one of some starts"].found
    )


def test_other_predictions_after_the_next_start_are_a_failure(tmp_path: Path) -> None:
    found = rows(saying([predicting(0.25, 0.75)], [predicting(0.26, 0.74)]), tmp_path)
    assert found["the saved project predicts the same"].verdict is Verdict.FAILED


def test_a_walk_that_ends_early_is_a_failure(tmp_path: Path) -> None:
    found = rows(
        saying([line("toggle", passed=False, error="the bars are the same")], [], "exit 1"), tmp_path
    )
    assert found["first start: toggle"].found == "the bars are the same"
    assert found["first start: toggle"].verdict is Verdict.FAILED
    assert (found["first start: ended"].verdict, found["first start: ended"].status) == (Verdict.FAILED, 1)
    assert found["the saved project predicts the same"].verdict is Verdict.FAILED


def test_words_on_standard_error_are_a_failure(tmp_path: Path) -> None:
    found = rows(saying([predicting(0.5)], [predicting(0.5)], "echo 'QThread destroyed' >&2"), tmp_path)
    assert found["first start: ended"].verdict is Verdict.FAILED
    assert found["first start: ended"].found == "QThread destroyed"
