"""An engine for tests of what asks it: it answers when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core.errors import UserError
from workbench.engine.glimpse import Glimpse
from workbench.engine.state import State


class AskedEngine(QObject):
    """Stands for a trainer: keeps the questions, and has weights that change.

    Attributes:
        asked: The questions without an answer, in their order, each with its promise.
        state: It is training unless a test says otherwise.
    """

    updated = Signal()
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.glimpse, self.state = Glimpse(weights=1), State.RUNNING
        self.asked: list[tuple[Future[Any], Callable[[Any], Any]]] = []

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        promise: Future[Any] = Future()
        self.asked.append((promise, question))
        return promise

    def answer(self, session: Any) -> None:
        """Answers the first question, unless whoever asked has given it up."""
        promise, question = self.asked.pop(0)
        if not promise.set_running_or_notify_cancel():
            return
        try:
            promise.set_result(question(session))
        except UserError as error:
            promise.set_exception(error)

    def stop(self) -> None:
        """Ends the training."""
        self.state = State.IDLE
        self.state_changed.emit(self.state)

    def train(self) -> None:
        """Changes the weights."""
        self.glimpse = Glimpse(weights=self.glimpse.weights + 1)
        self.updated.emit()
