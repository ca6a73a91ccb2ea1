"""Asks a network about one made-up example, again and again while it changes."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.engine.session import Session
from workbench.qt.exposure import Exposure
from workbench.qt.trainer import Trainer

log = logging.getLogger(__name__)

LOOK_INTERVAL = 3
"""Milliseconds between two looks for an answer: the bars follow the pen."""
ASK_INTERVAL = 100
"""Milliseconds between two questions about the same example while the network learns."""


class Trial(QObject):
    """Keeps what the network says of one example in step with the example and with the weights. GUI thread only.

    Only the question about the latest example is open, and none while the view cannot be seen.

    Attributes:
        exposure: Whether the view can be seen.
        answered: Emitted with the logits (units,) float32; None where no trained network takes such an example.
        answered_for: The raw inputs (d,) that the latest answer is about; None before the first.
    """

    answered = Signal(object)

    def __init__(self, view: QWidget, trainer: Trainer) -> None:
        super().__init__(view)
        self._trainer, self.exposure = trainer, Exposure(view)
        self.answered_for: NDArray[np.float32] | None = None
        self._inputs: NDArray[np.float32] | None = None
        self._asked_for: NDArray[np.float32] | None = None
        self._is_new = False
        self._seen_weights = -1
        self._promise: Future[NDArray[np.float32] | None] | None = None
        self._look, self._rest = QTimer(self), QTimer(self)
        for timer, interval, slot in (
            (self._look, LOOK_INTERVAL, self._take),
            (self._rest, ASK_INTERVAL, self.refresh),
        ):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(slot)
        trainer.updated.connect(self.refresh)
        self.exposure.exposed.connect(self.refresh)

    def ask(self, inputs: NDArray[Any] | None) -> None:
        """Asks about another example from now on: its raw inputs (d,), or None about none."""
        self._inputs = None if inputs is None else np.array(inputs, np.float32)
        self._is_new = True
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Asks, where the example or the weights have changed since."""
        if not self.exposure.is_exposed:
            return
        if self._is_new:
            self._ask_about_another()
        elif (
            self._promise is None
            and not self._rest.isActive()
            and self._inputs is not None
            and self._is_stale
        ):
            self._put(self._inputs)

    @property
    def _is_stale(self) -> bool:
        return self._trainer.glimpse.weights != self._seen_weights

    def _ask_about_another(self) -> None:
        """Asks at once, and takes back a question that is still open: that is about what is not there any more."""
        self._take_what_is_there()
        if self._promise is not None:
            self._promise.cancel()
        self._promise, self._is_new = None, False
        if self._inputs is None:
            self.answered.emit(None)
        else:
            self._put(self._inputs)

    def _put(self, inputs: NDArray[np.float32]) -> None:
        self._asked_for, self._seen_weights = inputs, self._trainer.glimpse.weights
        self._promise = self._trainer.ask(lambda session: logits_of(session, inputs))
        self._look.start()

    @Slot()
    def _take(self) -> None:
        """Takes an answer that has come, and asks again where it is not the latest any more."""
        self._take_what_is_there()
        if self._promise is None:
            self.refresh()
        else:
            self._look.start()

    def _take_what_is_there(self) -> None:
        promise = self._promise
        if promise is None or not promise.done():
            return
        self._promise, self.answered_for = None, self._asked_for
        self._rest.start()
        error = promise.exception()
        if error is not None:
            log.error("an example could not be tried", exc_info=error)
        self.answered.emit(None if error is not None else promise.result())


def logits_of(session: Session | None, inputs: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """Returns what the network says of raw inputs (d,), None where there is none that takes so many."""
    if session is None:
        return None
    try:
        logits: NDArray[np.float32] = session.logits_of(inputs[None])[0]
    except UserError:
        # Other data was chosen since the network was trained.
        return None
    return logits
