"""Tells when a view comes into sight, in whichever way that happens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class Exposure(QObject):
    """Watches one view. GUI thread only.

    A dock behind other tabs is moved out of the window but counts as shown, so that no event of showing comes when
    its tab is chosen; that it is painted is what always tells.

    Attributes:
        exposed: Emitted after the view was painted.
    """

    exposed = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        # After the frame, and once for all that is painted in it.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.exposed)
        view.installEventFilter(self)

    @property
    def is_exposed(self) -> bool:
        """Whether any of the view can be seen now."""
        return not self._view.visibleRegion().isEmpty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes note of painting, and keeps nothing from the view."""
        if event.type() == QEvent.Type.Paint:
            self._soon.start()
        return False
