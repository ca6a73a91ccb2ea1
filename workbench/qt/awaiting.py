"""Waits for what another thread has promised, without holding the window up."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.errors import UserError

log = logging.getLogger(__name__)

LOOK_INTERVAL = 50
"""Milliseconds between two looks."""


class Awaiting(QObject):
    """Looks now and then whether a promise is kept. GUI thread only, one promise at a time.

    Attributes:
        kept: Emitted with the result.
        broken: Emitted with a sentence.
    """

    kept = Signal(object)
    broken = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._promise: Future[Any] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether a promise is open."""
        return self._promise is not None

    def wait_for(self, promise: Future[Any]) -> None:
        """Waits for `promise`; one of the signals tells how it went."""
        self._promise = promise
        self._timer.start()

    def close(self) -> None:
        """Waits no more."""
        self._timer.stop()
        self._promise = None

    @Slot()
    def _look(self) -> None:
        promise = self._promise
        if promise is None or not promise.done():
            return
        self.close()
        error = promise.exception()
        if error is None:
            self.kept.emit(promise.result())
            return
        if not isinstance(error, UserError):
            log.error("a promise was broken", exc_info=error)
        self.broken.emit(str(error))
