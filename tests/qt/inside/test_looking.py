"""A look takes a small share of the engine's time, and follows the chosen example."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench.core.inside.inside import Inside
from workbench.engine.glimpse import Glimpse
from workbench.qt.document import Document
from workbench.qt.inside.looking import LOOK_INTERVAL, LOOKING_SHARE, Looking


class Engine(QObject):
    updated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.glimpse = Glimpse(weights=1)
        self.asked: list[Any] = []

    def fits(self, project: Any) -> bool:
        return True

    def ask(self, question: Any) -> Any:
        self.asked.append(question)
        return SimpleNamespace(done=lambda: False)


@pytest.fixture
def looking(qtbot: Any) -> tuple[Looking, Engine]:
    view, engine = QWidget(), Engine()
    qtbot.addWidget(view)
    view.show()
    return Looking(view, Document(), engine), engine  # type: ignore[arg-type]


def interval(looking: Looking) -> int:
    return looking._observation._pause.interval()


def test_looks_that_take_long_come_seldom_but_not_for_what_compiling_took(
    looking: tuple[Looking, Engine],
) -> None:
    watching, _ = looking
    seen: list[Any] = []
    watching.looked.connect(seen.append)
    inside = Inside(1, True, 0, 10, (), None)
    intervals = []
    for seconds in (0.3, 0.004, 0.1, 0.1, 0.002):
        watching._take((inside, seconds))
        intervals.append(interval(watching))
    long = round(1000 * 0.1 / LOOKING_SHARE)
    assert intervals == [LOOK_INTERVAL, LOOK_INTERVAL, LOOK_INTERVAL, long, LOOK_INTERVAL]
    watching._take(None)
    assert seen == [inside] * 5 + [None]


def test_another_example_is_looked_at_without_other_weights(
    looking: tuple[Looking, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    watching, engine = looking
    asked: list[Any] = []
    monkeypatch.setattr(watching._observation, "ask", asked.append)
    engine.updated.emit()
    asked.clear()
    engine.updated.emit()
    assert not asked
    engine.glimpse = Glimpse(weights=1, row=5)
    engine.updated.emit()
    assert len(asked) == 1
