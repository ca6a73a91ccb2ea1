"""Stretches of work tell of the whole, and stop where a person says so."""

from __future__ import annotations

import threading

import pytest

from workbench.core.errors import Cancelled
from workbench.data.own.importing.course import Course


def test_a_stretch_tells_its_share_of_the_whole() -> None:
    told: list[float] = []
    course = Course(told.append, lambda: False)
    course.stretch(0.5, 1).stretch(0, 0.5).at(0.5)
    course.stretch(0.5, 1).at(7)
    assert told == [0.625, 1.0]


def test_work_that_takes_long_is_left_alone_where_it_stops() -> None:
    over = threading.Event()
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        Course(lambda share: None, lambda: next(answers)).wait_for(over.wait)
    assert not over.is_set()
    over.set()


def test_what_work_returns_and_raises_comes_through() -> None:
    course = Course(lambda share: None, lambda: False)
    assert course.wait_for(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        course.wait_for(lambda: 1 // 0)
