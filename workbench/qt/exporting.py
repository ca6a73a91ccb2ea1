"""An export as the window sees it: begun, told of when it ends, and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from workbench.core.errors import UserError
from workbench.engine.export.exporters import EXPORTERS, Exporter, check_target, write_export
from workbench.engine.export.source import ExportSource
from workbench.qt.background_work import BackgroundWork, IsCancelled, Progress

__all__ = ["EXPORTERS", "Exporter", "Exporting"]

Promise = Callable[[], "Future[ExportSource | None]"]


class Exporting(QObject):
    """Runs one export at a time in the background. GUI thread only.

    The engine thread makes the network ready between two chunks; a process of its own writes and checks the file, so
    that neither the window nor the training waits.

    Attributes:
        finished: Emitted with a sentence.
        failed: Emitted with a sentence, also where the export was cancelled.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, promise: Promise, parent: QObject | None = None) -> None:
        """Takes what promises the network to export, such as `trainer.export_source`."""
        super().__init__(parent)
        self._promise = promise
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._finished)
        self._work.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        """Whether an export is going on."""
        return self._work.is_busy

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
        promised = self._promise()

        def export(_: Progress, is_cancelled: IsCancelled) -> str:
            return write_export(_kept(promised, is_cancelled), format, path, is_cancelled).in_words()

        self._work.start(export)

    def cancel(self) -> None:
        """Ends the export that is going on; what was written is removed."""
        self._work.cancel()

    def close(self) -> None:
        """Cancels, and waits for the thread."""
        self._work.close()

    @Slot(object)
    def _finished(self, message: object) -> None:
        self.finished.emit(str(message))

    @Slot(object)
    def _failed(self, error: object) -> None:
        self.failed.emit(str(error))


def _kept(promised: Future[ExportSource | None], is_cancelled: IsCancelled) -> ExportSource:
    """Waits for the engine, which may be in a long chunk or gone."""
    while not is_cancelled():
        try:
            source = promised.result(timeout=0.05)
        except NotYet:
            continue
        if source is None:
            raise UserError("There is no trained network to export yet; press Train first.")
        return source
    raise UserError("The export was cancelled; nothing was written.")
