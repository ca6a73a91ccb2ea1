"""The rate of an epoch follows the schedule over the present run, and what plateaus took off."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.project import Project
from workbench.core.projects.checked_project import checked
from workbench.engine.running.course import Course
from workbench.engine.running.learning_rate import LearningRate


def test_without_a_schedule_it_is_what_the_person_chose() -> None:
    course = Course()
    course.plan(3)
    rates = LearningRate(course).in_epochs(Project().training, 3)
    np.testing.assert_allclose(rates, Project().training.learning_rate)


def test_a_schedule_counts_from_the_beginning_of_the_run() -> None:
    scheduled = msgspec.structs.replace(Project().training, schedule="cosine")
    training = checked(msgspec.structs.replace(Project(), training=scheduled)).training
    course = Course()
    rate = LearningRate(course)
    course.plan(4)
    first = rate.in_epochs(training, 4)
    assert (np.diff(first) < 0).all()
    course.epoch = 4
    course.plan(4)
    np.testing.assert_array_equal(rate.in_epochs(training, 4), first)


def test_a_plateau_counts_for_the_rest_of_its_run() -> None:
    rate, training = LearningRate(Course()), msgspec.structs.replace(Project().training, learning_rate=1.0)
    rate.reduce(0.5)
    rate.reduce(0.5)
    assert rate.in_epoch(training, 0) == pytest.approx(0.25)
    rate.begin()
    assert rate.in_epoch(training, 0) == pytest.approx(1.0)
