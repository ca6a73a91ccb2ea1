"""What the person wants of the run."""

from __future__ import annotations

import threading
from typing import Literal

from workbench.engine.state import State

Until = Literal["end", "step", "epoch"]


class RunControl:
    """Flags that the window sets at once and the engine reads between two chunks.

    Attributes:
        run: The id of the latest run, 0 before the first.
        until: How far the run goes before it holds.
    """

    def __init__(self) -> None:
        self.run = 0
        self.until: Until = "end"
        self._resumed = threading.Event()
        self._resumed.set()
        self._interrupted = threading.Event()
        self._last_stopped_run = self._last_ended_run = self._dropped_run = 0

    @property
    def state(self) -> State:
        """What the engine is doing, once it is warm."""
        if self.run == self._last_ended_run:
            return State.IDLE
        if self.run == self._last_stopped_run:
            return State.STOPPING
        return State.RUNNING if self._resumed.is_set() else State.PAUSED

    # Wishes, from the window's thread

    def begin(self, until: Until) -> int:
        """Wants another run, and returns its id."""
        self.run += 1
        self._interrupted.clear()
        self.resume(until)
        return self.run

    def resume(self, until: Until) -> None:
        """Wants it to go on."""
        self.until = until
        self._resumed.set()

    def stop(self) -> None:
        """Wants it ended after the present chunk."""
        self._last_stopped_run = self.run
        self._interrupted.set()
        self._resumed.set()

    def drop(self) -> None:
        """Wants it ended, with nothing more to say."""
        self._dropped_run = self.run
        self.stop()

    def hold(self) -> None:
        """Wants it held after the present chunk."""
        self._resumed.clear()

    # What the engine reads and does

    def is_stopped(self, run: int) -> bool:
        """Whether a run was ended, or one after it."""
        return run <= self._last_stopped_run

    def is_dropped(self, run: int) -> bool:
        """Whether a run has nothing more to say."""
        return run == self._dropped_run

    def end(self, run: int) -> None:
        """Tells that a run is over."""
        self._last_ended_run = run

    def may_go_on(self, run: int, seconds: float) -> bool:
        """Waits so long for the run to be held no more, and returns whether it is not, or is over."""
        return self._resumed.wait(seconds) or self.is_stopped(run)

    def rest(self, seconds: float) -> None:
        """Waits so long, but not for a run that is ended."""
        self._interrupted.wait(seconds)
