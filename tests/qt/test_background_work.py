"""Long work beside the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from workbench.core.errors import Cancelled, UserError
from workbench.qt.background_work import BackgroundWork


@pytest.fixture
def work(qapp: Any) -> Iterator[BackgroundWork]:
    work = BackgroundWork()
    yield work
    work.close()


def test_the_result_and_how_far_it_is_are_told(qtbot: QtBot, work: BackgroundWork) -> None:
    shares: list[float] = []
    work.progressed.connect(shares.append)

    def count(progress: Any, is_cancelled: Any) -> int:
        progress(0.5)
        return 42

    with qtbot.waitSignal(work.finished) as told:
        work.start(count)
    assert told.args == [42] and shares == [0.5] and not work.is_busy


def test_it_can_be_given_up(qtbot: QtBot, work: BackgroundWork) -> None:
    def endless(progress: Any, is_cancelled: Any) -> None:
        while not is_cancelled():
            threading.Event().wait(0.001)
        raise Cancelled

    work.start(endless)
    assert work.is_busy
    with qtbot.waitSignal(work.cancelled):
        work.cancel()


@pytest.mark.parametrize(
    ("error", "sentence"), [(UserError("No."), "No."), (ValueError("odd"), "an unexpected error: odd")]
)
def test_what_went_wrong_is_told(qtbot: QtBot, work: BackgroundWork, error: Exception, sentence: str) -> None:
    def fail(progress: Any, is_cancelled: Any) -> None:
        raise error

    with qtbot.waitSignal(work.failed) as told:
        work.start(fail)
    assert sentence in str(told.args[0])


def test_closing_waits_for_the_thread(work: BackgroundWork) -> None:
    ended = threading.Event()

    def slow(progress: Any, is_cancelled: Any) -> None:
        while not is_cancelled():
            threading.Event().wait(0.001)
        ended.set()

    work.start(slow)
    work.close()
    assert ended.is_set() and not work.is_busy
