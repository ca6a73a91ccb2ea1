"""Chunks take about as long as is good for the window, and end with an epoch where they can."""

from __future__ import annotations

import pytest

from workbench.core.project import DataChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import prepare
from workbench.engine.session import Session
from workbench.engine.working.run_clock import CHUNK, LONGEST_CHUNK, RunClock
from workbench.engine.working.run_control import RunControl
from workbench.engine.working.run_loop import RunLoop


@pytest.fixture(scope="module")
def session() -> Session:
    layers, training = (Layer("Dense", {"units": 4}),), Training(pace="full")
    project = checked(Project(DataChoice("iris"), layers, training=training))
    return Session(project, prepare(load("iris"), Shares(0.2), 0, "standardise"))


@pytest.mark.parametrize("seconds_a_step", [1e-7, 20e-6, 1e-3, 0.5])
def test_chunks_come_to_take_as_long_as_they_should(session: Session, seconds_a_step: float) -> None:
    run = RunClock(session)
    for _ in range(20):
        run.adapt(0.001 + run.chunk * seconds_a_step, run.chunk)
    best = min(max((CHUNK - 0.001) / seconds_a_step, 1), LONGEST_CHUNK)
    assert run.chunk == pytest.approx(best, rel=0.1)


def test_one_slow_chunk_does_not_undo_what_was_found(session: Session) -> None:
    run = RunClock(session)
    run.chunk = 500
    run.adapt(2.0, 500)
    assert run.chunk == 250


def test_waiting_for_xla_and_a_clock_that_stands_still_say_nothing_of_the_steps(session: Session) -> None:
    run = RunClock(session)
    run.chunk = 500
    run.adapt(0.02, 0)
    assert run.chunk == 500
    run.adapt(0.0, 500)
    assert run.chunk == 1000


@pytest.mark.parametrize(("chunk", "expected"), [(2, 2), (4, 4), (9, 8), (10**6, 10**6 // 4 * 4)])
def test_a_chunk_of_more_than_an_epoch_ends_with_one(session: Session, chunk: int, expected: int) -> None:
    loop = RunLoop(session, 1, RunControl(), serve=lambda: None, publish=lambda clock: None)
    loop._clock.chunk = chunk
    assert session.steps_per_epoch == session.steps_left_in_epoch == 4
    assert loop._chunk() == expected
