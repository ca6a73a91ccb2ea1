"""The same network under both heads, trained in lockstep."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.heads import Activation
from workbench.core.project import Project
from workbench.data.prepared import prepare_project
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.running.diverged import Diverged
from workbench.engine.session import Session

FIRST_CHUNK = 20
"""Steps before anything is known of how long they take."""

TrainedHeads = dict[Activation, TrainedHead]


class TrainedTogether:
    """One session for each head, on the same data, with the same seed and so the same first weights and batches.

    Each session does exactly what it would do alone. Engine thread only.
    """

    def __init__(self, projects: Mapping[Activation, Project], networks: NetworkCache) -> None:
        """Begins a run of the projects' epochs; they differ in their heads alone.

        Raises:
            UserError: the data cannot be prepared, or a head cannot be trained on it.
        """
        data = prepare_project(next(iter(projects.values())))
        self._chunk = FIRST_CHUNK
        self._messages: dict[Activation, str] = {}
        self._sessions = {name: Session(project, data, networks) for name, project in projects.items()}
        for session in self._sessions.values():
            session.begin_run(session.project.training.epochs)

    @property
    def finished(self) -> bool:
        """Whether no head has anything left to do."""
        return not self._going_on()

    @property
    def steps_per_epoch(self) -> int:
        """Batches in an epoch."""
        return next(iter(self._sessions.values())).steps_per_epoch

    def _going_on(self) -> dict[Activation, Session]:
        return {
            name: session
            for name, session in self._sessions.items()
            if name not in self._messages and not session.finished
        }

    def advance(self, steps: int) -> None:
        """Brings every head that goes on as many steps further as the one that is behind."""
        going_on = self._going_on()
        if going_on:
            target = min(len(session.history) for session in going_on.values()) + steps
            for name, session in going_on.items():
                self._reach(name, session, target)

    def _reach(self, name: Activation, session: Session, target: int) -> None:
        """Trains up to a step, or until the compiler has to be waited for."""
        try:
            while not session.finished and len(session.history) < target:
                if not session.advance(target - len(session.history)):
                    return
        except Diverged as diverged:
            self._messages[name] = str(diverged)
        else:
            session.remember_good_now_and_then()
            if session.stopped_early:
                self._messages[name] = session.stopped_early

    def advance_for(self, seconds: float) -> None:
        """Trains all heads for about so long."""
        begun = time.perf_counter()
        self.advance(self._chunk)
        took = time.perf_counter() - begun
        # By halves and doubles at most: a call that had to compile says nothing about the next.
        self._chunk = max(round(self._chunk * min(max(seconds / took, 0.5), 2.0)), 1)

    def watch(self, row: int) -> None:
        """Makes the validation example `row` the one whose logits are reported."""
        for session in self._sessions.values():
            if session.probe_row != row:
                session.watch(row)

    def heads(self, places: NDArray[np.float32] | None = None) -> TrainedHeads:
        """Returns how far each head has come, with its logits at raw inputs `places` (n, d) where they are given."""
        return {name: self._head(name, session, places) for name, session in self._sessions.items()}

    def _head(self, name: Activation, session: Session, places: NDArray[np.float32] | None) -> TrainedHead:
        return TrainedHead(
            session.project,
            session.head,
            session.history,
            session.epoch,
            session.target_epoch,
            session.chance,
            session.baselines,
            session.probe_logits,
            None if places is None else session.logits_of(places),
            self._messages.get(name, ""),
        )

    def close(self) -> None:
        """Gives the networks back, for others to use; nothing can be trained any more."""
        for session in self._sessions.values():
            session.close()
