"""The way from the plain graph to XLA in the middle of a run."""

from __future__ import annotations

import functools
import logging
from concurrent.futures import Future, wait

from workbench.engine.plan import Plan, planned
from workbench.engine.running.trainee import Trainee

log = logging.getLogger(__name__)

WAIT_SECONDS = 0.02
"""How long a chunk may wait for XLA: whoever presses Stop does not wait for a compiler."""


class Handover:
    """Has XLA compile while the graph trains, and goes over to it at the step that the plan says.

    Attributes:
        plan: What the present run does where.
    """

    def __init__(self, trainee: Trainee) -> None:
        self._trainee = trainee
        self.plan = Plan(None)
        self._done = 0
        self._compiling: Future[object] | None = None
        self._compiled_for: tuple[object, ...] = ()

    @property
    def is_ahead(self) -> bool:
        """Whether the present run will go over to XLA yet."""
        return self.plan.handover is not None and not self._trainee.network.xla

    @property
    def steps_left(self) -> int | None:
        """Steps that the graph takes yet; None where it is not followed by XLA."""
        handover = self.plan.handover
        return None if handover is None or self._trainee.network.xla else handover - self._done

    def count(self, steps: int) -> None:
        """Tells of steps that were done."""
        self._done += steps

    def begin(self, epochs: int) -> None:
        """Decides anew, for a run of so many more epochs; the graph begins."""
        self._trainee.move_to(self._trainee.network_for(xla=False))
        self._done = 0
        self.plan = self._planned(epochs)

    def compile_ahead(self, epochs: int) -> None:
        """Compiles what a run of so many epochs will need, so that it can begin at once."""
        self._trainee.epochs.compile(self._trainee.task)
        self.plan = self._planned(epochs)
        if self.plan.handover is not None:
            self.compile()

    def _planned(self, epochs: int) -> Plan:
        trainee = self._trainee
        if trainee.goal.objective.shown is not None:
            # Keras's own path, bit for bit.
            return Plan(None)
        steps = trainee.epoch_size.steps
        whole = steps if trainee.epochs.is_resident else 1
        inputs = trainee.data.dataset.number_of_inputs
        return planned(trainee.project, inputs, trainee.units, epochs * steps, whole)

    def compile(self) -> None:
        """Has XLA compile what the present objective needs, unless that was asked for already."""
        trainee = self._trainee
        task = trainee.task_on(trainee.network_for(xla=True))
        wanted = (*task.objective.key, task.batch_size, task.network.key)
        if self._compiling is None or wanted != self._compiled_for:
            self._compiled()
            self._compiled_for = wanted
            work = functools.partial(trainee.epochs.compile, task)
            self._compiling = trainee.networks.cache.compile(work)

    def _compiled(self) -> bool:
        """Waits for XLA and returns whether it compiled; where it is missing or refuses, the graph serves."""
        if self._compiling is None:
            return True
        error = self._compiling.exception()
        if error is not None:
            log.warning("XLA did not compile, so the graph goes on: %s", error)
        return error is None

    def follow(self) -> bool:
        """Goes over to XLA where the plan says so; returns False while XLA still compiles."""
        trainee = self._trainee
        if trainee.network.xla or not self.plan.is_xla(self._done):
            return True
        if self._compiling is not None and not wait([self._compiling], WAIT_SECONDS).done:
            return False
        if self._compiled():
            trainee.move_to(trainee.network_for(xla=True))
        else:
            self.plan = Plan(None)
        return True

    def close(self) -> None:
        """Waits for what is being compiled, which serves nobody any more."""
        self._compiled()
        self._compiling = None
