"""Keeps the shade behind painted points in step with the network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from workbench.core.errors import UserError
from workbench.core.probabilities import probabilities
from workbench.qt.document import Document
from workbench.qt.painting.canvas_answers import CanvasAnswers, PlaceAnswer
from workbench.qt.palette import theme_of
from workbench.qt.trainer import Trainer
from workbench.views.painting.answer_image import answer_image, canvas_places
from workbench.views.painting.paint_canvas import PaintCanvas


class LiveMap(QObject):
    """Shades the whole canvas by what the network says there, while the canvas can be seen.

    The head is a function on the logits, so a toggle shows at once, without asking the engine.
    """

    def __init__(self, canvas: PaintCanvas, document: Document, trainer: Trainer) -> None:
        super().__init__(canvas)
        self._canvas, self._document, self._trainer = canvas, document, trainer
        self._answer: PlaceAnswer | None = None
        self._shown: tuple[object, ...] = ()
        self._answers = CanvasAnswers(canvas, trainer, canvas_places())
        self._answers.answered.connect(self._take)
        self._answers.exposure.exposed.connect(self.refresh)
        document.project_changed.connect(self.refresh)
        trainer.updated.connect(self.refresh)
        canvas.theme_changed.connect(self.refresh)

    @Slot(object)
    def _take(self, answer: PlaceAnswer | None) -> None:
        self._answer = answer
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Shows the last answer under the present head, if the network has learned the data on the canvas."""
        fits = self._trainer.fits(self._document.project)
        self._answers.want(fits)
        if not fits:
            self._answer = None
        if self._answers.exposure.is_exposed:
            self._show(self._answer)

    def _show(self, answer: PlaceAnswer | None) -> None:
        background = theme_of(self._canvas.palette()).background
        now = (answer, self._document.project.head, background.name())
        if now == self._shown:
            return
        self._shown = now
        said = None if answer is None else self._said(answer.logits)
        self._canvas.show_map(None if said is None else answer_image(said, background))

    def _said(self, logits: NDArray[np.float32]) -> NDArray[np.floating] | None:
        try:
            head = self._document.head
        except UserError:
            return None
        temperature = self._document.project.head.temperature
        return probabilities(head, logits, self._document.dataset.number_of_classes, temperature)
