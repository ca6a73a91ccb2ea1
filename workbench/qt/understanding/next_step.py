"""The step that comes next, taken apart whenever the network holds still."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.step.step_trace import StepTrace
from workbench.engine.step.trace_step import trace_step
from workbench.qt.document import Document
from workbench.qt.observation import Observation
from workbench.qt.trainer import State, Trainer

STEP_FIRST = "Press “Next step” to begin; after it, the step that comes next is taken apart here."
PAUSE_FIRST = "Pause the run to look at its next step."
STILL = (State.IDLE, State.PAUSED)


class NextStep(QObject):
    """Asks the engine to take the next step apart, while `view` can be seen and no run goes on. GUI thread only.

    Attributes:
        changed: Emitted when there is another trace, or another reason for none.
        trace: What the next step does; None where it cannot be looked at.
        trouble: Why there is none, in words.
    """

    changed = Signal()

    def __init__(self, view: QWidget, document: Document, trainer: Trainer) -> None:
        super().__init__(view)
        self._document, self._trainer = document, trainer
        self.trace: StepTrace | None = None
        self.trouble = STEP_FIRST
        self._place = 0
        self._observation = Observation(view, trainer)
        self._observation.answered.connect(self._take)
        self._observation.refused.connect(self._go_without)
        trainer.state_changed.connect(self.follow)
        document.project_changed.connect(self.follow)
        self.follow()

    def look_at(self, place: int) -> None:
        """Looks from another example of the batch."""
        if place != self._place:
            self._place = place
            self.follow()

    @Slot()
    def follow(self) -> None:
        """Asks anew, if there is something that holds still."""
        if self._trainer.state not in STILL:
            self._observation.ask(None)
            self._go_without(PAUSE_FIRST if self._trainer.is_running else STEP_FIRST)
        else:
            self._observation.ask(partial(trace_step, place=self._place))

    @Slot(object)
    def _take(self, trace: StepTrace | None) -> None:
        if self._trainer.state not in STILL:
            return
        self.trace = trace if self._trainer.fits(self._document.project) else None
        self.trouble = "" if self.trace else STEP_FIRST
        self.changed.emit()

    @Slot(str)
    def _go_without(self, reason: str) -> None:
        self.trace, self.trouble = None, reason
        self.changed.emit()
