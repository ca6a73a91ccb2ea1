"""What is to be seen of a session."""

from __future__ import annotations

from workbench.engine.glimpse import Glimpse
from workbench.engine.session import Session
from workbench.engine.working.run_clock import RunClock


def glimpse_of(session: Session, before: Glimpse, clock: RunClock | None = None) -> Glimpse:
    """Returns the next glimpse after `before`; without a `clock` the run is as far as it was."""
    return Glimpse(
        version=before.version + 1,
        weights=before.weights + 1,
        trained=session.project,
        row=session.probe_row,
        logits=session.probe_logits,
        epoch=session.epoch,
        target_epoch=session.target_epoch,
        progress=clock.progress(session) if clock else before.progress,
        seconds_left=clock.seconds_left(session) if clock else before.seconds_left,
        learning_rate=session.learning_rate,
        microseconds_per_step=session.step_seconds * 1e6,
        device=session.device,
        baselines=session.baselines,
        moments=session.moments.steps,
        rewound=session.rewound,
        too_large=session.moments.too_large,
    )
