"""Tells when a window has been seen for the first time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

PATIENCE_MILLISECONDS = 1000
"""A window that starts as an icon is not painted, and what waits for it goes on after so long."""


class FirstFrame(QObject):
    """Emits `done` once, after the first frame of a window.

    Attributes:
        done: Emitted when the frame is on the screen, or does not come.
    """

    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        self._timer.start(PATIENCE_MILLISECONDS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the frame that the first paint event belongs to."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        self.done.emit()
