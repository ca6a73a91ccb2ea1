"""Long work as the window sees it: begun, told how far it is, cancelled, ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.errors import Cancelled, UserError

log = logging.getLogger(__name__)

LOOK_INTERVAL = 30
"""Milliseconds between two looks how far it is."""

Progress = Callable[[float], None]
IsCancelled = Callable[[], bool]
Work = Callable[[Progress, IsCancelled], Any]


class Job:
    """One piece of work in a thread of its own. Nothing of Qt is in it.

    Attributes:
        share: How much is done, from 0 to 1.
        result: What came of it.
        error: Why nothing did.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cancelled = threading.Event()
        self.share = 0.0
        self.result: Any = None
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="background work")
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def cancel(self) -> None:
        """Ends it soon; nothing of it stays."""
        self._cancelled.set()

    def join(self) -> None:
        """Waits for the thread."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self.result = self._work(self._note, self._cancelled.is_set)
        except (Cancelled, UserError) as error:
            self.error = error
        except Exception as error:
            log.exception("work in the background failed")
            self.error = UserError(f"It stopped at an unexpected error: {error}. See the log file.")

    def _note(self, share: float) -> None:
        self.share = share


class BackgroundWork(QObject):
    """Does one piece of work at a time and looks on a timer how far it is. GUI thread only.

    Attributes:
        progressed: Emitted with the share that is done, from 0 to 1.
        finished: Emitted with the result.
        failed: Emitted with the error, a `UserError`.
        cancelled: Emitted when work that was given up has ended.
    """

    progressed = Signal(float)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether work is going on."""
        return self._job is not None

    def start(self, work: Work) -> None:
        """Begins, unless work is going on already.

        Args:
            work: Runs in the thread. Takes what it is to tell its share to, and what says whether to stop; raises
                `UserError`, or `Cancelled` after a stop.
        """
        if self._job is None:
            self._job = Job(work)
            self._timer.start()

    def cancel(self) -> None:
        """Gives up the work that is going on."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Gives up and waits for the thread."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job.join()
            self._job = None

    @Slot()
    def _look(self) -> None:
        job = self._job
        if job is None:
            return
        self.progressed.emit(job.share)
        if job.is_done:
            self._timer.stop()
            self._job = None
            self._tell(job)

    def _tell(self, job: Job) -> None:
        if job.error is None:
            self.finished.emit(job.result)
        elif isinstance(job.error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(job.error)
