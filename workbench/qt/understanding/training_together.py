"""Both heads in training on the engine thread, as a view sees them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.both_heads.head_projects import HeadProjects
from workbench.core.errors import UserError
from workbench.engine.both_heads.heads_bench import HeadsBench
from workbench.engine.both_heads.trained_together import TrainedHeads, TrainedTogether
from workbench.qt.trainer import Trainer

log = logging.getLogger(__name__)

PULL_INTERVAL = 33
"""Milliseconds between two looks at what has come."""

CHUNK_SECONDS = 0.06
"""How long the engine trains both heads for one request at full speed: what a call costs by itself is then little."""

SLOW_STEP = 0.3
"""Seconds between two steps at the pace `slow`."""

MOST_REQUESTS = 2
"""Requests that wait at full speed where nothing else is trained, so that the engine never waits for the window."""


class TrainingTogether(QObject):
    """Asks the engine for one chunk of both heads after the other, at the project's pace. GUI thread only.

    It trains beside the network on the bench, which is not touched, and shares the engine with its run.

    Attributes:
        heads: How far each head has come; empty before the first run.
        projects: What is trained under each head; empty before the first run.
        is_running: Whether it goes on by itself.
        updated: Emitted when `heads` are others.
        finished: Emitted with a sentence when a run ends, or why it could not begin.
    """

    updated = Signal()
    finished = Signal(str)

    def __init__(self, trainer: Trainer, parent: QObject) -> None:
        super().__init__(parent)
        self._trainer = trainer
        # It goes to the engine thread, where nothing of Qt may: it might be deleted there.
        self._bench = HeadsBench(trainer.networks)
        self._promises: list[Future[TrainedHeads]] = []
        self._stepped = 0.0
        self.heads: TrainedHeads = {}
        self.projects: HeadProjects = {}
        self.is_running = False
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_INTERVAL)
        self._timer.timeout.connect(self.pull)

    def start(self, projects: HeadProjects) -> None:
        """Begins a run of both heads from fresh weights."""
        self.forget()
        self.projects = dict(projects)
        self.is_running = True
        bench, wanted = self._bench, self.projects
        self._promises.append(self._trainer.ask(lambda session: bench.begin(wanted)))
        self._timer.start()

    def stop(self) -> None:
        """Ends the run; what was reached stays to be looked at."""
        if self.is_running:
            self._end("Stopped.")

    def forget(self) -> None:
        """Gives up the run and what it reached."""
        self._timer.stop()
        self.is_running = False
        self._promises.clear()
        if self.projects:
            bench = self._bench
            self._trainer.ask(lambda session: bench.clear())
        self.heads, self.projects = {}, {}

    def watch(self, row: int) -> None:
        """Wants the logits of another validation example."""
        if row != self._bench.row:
            self._bench.row = row
            self._look_again()

    def look_at(self, places: NDArray[np.float32] | None) -> None:
        """Wants the logits of (n, d) raw inputs too, None for none."""
        if places is not self._bench.places:
            self._bench.places = places
            self._look_again()

    def _look_again(self) -> None:
        if self.heads and not self.is_running:
            self._request(lambda together: None)

    @Slot()
    def pull(self) -> None:
        """Takes what has come, and asks for more."""
        while self._promises and self._promises[0].done():
            if not self._take(self._promises.pop(0)):
                return
        if self.is_running:
            self._go_on()
        elif not self._promises:
            self._timer.stop()

    def _take(self, promise: Future[TrainedHeads]) -> bool:
        """Returns whether the promise was kept."""
        error = promise.exception()
        if error is not None:
            if not isinstance(error, UserError):
                log.error("both heads could not be trained", exc_info=error)
            self._promises.clear()
            self._end(f"Both heads could not be trained: {error}")
            return False
        self.heads = promise.result()
        self.updated.emit()
        if self.is_running and all(head.finished for head in self.heads.values()):
            self._end("Both heads are trained.")
        return True

    def _end(self, message: str) -> None:
        self.is_running = False
        self.finished.emit(message)

    def _go_on(self) -> None:
        pace = next(iter(self.projects.values())).training.pace
        if pace == "full":
            most = 1 if self._trainer.is_running else MOST_REQUESTS
            while len(self._promises) < most:
                self._request(lambda together: together.advance_for(CHUNK_SECONDS))
        elif not self._promises and pace == "watch":
            self._request(lambda together: together.advance(together.steps_per_epoch))
        elif not self._promises and time.monotonic() - self._stepped > SLOW_STEP:
            self._stepped = time.monotonic()
            self._request(lambda together: together.advance(1))

    def _request(self, work: Callable[[TrainedTogether], None]) -> None:
        bench = self._bench
        self._promises.append(self._trainer.ask(lambda session: bench.work(work)))
        if not self._timer.isActive():
            self._timer.start()
