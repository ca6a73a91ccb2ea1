"""The learning rate of each epoch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.optimizers import SCHEDULES
from workbench.core.project import Training
from workbench.engine.running.course import Course


class LearningRate:
    """What the person chose, its schedule over the present run, and what plateaus took off."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._reduced = 1.0

    def begin(self) -> None:
        """Begins a run, in which no plateau has been yet."""
        self._reduced = 1.0

    def reduce(self, factor: float) -> None:
        """Multiplies the rate by `factor` for the rest of the run."""
        self._reduced *= factor

    def in_epoch(self, training: Training, epoch: int) -> float:
        """Returns the rate of an epoch of the present run."""
        first, planned = self._course.first_epoch, max(self._course.planned_epochs, 1)
        factor = SCHEDULES[training.schedule].factor(training.schedule_options, epoch - first, planned)
        return float(training.learning_rate * factor * self._reduced)

    def in_epochs(self, training: Training, count: int) -> NDArray[np.float32]:
        """Returns the rates of the present epoch and of those after it, (count,)."""
        epochs = range(self._course.epoch, self._course.epoch + count)
        return np.array([self.in_epoch(training, epoch) for epoch in epochs], np.float32)
