"""Keeps what a view shows of the network in step with its weights, at the end of chunks, while it can be seen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.engine.session import Session
from workbench.qt.exposure import Exposure
from workbench.qt.trainer import Trainer

log = logging.getLogger(__name__)

SOON = 8
"""Milliseconds between two looks for an answer: where nothing is trained, no update tells that it has come."""

Question = Callable[[Session], Any]


class Observation(QObject):
    """Asks the engine the same question again whenever the weights have changed, one at a time. GUI thread only.

    A view that cannot be seen asks nothing. The question runs on the engine thread between two chunks, so it must be
    quick, and is best one call of something compiled.

    Attributes:
        exposure: Whether the view can be seen.
        answered: Emitted with what the question returned; None where no network is trained.
        refused: Emitted with a sentence where the question raised a `UserError`.
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, view: QWidget, trainer: Trainer, interval: int = 50) -> None:
        """Watches for `view`; `interval` milliseconds lie between an answer and the next question."""
        super().__init__(view)
        self._trainer = trainer
        self.exposure = Exposure(view)
        self._question: Question | None = None
        self._promise: Future[Any] | None = None
        self._seen_weights = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(interval)
        self._pause.timeout.connect(self.refresh)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.refresh)
        trainer.updated.connect(self.refresh)
        self.exposure.exposed.connect(self.refresh)

    def ask(self, question: Question | None) -> None:
        """Asks another question from now on; None asks no more."""
        self._question = question
        self._seen_weights = -1
        self.refresh()

    def pause_for(self, milliseconds: int) -> None:
        """Lets so long lie between an answer and the next question from now on."""
        self._pause.setInterval(milliseconds)

    def set_interval(self, interval: int) -> None:
        """Lets other milliseconds lie between an answer and the next question."""
        self._pause.setInterval(interval)

    @Slot()
    def refresh(self) -> None:
        """Takes an answer that has come, and asks again where the weights have changed since."""
        self._take()
        stale = self._seen_weights != self._trainer.glimpse.weights
        if self._question is None or self._promise is not None or not stale or self._pause.isActive():
            return
        if not self.exposure.is_exposed:
            return
        question = self._question
        self._seen_weights = self._trainer.glimpse.weights
        self._promise = self._trainer.ask(lambda session: (question, question(session) if session else None))
        self._pause.start()
        self._soon.start()

    def _take(self) -> None:
        promise = self._promise
        if promise is None or not promise.done():
            if promise is not None and not self._soon.isActive():
                self._soon.start()
            return
        self._promise = None
        error = promise.exception()
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        elif error is not None:
            log.error("a view could not be fed", exc_info=error)
        else:
            question, answer = promise.result()
            # An answer to a question that was replaced meanwhile is of no use.
            if question is self._question:
                self.answered.emit(answer)
