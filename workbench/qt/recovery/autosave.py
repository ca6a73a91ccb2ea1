"""Writes what no file holds into a folder of its own, now and then, and takes it away once it is saved."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.project_members.saved_run import SavedRun
from workbench.qt.awaiting import Awaiting
from workbench.qt.background_work import BackgroundWork
from workbench.qt.document import Document
from workbench.qt.recovery.recovery_folder import RecoveryFolder, new_folder
from workbench.qt.trainer import Trainer

log = logging.getLogger(__name__)

REST = 2_000
"""Milliseconds after the last edit."""

LONGEST = 3_000
"""Milliseconds after the first edit, however quickly others follow."""

PATIENCE = 1_000
"""Milliseconds that a busy engine is waited for."""

TRAINING = 30_000
"""Milliseconds between two copies of a network that learns."""


class Bench(Protocol):
    """What is asked of the bench."""

    @property
    def modified(self) -> bool:
        """Whether there are edits or training that no file holds."""

    @property
    def resting(self) -> SavedRun | None:
        """What is trained, but held by no engine."""


class Autosave(QObject):
    """Keeps a copy of one window's work while it is not saved. GUI thread only; the copy is written in another.

    Attributes:
        failed: Emitted with a sentence when the folder cannot be written, once until it can be again.
    """

    failed = Signal(str)

    def __init__(
        self, place: Path, document: Document, trainer: Trainer, bench: Bench, parent: QObject | None = None
    ) -> None:
        """Begins to look after the work; `place` holds the folders of all windows, and need not exist."""
        super().__init__(parent)
        self._place, self._document, self._trainer, self._bench = place, document, trainer, bench
        self._folder: RecoveryFolder | None = None
        self._unwanted: RecoveryFolder | None = None
        self._run: SavedRun | None = None
        self._edits = 0
        self._writing: tuple[int, int] | None = None
        self._written: tuple[int, int] | None = None
        self._has_failed = self._closed = False
        self._make_timers()
        self._awaiting = Awaiting(self)
        self._awaiting.kept.connect(self._write)
        self._awaiting.broken.connect(self._write_with_last_run)
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._succeed)
        self._work.failed.connect(self._fail)
        document.project_changed.connect(self._edited)
        document.undo_stack.indexChanged.connect(self._edited)
        document.runs.changed.connect(self._edited)
        document.path_changed.connect(self.forget)

    def _make_timers(self) -> None:
        self._rest = self._timer(REST, self.look)
        self._longest = self._timer(LONGEST, self.look)
        self._patience = self._timer(PATIENCE, self._write_with_last_run)
        self._training = QTimer(self)
        self._training.setInterval(TRAINING)
        self._training.timeout.connect(self.look)
        self._training.start()

    def _timer(self, interval: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    @Slot()
    def _edited(self) -> None:
        if self._closed:
            return
        self._edits += 1
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    @property
    def _now(self) -> tuple[int, int]:
        """Differs whenever there is something new to write."""
        return self._edits, len(self._trainer.history)

    @Slot()
    def look(self) -> None:
        """Begins to write what is new; takes the copy away where everything is saved."""
        self._rest.stop()
        self._longest.stop()
        if self._closed:
            return
        if not self._bench.modified:
            self.forget()
        elif self._awaiting.is_busy or self._work.is_busy:
            self._rest.start()
        elif self._now != self._written:
            self._awaiting.wait_for(self._trainer.promised_run())
            self._patience.start()

    @Slot()
    def _write_with_last_run(self) -> None:
        """Writes without the engine, which is busy: an edit must not wait for it."""
        self._awaiting.close()
        self._write(self._run)
        # So that the next look asks again.
        self._writing = None

    @Slot(object)
    def _write(self, run: SavedRun | None) -> None:
        self._patience.stop()
        self._run = run or self._bench.resting
        self._writing = self._now
        try:
            self._folder = self._folder or new_folder(self._place)
        except OSError as error:
            self._fail(error)
            return
        document = self._document
        content = (document.path, document.project, self._run, document.runs.records)
        folder = self._folder
        # It cannot be given up: it takes no longer than to save.
        self._work.start(lambda progress, is_cancelled: folder.write(*content))

    @Slot()
    def _succeed(self) -> None:
        self._has_failed = False
        self._written = self._writing
        self._sweep()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        log.warning("nothing was autosaved: %s", error)
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(
                f"Your work is not autosaved, since the folder {self._place} cannot be written; save it yourself."
            )
        self._sweep()

    def adopt(self, folder: RecoveryFolder, run: SavedRun | None) -> None:
        """Takes the folder of a window that is no more: what was in it is on this bench now, and not saved."""
        self.forget()
        self._folder, self._run = folder, run

    @Slot()
    def forget(self) -> None:
        """Takes the copy away: it is saved, or no longer wanted."""
        for timer in (self._rest, self._longest, self._patience):
            timer.stop()
        self._awaiting.close()
        self._run = self._writing = self._written = None
        if self._folder is not None:
            self._unwanted, self._folder = self._folder, None
        if not self._work.is_busy:
            self._sweep()

    def _sweep(self) -> None:
        """Takes away what is no longer wanted; a copy that was being written then is there by now."""
        if self._unwanted is not None:
            self._unwanted.remove()
            self._unwanted = None

    @Slot()
    def end(self) -> None:
        """Ends with nothing left behind: what is on the bench is saved, or was discarded."""
        self.close()
        self.forget()

    @Slot()
    def close(self) -> None:
        """Ends, and waits for a copy that is being written."""
        self._closed = True
        for timer in (self._rest, self._longest, self._patience, self._training):
            timer.stop()
        self._awaiting.close()
        self._work.close()
