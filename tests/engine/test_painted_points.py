"""A network goes on with more points at each stroke: same weights, nothing compiled anew."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.painted_data import PaintedData
from workbench.core.painted_edits import with_class, with_class_name, with_points, with_several
from workbench.core.project import Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_painted
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.core.projects.head_edits import with_head
from workbench.data.prepared import prepare_project
from workbench.engine.point_loop import PointLoop
from workbench.engine.resident_epochs import ResidentEpochs
from workbench.engine.session import Session


def painted(count: int, several: bool = False, seed: int = 0) -> PaintedData:
    """Points of two classes, to the left and to the right; with several labels some of both and some of none."""
    generator = np.random.default_rng(seed)
    points = [tuple(point) for point in generator.uniform(-1, 1, (count, 2)).round(3).tolist()]
    labels = generator.integers(0, 4, count) if several else [int(x > 0) for x, _ in points]
    return PaintedData(("A", "B"), several, tuple(points), tuple(map(int, labels)))  # type: ignore[arg-type]


def project_of(points: PaintedData, **training: Any) -> Project:
    layers = (Layer("Dense", {"units": 8}),)
    return checked(with_painted(Project(layers=layers, training=Training(**training)), points))


def session_of(project: Project) -> Session:
    return Session(project, prepare_project(project))


def train(session: Session, epochs: int) -> None:
    session.begin_run(epochs)
    while not session.finished:
        session.advance(3)


def take(session: Session, points: PaintedData) -> None:
    project = with_painted(session.project, points)
    session.take_points(project.data, prepare_project(project))


def loops(session: Session) -> list[PointLoop]:
    return [loop for loop in session.network.loops.values() if isinstance(loop, PointLoop)]


@pytest.mark.parametrize("several", [False, True])
def test_the_numbers_are_those_of_points_that_stay_as_they_are(several: bool) -> None:
    project = project_of(painted(101, several))
    session, resident = session_of(project), session_of(project)
    resident._trainee.epochs = ResidentEpochs(resident.data, scored=True)
    for one in (session, resident):
        train(one, 3)
    np.testing.assert_allclose(session.history.loss, resident.history.loss, rtol=1e-5)
    for ours, theirs in zip(session.history.epochs, resident.history.epochs, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-5)


def test_strokes_keep_weights_and_slots_and_compile_nothing() -> None:
    session = session_of(project_of(painted(40)))
    train(session, 2)
    before = session.state()
    take(session, with_points(painted(40), [(0.5, 0.5)] * 60, 1))
    after = session.state()
    assert before.keys() == after.keys()
    for key in before:
        np.testing.assert_array_equal(before[key], after[key])
    for count in (3, 77, 200):
        take(session, painted(count))
        train(session, 1)
    (loop,) = loops(session)
    assert loop.traces == 1
    assert session.training_rows == 200 - len(session.data.split.validation_rows)


def test_points_that_test_are_never_trained_on_however_many_are_painted() -> None:
    project = project_of(first_points(40))
    data = msgspec.structs.replace(project.data, test_fraction=0.2)
    session = session_of(msgspec.structs.replace(project, data=data))
    kept: list[int] = []
    for count in (40, 77, 200):
        take(session, first_points(count))
        train(session, 1)
        parts = session.data.split
        assert set(kept) <= set(parts.test_rows) and not set(kept) & set(parts.training_rows)
        assert session.training_rows == count - len(parts.validation_rows) - len(parts.test_rows)
        kept = parts.test_rows.tolist()
    assert len(kept) == pytest.approx(40, abs=2)


def first_points(count: int) -> PaintedData:
    """The first of two hundred points."""
    points = painted(200)
    return msgspec.structs.replace(points, points=points.points[:count], labels=points.labels[:count])


def test_a_stroke_in_the_middle_of_an_epoch_begins_it_again() -> None:
    session = session_of(project_of(painted(200), batch_size=10))
    session.begin_run(2)
    session.advance(3)
    take(session, painted(300))
    steps = session.steps_per_epoch
    assert session.steps_left_in_epoch == steps > 16
    train(session, 1)
    assert session.history.epoch_steps == [3 + steps]
    assert np.isfinite(list(session.history.epochs[0].values())).all()


def test_what_was_painted_is_learned() -> None:
    session = session_of(project_of(painted(30), learning_rate=0.05))
    train(session, 10)
    take(session, painted(400, seed=1))
    train(session, 30)
    assert session.history.epochs[-1]["val_sparse_categorical_accuracy"] > 0.95


def test_a_toggle_of_the_head_acts_between_strokes() -> None:
    session = session_of(project_of(painted(50)))
    train(session, 1)
    session.adopt(with_head(session.project, "sigmoid", LabelKind.CLASS_INDEX))
    take(session, painted(90))
    train(session, 1)
    assert session.head.activation == "sigmoid"
    assert len(session.history.chances) == 2


@pytest.mark.parametrize(
    ("change", "fresh"),
    [
        (lambda points: with_points(points, [(0, 0)], 1), False),
        (lambda points: with_class_name(points, 0, "birds"), False),
        (with_class, True),
        (lambda points: with_several(points, True), True),
    ],
)
def test_only_other_classes_need_a_fresh_start(change, fresh: bool) -> None:
    project = project_of(painted(20))
    assert fresh_start_needed(project, with_painted(project, change(painted(20)))) is fresh


def test_another_scaling_needs_a_fresh_start() -> None:
    project = project_of(painted(20))
    scaled = msgspec.structs.replace(
        project, data=msgspec.structs.replace(project.data, scaling="standardise")
    )
    assert fresh_start_needed(project, scaled)
