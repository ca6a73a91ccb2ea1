"""Garbage is looked for in the window's thread, and how far depends on what the engine does."""

from __future__ import annotations

import gc
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from workbench.qt import garbage_collector
from workbench.qt.garbage_collector import REACH, GarbageCollector
from workbench.qt.trainer import State


@pytest.fixture
def collector(qapp, monkeypatch):
    monkeypatch.setattr(garbage_collector, "LIMITS", (-1, -1, -1))
    trainer = SimpleNamespace(state=State.IDLE)
    gc.enable()
    collector = GarbageCollector(trainer)
    yield collector
    collector.close()
    was_given_back = gc.isenabled()
    gc.disable()
    assert was_given_back


@pytest.fixture
def looked_at(monkeypatch) -> list[int]:
    generations: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: generations.append(generation))
    return generations


def test_python_does_not_look_by_itself_meanwhile(collector) -> None:
    assert not gc.isenabled()


@pytest.mark.parametrize(
    ("state", "generations"),
    [
        (State.COLD, []),
        (State.WARMING, []),
        (State.RUNNING, [1]),
        (State.STOPPING, [1]),
        (State.PAUSED, [2]),
        (State.IDLE, [2]),
    ],
)
def test_the_old_generation_is_left_alone_while_something_moves(
    collector, looked_at: list[int], state: State, generations: list[int]
) -> None:
    collector._trainer.state = state
    collector.look()
    assert looked_at == generations


def test_every_state_has_a_reach() -> None:
    assert set(REACH) == set(State)


def test_what_is_not_due_is_not_looked_at(collector, looked_at: list[int], monkeypatch) -> None:
    monkeypatch.setattr(garbage_collector, "LIMITS", (10**9, 10**9, 10**9))
    collector.look()
    assert looked_at == []


def test_garbage_in_a_circle_goes_in_the_end(collector, qtbot) -> None:
    gone: list[str] = []
    circle = SimpleNamespace(thing=QObject())
    circle.itself = circle
    circle.thing.destroyed.connect(lambda: gone.append("gone"))
    del circle
    qtbot.waitUntil(lambda: gone == ["gone"], timeout=2000)
