"""A run from its beginning to its end, at the pace that the person chose."""

from __future__ import annotations

import time
from collections.abc import Callable

from workbench.engine.running.diverged import Diverged
from workbench.engine.session import Session
from workbench.engine.working.allowance import Allowance
from workbench.engine.working.run_clock import RunClock
from workbench.engine.working.run_control import RunControl

FRAME = 0.033
"""Seconds between two redraws of the window: the pace `watch` does about an epoch in each."""

SLOW_STEP = 0.3
"""Seconds that the pace `slow` rests after each step."""

HELD = 0.005
"""Seconds between two looks at what is asked of a run that is held: a slider is followed at once."""

REMEMBERING, REMEMBERING_AT_ONCE = 0.02, 0.05
"""At full speed, the share of the time that keeping moments to go back to may take, and the seconds of a short run."""


class RunLoop:
    """Trains a session chunk by chunk, and serves between the chunks. Engine thread only."""

    def __init__(
        self,
        session: Session,
        run: int,
        control: RunControl,
        serve: Callable[[], None],
        publish: Callable[[RunClock], None],
    ) -> None:
        """Calls `serve` between the chunks for what others ask, and `publish` after each one."""
        self._session, self._run, self._control = session, run, control
        self._serve, self._publish = serve, publish
        self._remembering = Allowance(REMEMBERING, REMEMBERING_AT_ONCE)
        self._clock = RunClock(session)

    def to_end(self) -> str:
        """Trains to the end of the run, and returns a sentence about it where there is one.

        Raises:
            Diverged: the last good weights are back.
        """
        session = self._session
        while not session.finished and not self._control.is_stopped(self._run):
            self._advance()
            self._wait_for_permission()
        self._publish(self._clock)
        return session.stopped_early or ("" if session.finished else "Stopped. Train goes on from here.")

    def _advance(self) -> None:
        session, epoch, begun = self._session, self._session.epoch, time.perf_counter()
        single = self._control.until == "step" or self._pace == "slow"
        count = self._trained(1 if single else self._chunk())
        took = time.perf_counter() - begun
        session.remember_good_now_and_then()
        self._remember()
        self._publish(self._clock)
        self._hold_where_asked(session.epoch > epoch)
        self._keep_pace(took, count)
        self._clock.working_seconds += time.perf_counter() - begun
        if not single:
            self._clock.adapt(took, count)

    @property
    def _pace(self) -> str:
        return self._session.project.training.pace

    def _trained(self, steps: int) -> int:
        try:
            return self._session.advance(steps)
        except Diverged:
            self._publish(self._clock)
            raise

    def _chunk(self) -> int:
        """Returns how many steps to do: up to the end of an epoch, the present one where each is to be seen."""
        left, chunk, steps = (
            self._session.steps_left_in_epoch,
            self._clock.chunk,
            self._session.steps_per_epoch,
        )
        if chunk < left:
            return chunk
        if self._control.until == "epoch" or self._pace == "watch":
            return left
        return left + (chunk - left) // steps * steps

    def _remember(self) -> None:
        """Keeps a moment to go back to; at full speed that may take a small share of the time."""
        if self._pace != "full" or self._remembering.is_left:
            with self._remembering.spending():
                self._session.remember()

    def _hold_where_asked(self, epoch_ended: bool) -> None:
        until = self._control.until
        if until == "step" or (until == "epoch" and epoch_ended):
            self._control.hold()

    def _keep_pace(self, took: float, count: int) -> None:
        if self._pace == "slow":
            self._control.rest(SLOW_STEP)
        elif self._pace == "watch":
            self._control.rest(max(FRAME * count / self._session.steps_per_epoch - took, 0.0))

    def _wait_for_permission(self) -> None:
        self._serve()
        while not self._control.may_go_on(self._run, HELD):
            self._serve()
