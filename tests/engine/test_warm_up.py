"""Threads are set before TensorFlow's first operation, and what a person set themselves stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.engine import warm_up as module
from workbench.engine.warm_up import ALL_IN_ONE_THREAD, XLA_FLAGS, threads_beside_a_window, warm_up

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_preload_libraries", lambda: None)
    monkeypatch.setattr(module, "_import", lambda threads: None)
    # What the tests before have left would never be collected.
    monkeypatch.setattr(module.gc, "freeze", lambda: None)
    monkeypatch.setenv(XLA_FLAGS, "--xla_of_their_own=1")


@pytest.mark.parametrize(("threads", "kept"), [(1, True), (2, False), (None, False)])
def test_xla_keeps_to_the_one_thread_that_it_is_given(threads: int | None, kept: bool) -> None:
    for _ in range(2):
        warm_up(threads)
    expected = ["--xla_of_their_own=1", *([ALL_IN_ONE_THREAD] if kept else [])]
    assert os.environ[XLA_FLAGS].split() == expected


@pytest.mark.parametrize(("cores", "threads"), [(None, 1), (1, 1), (2, 1), (8, 7)])
def test_a_window_has_a_core_of_its_own(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, threads: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert threads_beside_a_window() == threads


def test_the_command_line_says_nothing_but_what_it_was_asked_for(tmp_path: Path) -> None:
    words = ["train", "--data", "iris", "--epochs", "1", "--json"]
    # Without the level that the tests set for themselves: a person has none set, and the program's own counts.
    environment = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}
    environment["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "workbench", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_import_that_fails_tells_what_native_code_wrote(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(threads: int | None) -> None:
        os.write(2, b"the library is of another processor")
        raise ImportError("no TensorFlow")

    monkeypatch.setattr(module, "_import", broken)
    with pytest.raises(ImportError, match="no TensorFlow"):
        warm_up()
    assert "the library is of another processor" in caplog.text
