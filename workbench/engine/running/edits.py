"""How a run follows what the person changes."""

from __future__ import annotations

import msgspec

from workbench.core.project import DataChoice, HeadChoice, Project, Training
from workbench.data.prepared import PreparedData
from workbench.engine.running.run import Run
from workbench.engine.running.trainee import Trainee

OPTIMIZER_SETTINGS = "optimizer", "optimizer_options", "clip_norm"
"""What another optimizer is built for."""


class Edits:
    """Lets a trainee and its run follow another project, with the same weights."""

    def __init__(self, trainee: Trainee, run: Run) -> None:
        self._trainee, self._run = trainee, run

    def adopt(self, project: Project) -> None:
        """Follows what may change during a run: head, loss, learning rate, schedule and pace."""
        before, self._trainee.project = self._trainee.project, project
        if project.head != before.head:
            self._adopt_head(before.head)

    def _adopt_head(self, before: HeadChoice) -> None:
        trainee = self._trainee
        if trainee.units != trainee.network.units:
            trainee.move_to_units()
        if _minimised(trainee.choice) != _minimised(before):
            self._change_goal()
        trainee.look_at_probe()
        self._run.good.remember()

    def _change_goal(self) -> None:
        trainee, course = self._trainee, self._run.course
        self._run.validation.forget()
        trainee.begin_goal()
        course.history.chance(trainee.goal.chance)
        if not course.is_over:
            self._run.handover.begin(course.target_epoch - course.epoch)
        words = f"{trainee.head.activation}, {trainee.choice.loss.replace('_', ' ')}"
        course.history.mark(f"experiment: {words}" if trainee.head.mistake else words)

    def take_points(self, choice: DataChoice, data: PreparedData) -> None:
        """Goes on with other painted points of the same classes; the present epoch begins again."""
        trainee, course = self._trainee, self._run.course
        trainee.project = msgspec.structs.replace(trainee.project, data=choice)
        trainee.take(data)
        course.begin_epoch_again()
        self._run.validation.forget()
        course.note_chance(trainee.goal.chance)
        trainee.watch(trainee.probe_row)
        self._run.good.remember()

    def follow_training(self, project: Project) -> None:
        """Follows a project whose layers and data are the same, before a further run."""
        trainee, course = self._trainee, self._run.course
        before = trainee.project
        # The head first, on the optimizer that the slots belong to.
        self.adopt(msgspec.structs.replace(project, training=before.training, imported=before.imported))
        trainee.project = project
        # Frozen layers that learn from now on, or the other way round: other weights have slots.
        if before.imported != project.imported or _other_optimizer(before.training, project.training):
            self._run.change_optimizer()
        if before.training.batch_size != project.training.batch_size and course.step:
            course.begin_epoch_again()


def _minimised(choice: HeadChoice) -> HeadChoice:
    """Returns what of a head decides about training: thresholds and a temperature come after it."""
    usual = HeadChoice()
    return msgspec.structs.replace(
        choice, threshold=usual.threshold, thresholds=usual.thresholds, temperature=usual.temperature
    )


def _other_optimizer(before: Training, after: Training) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in OPTIMIZER_SETTINGS)
