"""Keeps what a view shows of the network in step with its weights, at the end of chunks, while it can be seen."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.engine.session import Session
from workbench.qt.exposure import Exposure
from workbench.qt.trainer import State, Trainer

log = logging.getLogger(__name__)

Question = Callable[[Session], Any]

SHARE = 0.01
"""Of the engine's time that one view may take: a window has many, and there is training to do."""

FIRST_LOOK, LATER_LOOK = 4, 33
"""Milliseconds between two looks for an answer: it mostly comes with the present chunk, but may have to wait."""

LATE = 0.02
"""Seconds by which a question may be late, as it is while the window paints, without making the next one late too."""


@dataclass(frozen=True, eq=False)
class Answer:
    """What a question returned, and how many seconds it kept the engine."""

    said: Any
    seconds: float


def _answer(question: Question, session: Session | None) -> Answer:
    """Puts the question; without a trained network the answer is None. Engine thread only."""
    begun = time.perf_counter()
    said = question(session) if session else None
    return Answer(said, time.perf_counter() - begun)


class Observation(QObject):
    """Asks the engine the same question again whenever the weights have changed, one at a time. GUI thread only.

    A view that cannot be seen asks nothing. The question runs on the engine thread between two chunks, so it must be
    quick, and is best one call of something compiled; where it is not, it is put the more rarely.

    Attributes:
        exposure: Whether the view can be seen.
        answered: Emitted with what the question returned; None where no network is trained.
        refused: Emitted with a sentence where the question raised a `UserError`.
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, view: QWidget, trainer: Trainer, interval: int = 50, share: float = SHARE) -> None:
        """Watches for `view`.

        Args:
            view: Asks while it can be seen.
            trainer: Answers.
            interval: Milliseconds from one question to the next at least.
            share: The part of the engine's time that the answers may take while it trains.
        """
        super().__init__(view)
        self._trainer = trainer
        self.exposure = Exposure(view)
        self._interval, self._share = interval, share
        self._question: Question | None = None
        self._asked: Question | None = None
        self._promise: Future[Answer] | None = None
        self._seen_weights = -1
        self._asked_at = self._not_before = 0.0
        self._seconds = 0.0
        self._wake = QTimer(self)
        self._wake.setSingleShot(True)
        self._wake.timeout.connect(self.refresh)
        trainer.updated.connect(self.refresh)
        trainer.state_changed.connect(self.refresh)
        self.exposure.exposed.connect(self.refresh)

    def ask(self, question: Question | None) -> None:
        """Asks another question from now on, and soon: a person who has chosen something waits for it. None asks no more.

        Nothing of Qt may be in it: the engine thread may be the last to let go of it.
        """
        self._question = question
        self._seen_weights = -1
        self._not_before = min(self._not_before, self._asked_at + self._interval / 1000)
        self.refresh()

    def rest(self, seconds: float) -> None:
        """Lets so long pass before the next question: what is made of the answers takes its time too."""
        self._not_before = max(self._not_before, time.perf_counter() + seconds)

    @Slot()
    def refresh(self) -> None:
        """Takes an answer that has come, and asks again where the weights have changed since."""
        self._take()
        if self._promise is not None:
            self._look_again()
        elif self._is_stale and self.exposure.is_exposed:
            self._put()

    @property
    def _is_stale(self) -> bool:
        return self._question is not None and self._seen_weights != self._trainer.glimpse.weights

    def _put(self) -> None:
        now = time.perf_counter()
        # Without training there is nothing to leave time for, and what was edited is to be seen at once.
        if now < self._not_before and self._trainer.state is State.RUNNING:
            # A timer is exact to a millisecond, and may be early.
            self._wake.start(math.ceil((self._not_before - now) * 1000))
            return
        assert self._question is not None
        self._asked = self._question
        self._asked_at = self._not_before if 0 <= now - self._not_before < LATE else now
        self._not_before = self._asked_at + self._interval / 1000
        self._seen_weights = self._trainer.glimpse.weights
        self._promise = self._trainer.ask(partial(_answer, self._asked))
        self._look_again()

    def _look_again(self) -> None:
        """Wakes up to look: where nothing is trained, no update comes that would bring the answer."""
        waited = (time.perf_counter() - self._asked_at) * 1000
        self._wake.start(FIRST_LOOK if waited < LATER_LOOK else LATER_LOOK)

    def _take(self) -> None:
        promise = self._promise
        if promise is None or not promise.done():
            return
        self._promise = None
        error = promise.exception()
        if error is not None and not isinstance(error, UserError):
            log.error("a view could not be fed", exc_info=error)
        elif self._asked is not self._question:
            # What a question says that was replaced meanwhile is of no use.
            return
        elif error is not None:
            self.refused.emit(str(error))
        else:
            self._pass_on(promise.result())

    def _pass_on(self, answer: Answer) -> None:
        # The shorter of two: the first answer of a network waits for something to be compiled.
        lasting, self._seconds = min(answer.seconds, self._seconds), answer.seconds
        self._not_before = max(self._not_before, self._asked_at + lasting / self._share)
        self.answered.emit(answer.said)
