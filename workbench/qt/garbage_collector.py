"""Looks for garbage where and when nobody feels it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from workbench.qt.trainer import State, Trainer

INTERVAL = 100
"""Milliseconds between two looks: what was made meanwhile is looked through in a few."""

NONE, YOUNG, ALL = 0, 2, 3
"""How many of Python's three generations are looked through."""

REACH = {
    State.COLD: NONE,
    State.WARMING: NONE,
    State.IDLE: ALL,
    State.RUNNING: YOUNG,
    State.PAUSED: ALL,
    State.STOPPING: YOUNG,
}
"""None while TensorFlow loads, since its import makes hundreds of thousands of objects, none of them garbage; all of
them only while nothing moves on the screen."""

LIMITS = (700, 10, 3)
"""From where on a generation is looked through: objects for the first, looks at the younger one for the others."""


class GarbageCollector(QObject):
    """Takes the search for cyclic garbage from Python, which searches whenever it likes, and in any thread.

    A search holds the GIL from its beginning to its end: over all that TensorFlow makes for a sixth of a second. It
    may also take away an object of Qt, and that must never happen in the engine's thread. So Python's own
    searches are off while the program runs, and a timer searches in the window's thread: the young generations
    often, since they are small, the old one only while no run is going. What TensorFlow's import made is frozen when
    it is loaded and is looked at by none of them.
    """

    def __init__(self, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainer = trainer
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Gives the search back to Python."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Searches through the generations that are due, as far as nobody feels it."""
        due = [count > limit for count, limit in zip(gc.get_count(), LIMITS, strict=True)]
        reach = REACH[self._trainer.state]
        generations = [number for number in range(reach) if due[number]]
        if generations:
            # A look at one generation takes the younger ones in.
            gc.collect(generations[-1])
