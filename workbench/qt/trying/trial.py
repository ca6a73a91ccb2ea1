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
from workbench.qt.trainer import Trainer

log = logging.getLogger(__name__)

LOOK_INTERVAL = 3
"""Milliseconds between two looks for an answer: the bars follow the pen."""
ASK_INTERVAL = 30
"""Milliseconds between two questions about the same example while the network learns."""


class Trial(QObject):
    """Keeps what the network says of one example in step with the example and with the weights. GUI thread only.

    One question is open at a time, and none while the view cannot be seen.

    Attributes:
        answered: Emitted with the logits (units,) float32; None where no trained network takes such an example.
    """

    answered = Signal(object)

    def __init__(self, view: QWidget, trainer: Trainer) -> None:
        super().__init__(view)
        self._view, self._trainer = view, trainer
        self._inputs: NDArray[np.float32] | None = None
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

    def ask(self, inputs: NDArray[Any] | None) -> None:
        """Asks about another example from now on: its raw inputs (d,), or None about none."""
        self._inputs = None if inputs is None else np.array(inputs, np.float32)
        self._is_new = True
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Asks, where the example or the weights have changed since."""
        if self._promise is not None or self._view.visibleRegion().isEmpty():
            return
        weights = self._trainer.glimpse.weights
        if not self._is_new and (weights == self._seen_weights or self._rest.isActive()):
            return
        self._is_new, self._seen_weights = False, weights
        inputs = self._inputs
        if inputs is None:
            self.answered.emit(None)
            return
        self._promise = self._trainer.ask(lambda session: logits_of(session, inputs))
        self._look.start()

    @Slot()
    def _take(self) -> None:
        promise = self._promise
        if promise is None or not promise.done():
            self._look.start()
            return
        self._promise = None
        self._rest.start()
        error = promise.exception()
        if error is not None:
            log.error("an example could not be tried", exc_info=error)
        self.answered.emit(None if error is not None else promise.result())
        self.refresh()


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
