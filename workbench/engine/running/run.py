"""Steps and epochs of training, one chunk after another."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from workbench.core.history import History
from workbench.engine.epoch_rows import epoch_rows
from workbench.engine.epochs import Chunk, Position
from workbench.engine.running.course import Course
from workbench.engine.running.diverged import Diverged, first_bad
from workbench.engine.running.good_weights import GoodWeights
from workbench.engine.running.handover import Handover
from workbench.engine.running.learning_rate import LearningRate
from workbench.engine.running.trainee import Trainee
from workbench.engine.running.validation_watch import ValidationWatch


class Run:
    """Trains a trainee, one run of some epochs after another.

    Attributes:
        course: Where it stands, and what it brought.
        rate: The learning rate of each epoch.
        handover: What is compiled how.
        good: The last good weights.
        validation: What follows from the validation loss.
    """

    def __init__(self, trainee: Trainee) -> None:
        self._trainee = trainee
        self.course = Course()
        self.course.history.chance(trainee.goal.chance)
        self.rate = LearningRate(self.course)
        self.handover = Handover(trainee)
        self.good = GoodWeights(trainee, self.course)
        self.validation = ValidationWatch(trainee, self.course, self.rate, self.good)

    def begin(self, epochs: int) -> None:
        """Plans `epochs` more epochs from the present step."""
        self.course.plan(epochs)
        self.validation.begin()
        self.rate.begin()
        self.handover.begin(epochs)

    def begin_anew(self) -> None:
        """Goes on from other weights, at another place of the course."""
        self.validation.begin()
        self._trainee.look_at_probe()
        self.good.remember()

    def resume(self, history: History) -> None:
        """Goes on from restored weights, with the curves that led to them."""
        if not history.chances:
            # Weights that were opened have no run behind them that would have noted it.
            history.chance(self._trainee.goal.chance)
        self.course.resume(history)
        self._trainee.look_at_probe()
        self.good.remember()

    def change_optimizer(self) -> None:
        """Goes on with the optimizer of the project, whose slots are fresh."""
        self.close()
        self._trainee.change_optimizer()
        # The slots kept before are those of another optimizer.
        self.good.remember()

    def close(self) -> None:
        """Gives the networks back; nothing can be trained before there is another one."""
        self.handover.close()
        self._trainee.networks.give_back()

    @property
    def finished(self) -> bool:
        """Whether the present run has done its epochs or stopped early."""
        return bool(self.validation.stopped_early) or self.course.is_over

    @property
    def position(self) -> Position:
        """Where the next step is."""
        return Position(self._trainee.project.seed, self.course.epoch, self.course.step)

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, the schedule included."""
        return float(self.rate.in_epochs(self._trainee.project.training, 1)[0])

    def _rates(self, count: int) -> NDArray[np.float32]:
        """Returns the learning rate of the present epoch and of those after it that `count` steps touch."""
        touched = -(-(self.course.step + count) // self._trainee.epoch_size.steps)
        return self.rate.in_epochs(self._trainee.project.training, touched)

    def advance(self, steps: int) -> int:
        """Trains up to `steps` steps, not beyond the end of the run; returns how many: none while XLA compiles.

        Raises:
            Diverged: the loss was not finite or far above chance; the last good weights are back.
        """
        if not self.handover.follow():
            return 0
        count = self._possible(steps)
        chunk = self._trained(count)
        self._trainee.probe_logits = chunk.probe
        self._check(chunk.losses)
        self.handover.count(count)
        self._record(chunk)
        if self.handover.is_ahead:
            # Not before: the first point must not wait for two things being traced at once.
            self.handover.compile()
        return count

    def _possible(self, steps: int) -> int:
        """Returns how many of the wanted steps can be done at once."""
        trainee, course, size = self._trainee, self.course, self._trainee.epoch_size
        limits = [
            steps,
            trainee.epochs.most_steps(trainee.task, self.position),
            course.steps_left(size),
        ]
        if self._ends_every_epoch or not trainee.epochs.is_resident:
            limits.append(size.steps - course.step)
        if self.handover.steps_left is not None:
            limits.append(self.handover.steps_left)
        return max(min(limits), 1)

    @property
    def _ends_every_epoch(self) -> bool:
        """Whether each epoch has to be looked at before the next one begins."""
        training = self._trainee.project.training
        watched = training.early_stopping or training.schedule == "reduce_on_plateau"
        return watched or self._trainee.goal.objective.shown is not None

    def _trained(self, count: int) -> Chunk:
        trainee, begun = self._trainee, time.perf_counter()
        chunk = trainee.epochs.advance(
            trainee.task, self.position, count, self._rates(count), trainee.probe_inputs()
        )
        trainee.time_steps(count, time.perf_counter() - begun)
        return chunk

    def _check(self, losses: NDArray[np.float32]) -> None:
        """The buffer is kept up to the bad step, so that the curve shows where it happened."""
        chance = self._trainee.goal.chance
        first = first_bad(losses, chance)
        if first is None:
            return
        history = self.course.history
        history.append(losses[:first])
        value = "not a finite number" if not np.isfinite(losses[first]) else f"{losses[first]:.3g}"
        self._diverge(len(history) + 1, f"the loss is {value}, against {chance:.3g} for guessing")

    def _diverge(self, step: int, reason: str) -> NoReturn:
        self.good.restore()
        self.course.history.mark("diverged: last good weights are back")
        raise Diverged(
            f"Training stopped at step {step}: {reason}. "
            f"The last good weights are back. Try a learning rate of {self.learning_rate / 10:.3g}, "
            "or clip the gradients."
        )

    def _record(self, chunk: Chunk) -> None:
        """Writes losses and epochs down, and moves on."""
        trainee, size = self._trainee, self._trainee.epoch_size
        ended = self.course.epochs_ended_by(len(chunk.losses), size)
        rows = epoch_rows(trainee.task, trainee.data, chunk.ends, ended) if ended else []
        self.course.record(chunk.losses, rows, size, self._rate_in)
        if ended:
            self._after_epochs(rows[-1])

    def _rate_in(self, epoch: int) -> float:
        return self.rate.in_epoch(self._trainee.project.training, epoch)

    def _after_epochs(self, row: Mapping[str, float]) -> None:
        if (self.finished or self.good.are_due) and not self.good.remember():
            self._diverge(len(self.course.history), "its update made weights that are not finite")
        if "val_loss" in row:
            self.validation.follow(row["val_loss"])
