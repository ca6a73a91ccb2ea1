"""Keeps the answers to a part of the data in step with the network, the head and the project."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.engine.part_logits import PARTS, PartLogits, part_logits
from workbench.qt.document import Document
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

__all__ = ["PARTS", "LiveEvaluation"]

INTERVAL = 300
"""Milliseconds between an answer and the next question at least: nobody reads tables faster."""

SHARE = 10
"""The pause is this many times what question and drawing took, so that training keeps nine tenths of its speed."""

UNTRAINED = "Train the network to see how good it is."


class LiveEvaluation(QObject):
    """What a view of scores shows, as long as the view can be seen. GUI thread only.

    The head is a function on the logits, so a toggle shows at once, without asking the engine.

    Attributes:
        changed: Emitted when `part` is another one, also none.
        evaluated: The answers under the present head; None where there are none.
        absence: Why there are none, in words.
    """

    changed = Signal()

    def __init__(self, view: QWidget, document: Document, trainer: Trainer) -> None:
        super().__init__(view)
        self._view, self._document, self._trainer = view, document, trainer
        self.evaluated: EvaluatedPart | None = None
        self.absence = UNTRAINED
        self._answer: PartLogits | None = None
        self._refusal = ""
        self._shown: object = None
        self._observation = Observation(view, trainer, INTERVAL)
        self._observation.answered.connect(self._take)
        self._observation.refused.connect(self._refuse)
        document.project_changed.connect(self.refresh)

    def ask(self, part: str) -> None:
        """Looks at another part, a key of `PARTS`."""
        self._observation.ask(partial(part_logits, part=part))

    def catch_up(self) -> None:
        """Asks for what was missed while the view could not be seen."""
        self._observation.refresh()
        self.refresh()

    @Slot(object)
    def _take(self, answer: PartLogits | None) -> None:
        begun = time.perf_counter()
        self._answer, self._refusal = answer, ""
        self.refresh()
        seconds = time.perf_counter() - begun + (answer.seconds if answer else 0.0)
        self._observation.pause_for(max(INTERVAL, round(1000 * SHARE * seconds)))

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._answer, self._refusal = None, sentence
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Works out what the last answer is under the present head, if it can be seen and is another one."""
        if not self._view.isVisible():
            return
        now = (self._answer, self._document.project, self._refusal)
        if now != self._shown:
            self._shown = now
            self._work_out()
            self.changed.emit()

    def _work_out(self) -> None:
        answer, project = self._answer, self._document.project
        self.evaluated, self.absence = None, self._refusal or UNTRAINED
        if answer is None or not self._trainer.fits(project):
            return
        if not len(answer.rows):
            self.absence = f"The {answer.part} part has no examples; choose another part."
            return
        try:
            self.evaluated = EvaluatedPart(answer, self._document.head, project.head)
            _ = self.evaluated.evaluation
        except UserError as error:
            self.evaluated, self.absence = None, str(error)
