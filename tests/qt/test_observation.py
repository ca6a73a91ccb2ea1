"""A view is fed while it can be seen, with the answer to its latest question, and costs nothing otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from asked_engine import AskedEngine
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.qt import observation as observation_module
from workbench.qt.observation import Observation


@dataclass
class Watched:
    view: QWidget
    engine: AskedEngine
    observation: Observation
    answers: list[Any]


@pytest.fixture
def watched(qtbot: Any) -> Watched:
    view, engine = QWidget(), AskedEngine()
    qtbot.addWidget(view)
    observation = Observation(view, engine, interval=1)  # type: ignore[arg-type]
    answers: list[Any] = []
    observation.answered.connect(answers.append)
    return Watched(view, engine, observation, answers)


def test_a_view_that_cannot_be_seen_asks_nothing(watched: Watched) -> None:
    watched.observation.ask(str)
    watched.engine.train()
    assert not watched.engine.asked


def test_it_asks_once_for_each_change_of_the_weights(watched: Watched, qtbot: Any) -> None:
    watched.view.show()
    watched.observation.ask(lambda session: f"{session} seen")
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: watched.answers == ["session seen"])
    qtbot.wait(20)
    assert not watched.engine.asked
    watched.engine.train()
    qtbot.waitUntil(lambda: len(watched.engine.asked) == 1)
    watched.engine.train()
    qtbot.wait(20)
    assert len(watched.engine.asked) == 1, "a second question waits for the first answer"
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: len(watched.engine.asked) == 1)
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: len(watched.answers) == 3)


def test_the_answer_to_a_question_that_was_replaced_is_dropped(watched: Watched, qtbot: Any) -> None:
    watched.view.show()
    watched.observation.ask(lambda session: "old")
    watched.observation.ask(lambda session: "new")
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: bool(watched.engine.asked))
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: watched.answers == ["new"])


def test_without_a_network_the_answer_is_none(watched: Watched, qtbot: Any) -> None:
    watched.view.show()
    watched.observation.ask(lambda session: "seen")
    watched.engine.answer(session=None)
    qtbot.waitUntil(lambda: watched.answers == [None])


def test_a_refusal_is_told(watched: Watched, qtbot: Any) -> None:
    def refuse(session: Any) -> None:
        raise UserError("That cannot be shown.")

    watched.view.show()
    told: list[str] = []
    watched.observation.refused.connect(told.append)
    watched.observation.ask(refuse)
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: told == ["That cannot be shown."])


def test_what_was_missed_is_asked_for_when_the_view_comes_into_sight(watched: Watched, qtbot: Any) -> None:
    watched.observation.ask(lambda session: "seen")
    watched.engine.train()
    assert not watched.engine.asked
    watched.view.show()
    qtbot.waitUntil(lambda: len(watched.engine.asked) == 1)


def test_the_refusal_of_a_question_that_was_replaced_is_dropped(watched: Watched, qtbot: Any) -> None:
    def refuse(session: Any) -> None:
        raise UserError("That cannot be shown.")

    watched.view.show()
    told: list[str] = []
    watched.observation.refused.connect(told.append)
    watched.observation.ask(refuse)
    watched.observation.ask(lambda session: "new")
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: bool(watched.engine.asked))
    watched.engine.answer("session")
    qtbot.waitUntil(lambda: watched.answers == ["new"])
    assert told == []


class Clock:
    """Stands still unless something takes its time."""

    def __init__(self) -> None:
        self.now = 1000.0

    def perf_counter(self) -> float:
        return self.now


def test_a_question_that_takes_long_is_put_seldom_but_not_for_what_compiling_took(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(observation_module, "time", clock)
    watched.observation = Observation(watched.view, watched.engine, interval=50, share=0.1)  # type: ignore[arg-type]
    lasting = iter((2.0, 0.02, 0.02, 0.001))

    def slow(session: Any) -> None:
        clock.now += next(lasting)

    watched.view.show()
    watched.observation.ask(slow)
    rests = []
    for _ in range(3):
        asked_at = clock.now
        watched.engine.answer("session")
        watched.engine.train()
        while not watched.engine.asked:
            clock.now += 0.01
            watched.observation.refresh()
        rests.append(round(clock.now - asked_at, 3))
    # The first answer waited for a compiler, the next took 0.02 seconds, and so did the one after it.
    assert rests == [2.0, 0.2, 0.2]


def test_when_the_training_ends_nothing_is_waited_for(
    watched: Watched, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observation_module, "time", Clock())
    watched.view.show()
    watched.observation.ask(str)
    watched.engine.answer("session")
    watched.observation.rest(1000)
    watched.engine.train()
    qtbot.wait(20)
    assert not watched.engine.asked
    watched.engine.stop()
    assert len(watched.engine.asked) == 1


def test_another_question_waits_for_no_share_of_the_time(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(observation_module, "time", clock)
    watched.view.show()
    watched.observation.ask(str)
    watched.engine.answer("session")
    watched.observation.refresh()
    watched.observation.rest(1000)
    watched.engine.train()
    assert not watched.engine.asked
    clock.now += 1
    watched.observation.ask(repr)
    assert len(watched.engine.asked) == 1


def test_a_question_that_comes_a_little_late_does_not_make_the_next_one_late(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(observation_module, "time", clock)
    watched.observation = Observation(watched.view, watched.engine, interval=50)  # type: ignore[arg-type]
    watched.view.show()
    watched.observation.ask(str)
    asked_at = []
    for late in (0.01, 0.0, 1.0, 0.0):
        watched.engine.answer("session")
        watched.engine.train()
        clock.now = watched.observation._not_before + late
        watched.observation.refresh()
        asked_at.append(round(clock.now - 1000, 3))
    assert asked_at == [0.06, 0.1, 1.15, 1.2], "after a second there is nothing to catch up with"
