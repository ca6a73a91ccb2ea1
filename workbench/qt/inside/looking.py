"""Keeps what a view shows of the inside of a network in step with its weights and with the chosen example."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.inside.inside import Inside
from workbench.engine.inside.look_inside import look_inside
from workbench.qt.document import Document
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

LOOK_INTERVAL = 150
"""Milliseconds between two looks at least."""


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
        self._observation = Observation(view, trainer, LOOK_INTERVAL)
        self._observation.answered.connect(self._take)
        trainer.updated.connect(self._follow)
        document.project_changed.connect(self._follow)
        self._observation.ask(look_inside)

    @Slot()
    def _follow(self) -> None:
        row, fits = self._trainer.glimpse.row, self._trainer.fits(self._document.project)
        if (row, fits) != (self._row, self._fits):
            self._row, self._fits = row, fits
            self._observation.ask(look_inside)

    @Slot(object)
    def _take(self, inside: Inside | None) -> None:
        self.looked.emit(inside if self._trainer.fits(self._document.project) else None)
