"""A session trains, follows edits, survives divergence and resumes bit for bit."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.layers import LAYERS
from workbench.core.probabilities import probabilities
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.core.projects.layer_sizes import shapes
from workbench.core.projects.training_edits import with_optimizer
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import prepare
from workbench.engine.running.diverged import Diverged
from workbench.engine.session import Session


def made_session(data: str = "iris", activation: str | None = None, **training: Any) -> Session:
    kind = load(data, {}).label_kind
    project = with_data(Project(layers=(Layer("Dense", {"units": 8}),)), DataChoice(data), kind)
    if activation:
        project = with_head(project, activation, kind)
    project = checked(
        msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **training))
    )
    return Session(project, prepare(load(data, {}), Shares(0.2), project.seed, "standardise"))


def trained(session: Session, epochs: int = 3) -> Session:
    session.begin_run(epochs)
    while not session.finished:
        session.advance(7)
    return session


def test_same_seed_same_curve() -> None:
    first, second = trained(made_session()), trained(made_session())
    np.testing.assert_array_equal(first.history.loss, second.history.loss)
    assert first.history.epochs == second.history.epochs


def test_the_last_smaller_batch_is_trained_on() -> None:
    session = trained(made_session(batch_size=50), epochs=1)
    assert len(session.history) == 3


def test_a_toggle_keeps_every_weight_and_slot() -> None:
    session = trained(made_session())
    before = session.state()
    session.adopt(with_head(session.project, "sigmoid", LabelKind.CLASS_INDEX))
    after = session.state()
    assert before.keys() == after.keys()
    for key, value in before.items():
        np.testing.assert_array_equal(after[key], value)
    assert session.project.head.loss == "binary_crossentropy"
    assert len(session.history.chances) == 2


def test_yes_or_no_keeps_its_probabilities_when_the_units_change() -> None:
    session = trained(made_session("breast-cancer", "sigmoid"))
    one = session.validation_probabilities(20)
    session.adopt(with_head(session.project, "softmax", LabelKind.YES_NO))
    two = session.validation_probabilities(20)
    assert two.shape == (20, 2)
    np.testing.assert_allclose(two[:, 1:], one, atol=1e-6)
    session.adopt(with_head(session.project, "sigmoid", LabelKind.YES_NO))
    np.testing.assert_allclose(session.validation_probabilities(20), one, atol=1e-6)
    trained(session, 1)


@pytest.mark.parametrize("activation", ["softmax", "sigmoid"])
def test_a_huge_rate_stops_at_the_last_good_weights(activation: str) -> None:
    session = made_session(activation=activation, learning_rate=1e6, optimizer="SGD")
    good = session.state()
    with pytest.raises(Diverged, match="last good weights are back"):
        trained(session, 50)
    for key, value in session.state().items():
        assert np.isfinite(value).all()
        if key.startswith("weight") and session.epoch == 0:
            np.testing.assert_array_equal(value, good[key])


def test_a_saved_run_predicts_the_same_and_goes_on_the_same() -> None:
    session = trained(made_session())
    again = Session(session.project, session.data)
    again.resume_from(session.saved_run())
    np.testing.assert_array_equal(again.validation_probabilities(30), session.validation_probabilities(30))
    np.testing.assert_array_equal(trained(again).history.loss, trained(session).history.loss)


def test_early_stopping_puts_the_best_weights_back() -> None:
    session = made_session("random-numbers", early_stopping=True, patience=3, learning_rate=0.05)
    trained(session, 200)
    values = session.history.by_name()["val_loss"]
    assert len(values) < 200
    assert session.stopped_early
    assert session.evaluate()["loss"] == pytest.approx(min(values), rel=1e-6)


@pytest.mark.parametrize("kind", LAYERS)
def test_arithmetic_of_every_layer_agrees_with_keras(kind: str) -> None:
    layer = Layer(kind).complete()
    data = prepare(load("iris", {}), Shares(0.2), 0, "standardise")
    session = Session(checked(Project(DataChoice("iris"), (layer,))), data)
    outputs, parameters = shapes((layer,), 4)[0]
    assert session.model.layers[0].count_params() == parameters
    assert session.model.layers[0].output.shape == (None, outputs)
    trained(session, 1)


@pytest.mark.parametrize("name", ["softmax", "sigmoid"])
def test_balanced_weights_and_smoothing_train(name: str) -> None:
    session = made_session("iris", name)
    head = msgspec.structs.replace(session.project.head, weighting="balanced", label_smoothing=0.1)
    session.adopt(msgspec.structs.replace(session.project, head=head))
    trained(session, 2)
    assert np.isfinite(session.history.loss).all()


def logits_of_the_model(session: Session) -> np.ndarray:
    return np.asarray(session.model(session.data.validation_inputs, training=False))


def test_after_a_change_of_units_scores_come_from_the_network_that_is_trained() -> None:
    session = trained(made_session("breast-cancer", "sigmoid"))
    for activation in ("softmax", "sigmoid"):
        session.adopt(with_head(session.project, activation, LabelKind.YES_NO))
        trained(session, 2)
        shown = session.validation_probabilities(len(session.data.validation_inputs))
        said = probabilities(session.head, logits_of_the_model(session), 2)
        np.testing.assert_allclose(shown, said, atol=1e-6)


def test_head_and_optimizer_can_change_together_before_a_further_run() -> None:
    session = trained(made_session("breast-cancer", "sigmoid"))
    project = with_optimizer(with_head(session.project, "softmax", LabelKind.YES_NO), "SGD")
    session.follow_training(project)
    trained(session, 1)
    assert type(session.optimizer).__name__ == "SGD"
    assert session.model.output_shape == (None, 2)


def test_weights_that_are_not_finite_are_never_the_last_good_ones() -> None:
    session = trained(made_session(), 1)
    good = session.state()
    broken = [np.full_like(weight, np.nan) for weight in session.model.get_weights()]
    session.model.set_weights(broken)
    session._run.good.remember()
    session._run.good.restore()
    for key, value in session.state().items():
        np.testing.assert_array_equal(value, good[key])


def test_an_update_that_breaks_the_weights_in_the_last_step_is_noticed(monkeypatch) -> None:
    session = made_session(batch_size=1000, optimizer="SGD")
    good = session.state()
    session.begin_run(1)
    monkeypatch.setattr(session._run.rate, "in_epoch", lambda training, epoch: np.inf)
    with pytest.raises(Diverged, match="step 1"):
        session.advance(1)
    for key, value in session.state().items():
        np.testing.assert_array_equal(value, good[key])


def test_a_schedule_begins_anew_with_each_run() -> None:
    session = made_session(schedule="cosine", schedule_options={"alpha": 0.0})
    trained(session, 4)
    session.begin_run(4)
    assert session.learning_rate == pytest.approx(session.project.training.learning_rate)


def test_early_stopping_puts_the_best_weights_back_at_the_planned_end_too() -> None:
    session = made_session("random-numbers", early_stopping=True, patience=10_000, learning_rate=0.05)
    trained(session, 30)
    values = session.history.by_name()["val_loss"]
    assert values[-1] > min(values)
    assert session.evaluate()["loss"] == pytest.approx(min(values), rel=1e-6)
