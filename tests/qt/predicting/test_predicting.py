"""Predicting runs in a thread beside the window, and asks the engine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

from pytestqt.qtbot import QtBot

from workbench.qt.predicting.predicting import Predicting


class SlowEngine:
    """Stands for a trainer whose engine has begun to answer, and ends when it is let go."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.closed = threading.Event()
        self.threads: list[threading.Thread] = []

    def predictor(self) -> Any:
        return SimpleNamespace(close=self.closed.set)

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        promise: Future[Any] = Future()
        promise.set_running_or_notify_cancel()
        self.threads.append(threading.Thread(target=self._answer, args=(promise, question)))
        self.threads[-1].start()
        return promise

    def _answer(self, promise: Future[Any], question: Callable[[Any], Any]) -> None:
        self.begun.set()
        self.may_end.wait(10)
        promise.set_result(question(self))


def test_a_network_that_was_lent_while_a_person_cancels_is_given_back(qtbot: QtBot) -> None:
    engine = SlowEngine()
    predicting = Predicting(engine)  # type: ignore[arg-type]
    asked_for: list[None] = []

    def no_parts() -> Any:
        asked_for.append(None)
        return iter(["a part that nobody wants any more"])

    with qtbot.waitSignal(predicting.failed, timeout=10_000) as failed:
        predicting.predict(lambda: SimpleNamespace(title="rows", parts=no_parts))  # type: ignore[arg-type,return-value]
        assert engine.begun.wait(10)
        predicting.cancel()
        engine.may_end.set()
    assert failed.args == ["It was cancelled."]
    assert engine.closed.wait(10)
    for thread in engine.threads:
        thread.join()
