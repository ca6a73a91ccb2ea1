"""Keeps the shade behind painted points in step with the network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Slot

from workbench.core.errors import UserError
from workbench.core.probabilities import probabilities
from workbench.qt.document import Document
from workbench.qt.palette import theme_of
from workbench.qt.trainer import AnswerMap, Trainer
from workbench.views.painting.answer_image import answer_image, canvas_places
from workbench.views.painting.paint_canvas import PaintCanvas

ASK_INTERVAL = 100
"""Milliseconds between an answer and the next question: the engine has training to do."""


class LiveMap(QObject):
    """Asks the engine about the whole canvas, one question at a time, while the canvas can be seen.

    The head is a function on the logits, so a toggle shows at once, without asking the engine.
    """

    def __init__(self, canvas: PaintCanvas, document: Document, trainer: Trainer) -> None:
        super().__init__(canvas)
        self._canvas, self._document, self._trainer = canvas, document, trainer
        self._places = canvas_places()
        self._answer: AnswerMap | None = None
        self._is_asking = False
        self._shown: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_INTERVAL)
        self._timer.timeout.connect(self._ask)
        document.project_changed.connect(self.refresh)
        trainer.updated.connect(self.refresh)
        canvas.theme_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Shows the last answer under the present head, and asks again where the weights have changed since."""
        glimpse = self._trainer.glimpse
        if glimpse.map is not self._answer:
            self._answer, self._is_asking = glimpse.map, False
        if self._canvas.visibleRegion().isEmpty():
            return
        fits = self._trainer.fits(self._document.project)
        self._show(self._answer if fits else None)
        stale = self._answer is None or self._answer.weights != glimpse.weights
        if fits and stale and not self._is_asking and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _ask(self) -> None:
        if not self._canvas.visibleRegion().isEmpty():
            self._is_asking = True
            self._trainer.ask_map(self._places)

    def _show(self, answer: AnswerMap | None) -> None:
        background = theme_of(self._canvas.palette()).background
        now = (answer, self._document.project.head, background.name())
        if now == self._shown:
            return
        self._shown = now
        said = self._said(answer.logits) if answer is not None and answer.logits is not None else None
        self._canvas.show_map(None if said is None else answer_image(said, background))

    def _said(self, logits: NDArray[np.float32]) -> NDArray[np.floating] | None:
        try:
            head = self._document.head
        except UserError:
            return None
        temperature = self._document.project.head.temperature
        return probabilities(head, logits, self._document.dataset.number_of_classes, temperature)
