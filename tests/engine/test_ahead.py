"""A session is ready before Train is pressed, and what is not wanted any more is given up."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import pytest

from workbench.core.painted_data import PaintedData
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_painted
from workbench.data.prepared import prepare_project
from workbench.engine.ahead import Ahead
from workbench.engine.device import AUTO
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session


def made_project(units: int = 8, data: str = "iris", epochs: int = 50) -> Project:
    project = checked(Project(DataChoice(data), (Layer("Dense", {"units": units}),)))
    return msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, epochs=epochs))


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    monkeypatch.setattr("workbench.engine.ahead.QUIET_SECONDS", 0.0)
    networks = NetworkCache()
    made = Ahead(networks)
    yield made
    made.close()
    networks.close()


def wait(ahead: Ahead) -> None:
    assert ahead._future is not None
    ahead._future.result(timeout=60)


def test_a_session_made_ahead_has_everything_compiled(ahead: Ahead) -> None:
    ahead.prepare(made_project(), AUTO)
    wait(ahead)
    session = ahead.take(made_project(), AUTO)
    assert session is not None
    session.begin_run(2)
    session.advance(4)
    assert [loop.traces for loop in session.network.loops.values()] == [1]
    assert ahead.take(made_project(), AUTO) is None


def test_what_is_made_ahead_trains_as_what_is_made_at_once(ahead: Ahead) -> None:
    project = made_project()
    ahead.prepare(project, AUTO)
    wait(ahead)
    histories = []
    for session in (ahead.take(project, AUTO), Session(project, prepare_project(project))):
        assert session is not None
        session.begin_run(3)
        while not session.finished:
            session.advance(10)
        histories.append(session.history.loss)
    np.testing.assert_array_equal(*histories)


def test_an_edit_gives_up_what_was_made_and_makes_another(ahead: Ahead) -> None:
    ahead.prepare(made_project(8), AUTO)
    wait(ahead)
    ahead.prepare(made_project(9), AUTO)
    wait(ahead)
    assert ahead.take(made_project(8), AUTO) is None
    session = ahead.take(made_project(9), AUTO)
    assert session is not None and session.model.layers[0].units == 9
    assert len(ahead._networks._free) == 1


def test_asking_twice_for_the_same_makes_one(ahead: Ahead) -> None:
    ahead.prepare(made_project(), AUTO)
    future = ahead._future
    ahead.prepare(made_project(), AUTO)
    assert ahead._future is future


def test_a_project_that_cannot_be_trained_is_left_to_whoever_presses_train(ahead: Ahead) -> None:
    ahead.prepare(made_project(data="digit-traits"), AUTO)
    wait(ahead)
    assert ahead.take(made_project(data="digit-traits"), AUTO) is None


def painted_project(count: int) -> Project:
    points = tuple((x / 10, 0.0) for x in range(-count, count, 2))
    painted = PaintedData(("A", "B"), False, points, (0, 1) * (count // 2))
    return with_painted(made_project(), painted)


def test_an_empty_canvas_gives_way_to_the_first_points(ahead: Ahead) -> None:
    ahead.prepare(painted_project(0), AUTO)
    wait(ahead)
    ahead.prepare(painted_project(4), AUTO)
    wait(ahead)
    assert ahead.take(painted_project(4), AUTO) is not None


def test_one_session_serves_however_many_points_follow(ahead: Ahead) -> None:
    ahead.prepare(painted_project(4), AUTO)
    future = ahead._future
    ahead.prepare(painted_project(8), AUTO)
    assert ahead._future is future
    wait(ahead)
    session, project = ahead.take(painted_project(8), AUTO), painted_project(8)
    assert session is not None
    session.take_points(project.data, prepare_project(project))
    histories = []
    for one in (session, Session(project, prepare_project(project))):
        one.begin_run(3)
        while not one.finished:
            one.advance(10)
        histories.append(one.history)
    np.testing.assert_array_equal(histories[0].loss, histories[1].loss)
    assert histories[0].chances == histories[1].chances
