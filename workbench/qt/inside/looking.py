"""Keeps what a view shows of the inside of a network in step with its weights and with the chosen example."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.inside.inside import Inside
from workbench.engine.inside.look_inside import look_inside
from workbench.engine.session import Session
from workbench.qt.document import Document
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

LOOK_INTERVAL = 150
"""Milliseconds between two looks at least."""
LOOKING_SHARE = 0.05
"""The share of the engine's time that looking takes at most, however large the network is: there is training to do."""


class Looking(QObject):
    """Looks while the view can be seen. GUI thread only.

    Attributes:
        looked: Emitted with an `Inside`, or None where no network of the present project is trained.
    """

    looked = Signal(object)

    def __init__(self, view: QWidget, document: Document, trainer: Trainer) -> None:
        super().__init__(view)
        self._document, self._trainer = document, trainer
        self._row = trainer.glimpse.row
        self._fits = False
        self._seconds = 0.0
        self._observation = Observation(view, trainer, LOOK_INTERVAL)
        self._observation.answered.connect(self._take)
        trainer.updated.connect(self._follow)
        document.project_changed.connect(self._follow)
        self._observation.ask(timed_look)

    @Slot()
    def refresh(self) -> None:
        """Catches up after the view was hidden."""
        self._observation.refresh()

    @Slot()
    def _follow(self) -> None:
        row, fits = self._trainer.glimpse.row, self._trainer.fits(self._document.project)
        if (row, fits) != (self._row, self._fits):
            self._row, self._fits = row, fits
            self._observation.ask(timed_look)

    @Slot(object)
    def _take(self, look: tuple[Inside, float] | None) -> None:
        inside = None
        if look is not None:
            inside, seconds = look
            # The shorter of two: the first look at a network compiles, which says nothing of the next.
            lasting, self._seconds = min(seconds, self._seconds), seconds
            self._observation.set_interval(max(LOOK_INTERVAL, round(1000 * lasting / LOOKING_SHARE)))
        self.looked.emit(inside if self._trainer.fits(self._document.project) else None)


def timed_look(session: Session) -> tuple[Inside, float]:
    """Returns what is seen inside, and the seconds that it took."""
    begun = time.perf_counter()
    inside = look_inside(session)
    return inside, time.perf_counter() - begun
