"""What the program tells of its steps is heard while it goes through them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from installed.walk import seconds_to_window, walked
from stand_in_program import program_that


def line(step: str) -> str:
    return json.dumps({"step": step, "passed": True, "seconds": 0.1, "at": time.time() + 1})


def test_each_step_is_heard_of(tmp_path: Path) -> None:
    heard: list[str] = []
    program = program_that("\n".join(f"echo '{line(name)}'" for name in ("first paint", "quit")), tmp_path)
    walked(program, [tmp_path], {}, heard.append)
    assert heard == ["first paint", "quit"]


def test_what_is_not_json_is_told(tmp_path: Path) -> None:
    walk = walked(program_that("echo reading", tmp_path), [tmp_path], {})
    assert "did not print JSON" in walk.errors and not walk.passed()


def test_the_window_is_timed_and_the_program_not_waited_for(tmp_path: Path) -> None:
    program = program_that(f"echo '{line('first paint')}'; exec /bin/sleep 60", tmp_path)
    assert seconds_to_window(program, tmp_path, {}) > 0


def test_a_window_that_is_never_seen_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        seconds_to_window(program_that("exit 1", tmp_path), tmp_path, {})
