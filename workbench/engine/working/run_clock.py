"""How far a run is, and how many steps a chunk should have."""

from __future__ import annotations

from workbench.engine.session import Session

CHUNK = 0.018
"""Seconds that a chunk should take: short enough for the window, long enough to be fast."""

LONGEST_CHUNK = 4096
"""Steps; more are not faster."""

SHORTEST_TIME = 1e-6
"""Seconds: a coarse clock may see none go by."""


class RunClock:
    """Where a run stands. The steps of an epoch may become more on the way."""

    def __init__(self, session: Session) -> None:
        self.first_step = len(session.history)
        self.working_seconds = 0.0
        self.chunk = 1

    def progress(self, session: Session) -> float:
        """Returns the share that is done, 0 to 1."""
        done, left = self._done(session), _steps_left(session)
        return done / max(done + left, 1)

    def seconds_left(self, session: Session) -> float | None:
        """Returns an estimate; None before the first step."""
        done = self._done(session)
        return self.working_seconds / done * _steps_left(session) if done else None

    def _done(self, session: Session) -> int:
        return len(session.history) - self.first_step

    def adapt(self, took: float, count: int) -> None:
        """Moves towards chunks of `CHUNK`, at most to half as many steps or twice as many at a time."""
        if not count:
            # XLA was waited for, which says nothing of the steps.
            return
        wanted = round(count * CHUNK / max(took, SHORTEST_TIME))
        self.chunk = max(min(wanted, 2 * self.chunk, LONGEST_CHUNK), self.chunk // 2, 1)


def _steps_left(session: Session) -> int:
    after_this_epoch = session.target_epoch - session.epoch - 1
    return max(after_this_epoch * session.steps_per_epoch + session.steps_left_in_epoch, 0)
