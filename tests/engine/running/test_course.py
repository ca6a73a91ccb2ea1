"""A course writes losses and epochs down as Keras would report them."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.engine.rewind.moment import Place
from workbench.engine.running.course import Course
from workbench.engine.running.epoch_size import EpochSize

SIZE = EpochSize(rows=10, batch_size=4)


def recorded(course: Course, losses: list[float], ended: int) -> Course:
    rows = [{"val_loss": 0.5}] * ended
    course.record(np.array(losses, np.float32), rows, SIZE, rate_in=lambda epoch: 0.1 * (epoch + 1))
    return course


def test_an_epoch_counts_its_smaller_last_batch() -> None:
    assert (SIZE.steps, SIZE.missing) == (3, 2)
    assert (EpochSize(8, 4).steps, EpochSize(8, 4).missing) == (2, 0)


def test_the_loss_of_an_epoch_is_the_mean_over_its_examples() -> None:
    course = recorded(Course(), [3.0, 2.0, 1.0], ended=1)
    assert course.history.epochs == [
        {"loss": (4 * 3 + 4 * 2 + 2 * 1) / 10, "val_loss": 0.5, "learning_rate": 0.1}
    ]
    assert (course.epoch, course.step, course.epoch_loss) == (1, 0, 0.0)


@pytest.mark.parametrize("cut", range(1, 7))
def test_chunks_of_any_length_bring_the_same(cut: int) -> None:
    losses = [3.0, 2.0, 1.0, 0.9, 0.8, 0.7, 0.6]
    whole, parts = recorded(Course(), losses, ended=2), Course()
    for part in (losses[:cut], losses[cut:]):
        recorded(parts, part, parts.epochs_ended_by(len(part), SIZE))
    assert [epoch["loss"] for epoch in parts.history.epochs] == pytest.approx([2.2, 0.82])
    assert [epoch["loss"] for epoch in whole.history.epochs] == pytest.approx([2.2, 0.82])
    np.testing.assert_array_equal(parts.history.loss, whole.history.loss)
    assert (parts.epoch, parts.step) == (whole.epoch, whole.step) == (2, 1)


def test_a_run_ends_at_its_last_epoch() -> None:
    course = Course()
    course.plan(2)
    assert course.steps_left(SIZE) == 6 and not course.is_over
    recorded(course, [1.0] * 4, ended=1)
    assert course.steps_left(SIZE) == 2
    recorded(course, [1.0] * 2, ended=1)
    assert course.is_over and course.planned_epochs == 2


def test_an_epoch_of_another_length_begins_again() -> None:
    place = Place(4, epoch=1, step_in_epoch=1, steps_per_epoch=3, epoch_loss=7.0)
    course = Course()
    course.go_to(place, same_epoch=True)
    assert (course.epoch, course.target_epoch, course.step, course.epoch_loss) == (1, 1, 1, 7.0)
    course.go_to(place, same_epoch=False)
    assert (course.epoch, course.step, course.epoch_loss) == (1, 0, 0.0)


def test_a_chance_line_is_noted_where_it_changes() -> None:
    course = Course()
    for chance in (1.0, 1.0, 2.0):
        course.note_chance(chance)
    assert course.history.chances == [(0, 1.0), (0, 2.0)]
