"""A session stands at any of its moments again, bit for bit, comes back, and goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session

LAYERS = (Layer("Dense", {"units": 6}), Layer("BatchNormalization", {}), Layer("Dropout", {"rate": 0.2}))

NETWORKS = NetworkCache()
SESSIONS: list[Session] = []


@pytest.fixture(autouse=True)
def networks_used_again() -> Iterator[None]:
    """Gives the networks of a test to the next one, which saves compiling them anew."""
    yield
    while SESSIONS:
        SESSIONS.pop().close()


def begun(data: str = "iris", layers: tuple[Layer, ...] = LAYERS, head: str = "", **training: Any) -> Session:
    kind = load(data).label_kind
    project = with_data(Project(layers=layers), DataChoice(data), kind)
    project = with_head(project, head, kind) if head else project
    training = {"batch_size": 16, "epochs": 6, **training}
    project = checked(
        msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **training))
    )
    session = Session(project, prepare_project(project), NETWORKS)
    SESSIONS.append(session)
    session.begin_run(project.training.epochs)
    return session


def said(session: Session) -> NDArray[np.float32]:
    return session.logits_of(session.data.dataset.inputs[:40])


def trained(session: Session, steps: int = 5) -> dict[int, tuple[Any, ...]]:
    """Trains to the end, and returns what was recorded live at each moment."""
    live = {}
    while True:
        session.remember()
        predictor = session.predictor()
        predicted = predictor.predict(session.data.dataset.inputs[:40]).probabilities
        predictor.close()
        live[len(session.history)] = said(session), session.probe_logits, predicted
        if session.finished:
            return live
        session.advance(steps)


@pytest.mark.parametrize("data", ["iris", "moons", "digit-traits"])
def test_at_every_moment_the_predictions_are_those_recorded_live(data: str) -> None:
    session = begun(data, epochs=2)
    live = trained(session, 7)
    assert session.moments.steps == tuple(live)
    for step in reversed(session.moments.steps):
        session.rewind(step)
        assert session.rewound == step
        predictor = session.predictor()
        now = (
            said(session),
            session.probe_logits,
            predictor.predict(session.data.dataset.inputs[:40]).probabilities,
        )
        predictor.close()
        for then, again in zip(live[step], now, strict=True):
            np.testing.assert_array_equal(then, again)


def test_it_comes_back_to_the_present_with_everything() -> None:
    session = begun()
    trained(session)
    before, probe = session.state(), session.probe_logits
    session.rewind(0)
    assert not np.array_equal(session.model.get_weights()[0], before["weight/000"])
    for key, array in session.state().items():
        np.testing.assert_array_equal(array, before[key], key)
    assert session.rewound == 0, "saving leaves what is shown where it is"
    session.come_back()
    assert session.rewound is None
    np.testing.assert_array_equal(session.probe_logits, probe)
    np.testing.assert_array_equal(session.model.get_weights()[0], before["weight/000"])


def test_training_goes_on_from_the_present_and_not_from_what_is_shown() -> None:
    one, other = begun(layers=LAYERS[:1]), begun(layers=LAYERS[:1])
    trained(one)
    for _ in range(3):
        other.remember()
        other.advance(5)
    other.rewind(5)
    while not other.finished:
        other.advance(5)
    assert other.rewound is None
    np.testing.assert_array_equal(one.history.loss, other.history.loss)


@pytest.mark.parametrize("step", [0, 5, 8, 24])
def test_going_on_from_a_moment_does_again_what_was_done(step: int) -> None:
    session = begun()
    live = trained(session)
    loss, epochs, last = session.history.loss.copy(), session.history.epochs, live[len(session.history)]
    session.go_on_from(step)
    at = len(session.history)
    assert at == step // 5 * 5 and session.rewound is None
    np.testing.assert_array_equal(said(session), live[at][0])
    session.begin_run(6 - session.epoch)
    again = trained(session)
    np.testing.assert_array_equal(session.history.loss, loss)
    assert session.history.epochs == epochs
    np.testing.assert_array_equal(again[len(loss)][0], last[0])
    assert (at, "went on from here") in session.history.marks


def test_what_came_after_is_forgotten() -> None:
    session = begun()
    trained(session)
    session.go_on_from(20)
    assert len(session.history) == 20 and session.epoch == len(session.history.epochs) == 2
    assert session.moments.steps == (0, 5, 10, 15, 20)


def test_slots_of_another_optimizer_begin_afresh() -> None:
    session = begun(layers=LAYERS[:1])
    trained(session)
    training = msgspec.structs.replace(session.project.training, optimizer="Nadam", optimizer_options={})
    session.follow_training(checked(msgspec.structs.replace(session.project, training=training)))
    fresh = [slot.copy() for slot in session.network.slots()]
    session.go_on_from(20)
    for slot, expected in zip(session.network.slots(), fresh, strict=True):
        np.testing.assert_array_equal(slot, expected)


def test_another_optimizer_takes_over_at_the_present_and_not_at_what_is_shown() -> None:
    session = begun(layers=LAYERS[:1])
    trained(session)
    present = session.model.get_weights()
    session.rewind(0)
    training = msgspec.structs.replace(session.project.training, optimizer="SGD", optimizer_options={})
    session.follow_training(checked(msgspec.structs.replace(session.project, training=training)))
    assert session.rewound is None
    for value, expected in zip(session.model.get_weights(), present, strict=True):
        np.testing.assert_array_equal(value, expected)
    session.rewind(10)
    session.come_back()
    np.testing.assert_array_equal(session.model.get_weights()[0], present[0])


def test_the_slots_go_back_with_the_weights() -> None:
    session = begun(layers=LAYERS[:1])
    session.remember()
    fresh = [slot.copy() for slot in session.network.slots()]
    session.advance(5)
    present = [slot.copy() for slot in session.network.slots()]
    session.rewind(0)
    for slot, expected in zip(session.network.slots(), fresh, strict=True):
        np.testing.assert_array_equal(slot, expected)
    session.come_back()
    for slot, expected in zip(session.network.slots(), present, strict=True):
        np.testing.assert_array_equal(slot, expected)


def test_a_toggle_between_one_unit_and_two_says_the_same_at_every_moment() -> None:
    session = begun("moons", LAYERS[:1], "sigmoid")
    live = trained(session, 20)
    assert session.logits_of(session.data.dataset.inputs[:1]).shape == (1, 1)
    session.rewind(20)
    session.adopt(with_head(session.project, "softmax", session.data.dataset.label_kind))
    assert session.rewound == 20
    now = said(session)
    np.testing.assert_allclose(now[:, 1] - now[:, 0], live[20][0][:, 0], rtol=1e-6, atol=1e-6)


def test_another_example_is_looked_at_with_the_weights_shown() -> None:
    session = begun()
    live = trained(session)
    session.rewind(10)
    rows = session.data.split.validation_rows
    session.watch(3)
    expected = session.logits_of(session.data.dataset.inputs[rows[3:4]])[0]
    np.testing.assert_array_equal(session.probe_logits, expected)
    session.watch(0)
    np.testing.assert_allclose(session.probe_logits, live[10][1], rtol=1e-5, atol=1e-6)
    session.rewind(10)
    np.testing.assert_array_equal(session.probe_logits, live[10][1])


def test_without_moments_nothing_happens() -> None:
    session = begun()
    session.rewind(3)
    session.go_on_from(3)
    assert session.rewound is None and len(session.history) == 0


def test_an_edit_that_is_refused_leaves_the_moment_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    session = begun(epochs=2)
    live = trained(session)
    step = min(live)
    session.rewind(step)

    def refuse(project: Project) -> None:
        raise UserError("That does not fit.")

    monkeypatch.setattr(session._edits, "adopt", refuse)
    with pytest.raises(UserError):
        session.adopt(session.project)
    assert session.rewound == step
    np.testing.assert_array_equal(said(session), live[step][0])
