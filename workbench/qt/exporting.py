"""An export as the window sees it: begun, told of when it ends, and cancelled."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.errors import UserError
from workbench.engine.export.exporters import EXPORTERS, Exporter, check_target, write_export
from workbench.engine.export.source import ExportSource

__all__ = ["EXPORTERS", "Exporter", "Exporting"]

log = logging.getLogger(__name__)

PULL_INTERVAL = 50
"""Milliseconds between two looks whether the export has ended."""

Promise = Callable[[], "Future[ExportSource | None]"]


class Exporting(QObject):
    """Runs one export at a time in a thread of its own and pulls its end from there on a timer.

    GUI thread only. The engine thread makes the network ready between two chunks; a process of its own writes and
    checks the file, so that neither the window nor the training waits.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, promise: Promise, parent: QObject | None = None) -> None:
        """Takes what promises the network to export, such as `trainer.export_source`."""
        super().__init__(parent)
        self._promise = promise
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._ends: queue.SimpleQueue[tuple[bool, str]] = queue.SimpleQueue()
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_INTERVAL)
        self._timer.timeout.connect(self.pull)

    @property
    def busy(self) -> bool:
        """Whether an export is going on."""
        return self._thread is not None

    def target(self, format: str, path: Path) -> Path:
        """Returns the path that an export would write.

        Raises:
            UserError: nothing can be written there in that format.
        """
        return check_target(format, path)[1]

    def start(self, format: str, path: Path) -> None:
        """Begins to write the network, unless an export is going on already."""
        if self.busy:
            return
        # One flag for each export: a cancelled one may still be on its way out.
        self._cancelled = threading.Event()
        arguments = (self._promise(), format, path, self._cancelled)
        self._thread = threading.Thread(target=self._export, args=arguments, name="export")
        self._thread.start()
        self._timer.start()

    def cancel(self) -> None:
        """Ends the export that is going on; what was written is removed."""
        self._cancelled.set()

    def close(self) -> None:
        """Cancels, and waits for the thread."""
        self.cancel()
        self._timer.stop()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _export(
        self, promised: Future[ExportSource | None], format: str, path: Path, cancelled: threading.Event
    ) -> None:
        """Runs in the thread."""
        try:
            source = _kept(promised, cancelled)
            self._ends.put((True, write_export(source, format, path, cancelled).in_words()))
        except UserError as error:
            self._ends.put((False, str(error)))
        except Exception as error:
            log.exception("the export failed")
            self._ends.put((False, f"The export stopped at an unexpected error: {error}. See the log file."))

    @Slot()
    def pull(self) -> None:
        """Tells of the end, once it is there."""
        if self._ends.empty() or self._thread is None:
            return
        self._timer.stop()
        self._thread.join()
        self._thread = None
        done, message = self._ends.get()
        (self.finished if done else self.failed).emit(message)


def _kept(promised: Future[ExportSource | None], cancelled: threading.Event) -> ExportSource:
    """Waits for the engine, which may be in a long chunk or gone."""
    while not cancelled.is_set():
        try:
            source = promised.result(timeout=0.05)
        except NotYet:
            continue
        if source is None:
            raise UserError("There is no trained network to export yet; press Train first.")
        return source
    raise UserError("The export was cancelled; nothing was written.")
