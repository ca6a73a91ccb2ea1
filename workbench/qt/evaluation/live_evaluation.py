"""Keeps the answers to a part of the data in step with the network, the head and the project."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.engine.part_logits import PARTS, PartLogits, part_logits
from workbench.qt.background_work import BackgroundWork
from workbench.qt.document import Document
from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

__all__ = ["PARTS", "LiveEvaluation"]

INTERVAL = 500
"""Milliseconds between two questions at least: nobody reads tables faster."""

REST = 10
"""The pause is this many times what working out the scores took, so that the window stays quick."""

FEW = 20_000
"""Probabilities that are worked on at once, within some milliseconds; more of them are in a thread."""

WAITING = "A moment: the network is being asked about its examples."
UNTRAINED = "Train the network to see how good it is."


@dataclass(frozen=True, eq=False)
class WorkedOut:
    """Answers of which everything is there that a view reads, and how many seconds that took."""

    evaluated: EvaluatedPart
    seconds: float


def _worked_out(evaluated: EvaluatedPart, reads: Sequence[str], *_progress: object) -> WorkedOut:
    begun = time.perf_counter()
    for name in reads:
        getattr(evaluated, name)
    return WorkedOut(evaluated, time.perf_counter() - begun)


class LiveEvaluation(QObject):
    """What a view of scores shows, as long as the view can be seen. GUI thread only.

    The head is a function on the logits, so a toggle shows at once, without asking the engine.

    Attributes:
        changed: Emitted when `evaluated` is another one, also none.
        evaluated: The answers under the present head; None where there are none.
        absence: Why there are none, in words.
    """

    changed = Signal()

    def __init__(
        self,
        view: QWidget,
        document: Document,
        trainer: Trainer,
        reads: Sequence[str],
    ) -> None:
        """Has everything worked out that the view `reads` of an `EvaluatedPart`, before `changed` is emitted."""
        super().__init__(view)
        self._document, self._trainer, self._reads = document, trainer, tuple(reads)
        self.evaluated: EvaluatedPart | None = None
        self.absence = UNTRAINED
        self._answer: PartLogits | None = None
        self._refusal = ""
        self._shown: object = None
        self._observation = Observation(view, trainer, INTERVAL)
        self._observation.answered.connect(self._take)
        self._observation.refused.connect(self._refuse)
        self._exposure = self._observation.exposure
        self._exposure.exposed.connect(self.refresh)
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._done)
        self._work.failed.connect(self._could_not)
        document.project_changed.connect(self.refresh)

    def ask(self, part: str) -> None:
        """Looks at another part, a key of `PARTS`."""
        self._observation.ask(partial(part_logits, part=part))

    @Slot(object)
    def _take(self, answer: PartLogits | None) -> None:
        self._answer, self._refusal = answer, ""
        self.refresh()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._answer, self._refusal = None, sentence
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Works out what the last answer is under the present head, if it can be seen and is another one."""
        now = (self._answer, self._document.project, self._refusal)
        if not self._exposure.is_exposed or now == self._shown or self._work.is_busy:
            return
        self._shown = now
        evaluated = self._present()
        if evaluated is None:
            self._put(None)
        elif evaluated.asked.logits.size > FEW:
            # Nothing of Qt goes into the thread: it might be deleted there.
            self._work.start(partial(_worked_out, evaluated, self._reads))
        else:
            self._try(evaluated)

    def _present(self) -> EvaluatedPart | None:
        """Returns the last answer under the present head; None, with the reason noted, where there is none."""
        answer, project = self._answer, self._document.project
        fits = self._trainer.fits(project)
        self.absence = self._refusal or (WAITING if fits else UNTRAINED)
        # The last answer may be of a network that is no longer on the bench.
        if answer is None or not fits or fresh_start_needed(answer.project, project):
            return None
        if not len(answer.rows):
            self.absence = f"The {answer.part} part has no examples; choose another part."
            return None
        try:
            return EvaluatedPart(answer, self._document.head, project.head)
        except UserError as error:
            self.absence = str(error)
            return None

    def _try(self, evaluated: EvaluatedPart) -> None:
        try:
            self._finish(_worked_out(evaluated, self._reads))
        except UserError as error:
            self._could_not(error)

    @Slot(object)
    def _done(self, result: WorkedOut) -> None:
        self._finish(result)
        # Something may have changed meanwhile.
        self.refresh()

    def _finish(self, result: WorkedOut) -> None:
        self._observation.rest(REST * result.seconds)
        self._put(result.evaluated)

    @Slot(object)
    def _could_not(self, error: UserError) -> None:
        self.absence = str(error)
        self._put(None)

    def _put(self, evaluated: EvaluatedPart | None) -> None:
        self.evaluated = evaluated
        self.changed.emit()
