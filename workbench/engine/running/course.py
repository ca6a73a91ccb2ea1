"""Where the runs of a session stand, and what they brought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.history import History
from workbench.engine.rewind.moment import Place
from workbench.engine.running.epoch_size import EpochSize


class Course:
    """Epochs and steps done, and the curves that came of them.

    Engine thread only, but `history` may be read from any thread.

    Attributes:
        history: Losses and scores so far.
        epoch: Whole epochs done.
        step: Steps done in the present one.
        epoch_loss: The sum of the losses of its examples so far.
        first_epoch: Where the present run began.
        target_epoch: Where it ends.
    """

    def __init__(self) -> None:
        self.history = History()
        self.epoch = self.first_epoch = self.target_epoch = self.step = 0
        self.epoch_loss = 0.0

    def plan(self, epochs: int) -> None:
        """Begins a run of `epochs` more epochs."""
        self.first_epoch = self.epoch
        self.target_epoch = self.epoch + epochs

    @property
    def planned_epochs(self) -> int:
        """Epochs of the present run."""
        return self.target_epoch - self.first_epoch

    @property
    def is_over(self) -> bool:
        """Whether the present run has done its epochs."""
        return self.epoch >= self.target_epoch

    def begin_epoch_again(self) -> None:
        """Forgets what was done of the present epoch."""
        self.step, self.epoch_loss = 0, 0.0

    def resume(self, history: History) -> None:
        """Goes on after the whole epochs of a saved run."""
        self.history = history
        self.epoch = len(history.epochs)
        self.begin_epoch_again()

    def go_to(self, place: Place, same_epoch: bool) -> None:
        """Stands at an earlier place, where its run ends too; without `same_epoch` its epoch begins again."""
        self.epoch = self.target_epoch = place.epoch
        self.begin_epoch_again()
        if same_epoch:
            self.step, self.epoch_loss = place.step_in_epoch, place.epoch_loss

    def note_chance(self, chance: float) -> None:
        """Writes the loss of guessing down where it is another than before."""
        if not self.history.chances or self.history.chances[-1][1] != chance:
            self.history.chance(chance)

    def steps_left(self, size: EpochSize) -> int:
        """Returns the steps to the end of the run, at least to the end of the present epoch."""
        return size.steps - self.step + max(self.target_epoch - self.epoch - 1, 0) * size.steps

    def epochs_ended_by(self, steps: int, size: EpochSize) -> int:
        """Returns how many epochs end within the next `steps` steps."""
        return (self.step + steps) // size.steps

    def record(
        self,
        losses: NDArray[np.float32],
        rows: Sequence[Mapping[str, float]],
        size: EpochSize,
        rate_in: Callable[[int], float],
    ) -> None:
        """Writes steps and the epochs that ended among them down, and moves on.

        Args:
            losses: Of each step, (steps,).
            rows: The scores of each epoch that ended.
            size: Of each epoch.
            rate_in: The learning rate of an epoch.
        """
        bounds = [i * size.steps - self.step for i in range(1, len(rows) + 1)]
        for row, begin, end in zip(rows, [0, *bounds], bounds, strict=False):
            self.history.append(losses[begin:end])
            self._end_epoch(row, losses[begin:end], size, rate_in(self.epoch))
        rest = losses[bounds[-1] :] if bounds else losses
        self.history.append(rest)
        self.step += len(rest)
        self.epoch_loss += _summed(rest, size)

    def _end_epoch(
        self, row: Mapping[str, float], losses: NDArray[np.float32], size: EpochSize, rate: float
    ) -> None:
        """The mean over examples, as Keras reports it: the last, smaller batch counts for as much as it is."""
        total = self.epoch_loss + _summed(losses, size) - float(losses[-1]) * size.missing
        self.epoch += 1
        self.history.end_epoch({"loss": total / size.rows, **row, "learning_rate": rate})
        self.begin_epoch_again()


def _summed(losses: NDArray[np.float32], size: EpochSize) -> float:
    return float(losses.sum(dtype=np.float64)) * size.batch_size
