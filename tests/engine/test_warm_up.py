"""Threads are set before TensorFlow's first operation, and what a person set themselves stays."""

from __future__ import annotations

import os

import pytest

from workbench.engine import warm_up as module
from workbench.engine.warm_up import ALL_IN_ONE_THREAD, XLA_FLAGS, threads_beside_a_window, warm_up


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
