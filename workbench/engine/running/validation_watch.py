"""What follows from the validation loss of each epoch."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.project import Training
from workbench.engine.networks.weights import Arrays
from workbench.engine.running.course import Course
from workbench.engine.running.good_weights import GoodWeights
from workbench.engine.running.learning_rate import LearningRate
from workbench.engine.running.trainee import Trainee


@dataclass(frozen=True)
class BestEpoch:
    """The epoch of the lowest validation loss; its weights where they may be put back, else none."""

    loss: float
    epoch: int
    weights: Arrays


class ValidationWatch:
    """Reduces the learning rate on a plateau, and stops early with the best weights, where the person asked for it.

    Attributes:
        stopped_early: The sentence about the best weights put back, once they are.
    """

    def __init__(self, trainee: Trainee, course: Course, rate: LearningRate, good: GoodWeights) -> None:
        self._trainee, self._course, self._rate, self._good = trainee, course, rate, good
        self.begin()

    def begin(self) -> None:
        """Begins a run."""
        self.stopped_early = ""
        self.forget()

    def forget(self) -> None:
        """Forgets the losses so far: those that come are another kind."""
        self._best: BestEpoch | None = None
        self._epochs_without_gain = 0

    @property
    def _training(self) -> Training:
        return self._trainee.project.training

    def follow(self, loss: float) -> None:
        """Hears of the validation loss of the latest epoch."""
        if self._best is None or loss < self._best.loss:
            weights = self._trainee.network.model.get_weights() if self._training.early_stopping else []
            self._best = BestEpoch(loss, self._course.epoch, weights)
            self._epochs_without_gain = 0
            return
        self._epochs_without_gain += 1
        self._reduce_on_plateau()
        self._stop_early()

    def _reduce_on_plateau(self) -> None:
        training, options = self._training, self._training.schedule_options
        if (
            training.schedule == "reduce_on_plateau"
            and self._epochs_without_gain % int(options["patience"]) == 0
        ):
            self._rate.reduce(float(options["factor"]))
            self._course.history.mark("learning rate reduced")

    def _stop_early(self) -> None:
        out_of_patience = self._epochs_without_gain >= self._training.patience
        if self._best and self._best.weights and (out_of_patience or self._course.is_over):
            self._put_back(self._best)
            ended = "Stopped early" if out_of_patience else "Finished"
            self.stopped_early = (
                f"{ended} after {self._course.epoch} epochs: the validation loss was lowest in epoch "
                f"{self._best.epoch}, and its weights are back."
            )

    def _put_back(self, best: BestEpoch) -> None:
        self._trainee.network.model.set_weights(best.weights)
        self._trainee.look_at_probe()
        self._good.remember()
        self._course.history.mark(f"weights of epoch {best.epoch} are back")
