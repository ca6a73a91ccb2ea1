"""Opens a Keras model without holding the window up."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.errors import UserError
from workbench.engine.opening.open_model import OpenedModel, open_model

LOOK_INTERVAL = 50
"""Milliseconds between two looks whether the file is read."""


class ModelOpener(QObject):
    """Reads one model at a time in a thread; the reading itself is done by a process of its own.

    GUI thread only. The signals come from a timer there: nothing of Qt is in the thread.
    """

    opened = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._found: OpenedModel | str = ""
        self._stopped = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_INTERVAL)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether a model is being read."""
        return self._thread is not None

    def open(self, path: Path) -> None:
        """Begins to read `path`; one of the signals tells how it went."""
        if self.is_busy:
            self.refused.emit(f"{path.name} has to wait: another model is still being read.")
            return
        self._thread = threading.Thread(target=self._read, args=(path,), name="opening a model")
        self._thread.start()
        self._timer.start()

    def close(self) -> None:
        """Gives up what is being read and waits for the thread."""
        self._timer.stop()
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _read(self, path: Path) -> None:
        try:
            self._found = open_model(path, self._stopped)
        except UserError as error:
            self._found = str(error)

    @Slot()
    def _look(self) -> None:
        if self._thread is None or self._thread.is_alive():
            return
        self._timer.stop()
        self._thread = None
        found, self._found = self._found, ""
        if isinstance(found, str):
            self.refused.emit(found)
        else:
            self.opened.emit(found)
