"""How much of the time something that is not training may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Allowance:
    """A share of the time since the beginning, and a little at once: a short run should not go without."""

    def __init__(self, share: float, at_once: float, clock: Callable[[], float] = time.perf_counter) -> None:
        """Allows `at_once` seconds, and `share` of a second for each second that goes by."""
        self._share, self._at_once, self._clock = share, at_once, clock
        self.begin()

    def begin(self) -> None:
        """Begins anew."""
        self._begun, self._spent = self._clock(), 0.0

    @property
    def is_left(self) -> bool:
        """Whether anything is left to spend."""
        return self._spent < self._at_once + self._share * (self._clock() - self._begun)

    @contextmanager
    def spending(self) -> Iterator[None]:
        """Counts what goes by meanwhile."""
        begun = self._clock()
        yield
        self._spent += self._clock() - begun
