"""Makes the canvases of the plots without keeping the window from answering."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.views.curve_plot import CurvePlot, load_canvas

BETWEEN = 5
"""Milliseconds between two looks at what is done, and between two canvases."""


class CanvasMaker(QObject):
    """Imports pyqtgraph in a thread, then makes one canvas after the other.

    Attributes:
        done: Emitted once, when every plot has its canvas.
    """

    done = Signal()

    def __init__(self, plots: Sequence[CurvePlot], parent: QObject) -> None:
        super().__init__(parent)
        self._plots = list(plots)
        self._thread = threading.Thread(target=load_canvas, name="plots")
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begins, and returns at once."""
        self._thread.start()
        self._timer.start()

    def _go_on(self) -> None:
        if self._thread.is_alive():
            return
        if self._plots:
            self._plots.pop(0).make_canvas()
            return
        self._timer.stop()
        self.done.emit()
