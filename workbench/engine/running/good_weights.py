"""The last good weights of a run, for when it goes wrong."""

from __future__ import annotations

import time

from workbench.engine.running.course import Course
from workbench.engine.running.trainee import Trainee

GOOD_SECONDS = 5.0
"""How old they may get during a long epoch."""

GOOD_EPOCH_SECONDS = 0.1
"""How old they may be at the end of an epoch: a look at them takes as long as some steps of a small network."""


class GoodWeights:
    """What the network was when everything in it was finite."""

    def __init__(self, trainee: Trainee, course: Course) -> None:
        self._trainee, self._course = trainee, course
        self.remember()

    @property
    def are_due(self) -> bool:
        """Whether they are too old for the end of an epoch."""
        return time.monotonic() - self._time > GOOD_EPOCH_SECONDS

    def remember(self) -> bool:
        """Keeps the present state if it is finite, and returns whether it is."""
        snapshot = self._trainee.network.snapshot()
        if snapshot.finite:
            self._time = time.monotonic()
            self._snapshot, self._epoch, self._step = snapshot, self._course.epoch, self._course.step
        return snapshot.finite

    def remember_now_and_then(self) -> None:
        """Keeps the present, finite state every few seconds of a long epoch."""
        if time.monotonic() - self._time > GOOD_SECONDS:
            self.remember()

    def restore(self) -> None:
        """Puts them back."""
        self._trainee.network.restore(self._snapshot.weights())
        self._course.step = self._step if self._epoch == self._course.epoch else 0
        self._trainee.look_at_probe()
