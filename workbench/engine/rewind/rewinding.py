"""Which step of its training a network stands at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from workbench.engine.networks.network import optimizer_key
from workbench.engine.rewind.moment import Glance, Moment, Place
from workbench.engine.rewind.moments import Moments
from workbench.engine.running.course import Course
from workbench.engine.running.trainee import Trainee


class Rewinding:
    """Keeps what the network is at many steps, and puts the weights of one in place of the present ones.

    Attributes:
        moments: What is kept.
    """

    def __init__(self, trainee: Trainee, course: Course) -> None:
        self._trainee, self._course = trainee, course
        self.moments = Moments()
        self._shown: Moment | None = None
        self._present: Moment | None = None

    @property
    def rewound(self) -> int | None:
        """The step whose weights stand in the network in place of the present ones; None for the present ones."""
        return self._shown.step if self._shown else None

    def remember(self) -> None:
        """Keeps what the network is at this step, where there is room for it."""
        if self.moments.wants(len(self._course.history)):
            self.moments.add(self._moment())

    def _moment(self) -> Moment:
        trainee, course = self._trainee, self._course
        in_epoch = course.step, trainee.epoch_size.steps, course.epoch_loss, trainee.epochs.begun
        place = Place(len(course.history), course.epoch, *in_epoch)
        glance = Glance(trainee.probe_inputs(), trainee.probe_logits)
        network = trainee.network
        return Moment(place, network.weights(), network.units, self._optimizer_key, glance)

    @property
    def _optimizer_key(self) -> bytes:
        return optimizer_key(self._trainee.project.training)

    def rewind(self, step: int) -> None:
        """Puts the weights of `step`, or of the last moment kept before it, in place of the present ones."""
        moment = self.moments.at(step)
        if moment is None:
            return
        if self._present is None:
            self._present = self._moment()
        self._shown = moment
        self._stand_at(moment)

    def come_back(self) -> None:
        """Puts the present weights back, if others stand in their place."""
        present, self._present, self._shown = self._present, None, None
        if present is not None:
            self._stand_at(present)

    @contextmanager
    def at_present(self) -> Iterator[None]:
        """Has the present weights in place for a while."""
        step = self.rewound
        self.come_back()
        try:
            yield
        finally:
            # Also where an edit is refused: nothing has changed then, least of all what is shown.
            if step is not None:
                self.rewind(step)

    def _stand_at(self, moment: Moment) -> None:
        trainee = self._trainee
        self._restore(moment)
        # As it was said then: XLA's last bit may differ from the graph's.
        same_units = moment.units == trainee.network.units
        if same_units and np.array_equal(moment.glance.inputs, trainee.probe_inputs()):
            trainee.probe_logits = moment.glance.logits
        else:
            trainee.look_at_probe()

    def _restore(self, moment: Moment) -> None:
        """Puts weights back as the present network and optimizer take them."""
        network, then = self._trainee.network, moment.weights
        if moment.units != network.units:
            then = then.with_units(network.logits_indices, network.units)
        if moment.optimizer != self._optimizer_key:
            then = then.without_slots()
        network.restore(then)

    def go_on_from(self, step: int) -> Moment | None:
        """Makes `step`, or the last moment kept before it, the present one, and returns it; later ones are forgotten.

        None, and nothing is done, where there is no moment.
        """
        moment = self.moments.at(step)
        if moment is not None:
            self._present = self._shown = None
            self._restore(moment)
            self._go_to(moment)
            self.moments.forget_after(moment.step)
        return moment

    def _go_to(self, moment: Moment) -> None:
        course, trainee, place = self._course, self._trainee, moment.place
        course.history = course.history.until(place.step)
        course.history.mark("went on from here")
        course.note_chance(trainee.goal.chance)
        as_then = moment.units == trainee.network.units
        same_epoch = as_then and place.steps_per_epoch == trainee.epoch_size.steps
        course.go_to(place, same_epoch)
        if same_epoch:
            trainee.epochs.begun = place.counted
