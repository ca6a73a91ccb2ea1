"""An experiment is trained as `fit` would train it, and shows the loss of the probabilities beside that."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import mended, with_experiment
from workbench.core.projects.layer_text import parse_layers
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.engine.epochs import order_of
from workbench.engine.networks.build import build_optimizer
from workbench.engine.session import Session
from workbench.engine.shown_loss import shown_losses

STEPS = 50
PAIRS = [
    ("iris", "sigmoid", "categorical_crossentropy"),
    ("iris", "sigmoid", "sparse_categorical_crossentropy"),
    ("iris", "sigmoid", "categorical_focal_crossentropy"),
    ("iris", "softmax", "binary_crossentropy"),
    ("random-numbers", "softmax", "categorical_crossentropy"),
    ("random-numbers", "sigmoid", "categorical_crossentropy"),
    ("random-numbers", "softmax", "binary_crossentropy"),
    ("breast-cancer", "softmax", "binary_crossentropy"),
    ("breast-cancer", "softmax", "binary_focal_crossentropy"),
    ("breast-cancer", "sigmoid", "categorical_crossentropy"),
]


def broken_session(data: str, activation: str, loss: str, layers: str = "16", **head: Any) -> Session:
    kind = load(data, {}).label_kind
    project = Project(layers=parse_layers(layers), training=Training(epochs=50))
    project = with_experiment(with_data(project, DataChoice(data), kind), activation, loss, kind)
    project = checked(msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, **head)))
    return Session(project, prepare_project(project))


def trained(session: Session, epochs: int) -> Session:
    session.begin_run(epochs)
    while not session.finished:
        session.advance(7)
    return session


def whole_model(session: Session, smoothing: float = 0.0) -> Any:
    """Returns the model as people write it, with the present weights: the activation in the last layer."""
    import keras

    last = session.model.layers[-1]
    model = keras.Sequential(
        [
            keras.Input((session.data.dataset.number_of_inputs,)),
            *(keras.layers.deserialize(keras.layers.serialize(each)) for each in session.model.layers[:-1]),
            keras.layers.Dense(last.units, activation=session.project.head.activation),
        ]
    )
    model.set_weights(session.model.get_weights())
    loss: Any = session.project.head.loss
    if smoothing:
        loss = keras.losses.get(
            {"class_name": "CategoricalCrossentropy", "config": {"label_smoothing": smoothing}}
        )
    model.compile(build_optimizer(session.project.training), loss)
    return model


def losses_of_fit(model: Any, session: Session, epochs: int) -> list[float]:
    """Returns the loss of each batch of `fit`, in the order of our epochs."""
    import keras

    losses: list[float] = []

    class EachBatch(keras.callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            losses.append(logs["loss"])
            # What `fit` reports is the running mean of the epoch otherwise.
            self.model.reset_metrics()

    inputs, labels = session.data.training_inputs, session.data.training_labels(session.head.encoding)
    size = session.project.training.batch_size
    for epoch in range(epochs):
        order = order_of(session.project.seed, epoch, len(inputs))
        model.fit(inputs[order], labels[order], size, shuffle=False, verbose=0, callbacks=[EachBatch()])
    return losses


def assert_trained_as_fit_does(session: Session, model: Any) -> None:
    epochs = -(-STEPS // session.steps_per_epoch)
    expected = losses_of_fit(model, session, epochs)
    trained(session, epochs)
    assert len(expected) >= STEPS
    np.testing.assert_allclose(session.history.loss, expected, rtol=1e-5, atol=1e-7)
    for ours, theirs in zip(session.model.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize(("data", "activation", "loss"), PAIRS)
def test_a_broken_pair_is_trained_as_fit_trains_it(data: str, activation: str, loss: str) -> None:
    session = broken_session(data, activation, loss)
    assert_trained_as_fit_does(session, whole_model(session))
    assert session.device.endswith("graph")


def test_label_smoothing_is_kerass_own() -> None:
    session = broken_session("iris", "sigmoid", "categorical_crossentropy", label_smoothing=0.2)
    assert_trained_as_fit_does(session, whole_model(session, 0.2))


def test_class_weights_have_no_part_in_it() -> None:
    plain, weighted = (
        trained(broken_session("iris", "softmax", "binary_crossentropy", weighting=weighting), 2)
        for weighting in ("none", "balanced")
    )
    np.testing.assert_array_equal(plain.history.loss, weighted.history.loss)


@pytest.mark.parametrize("activation", ["softmax", "sigmoid"])
def test_the_tutorials_loss_begins_at_twelve_and_climbs(activation: str) -> None:
    session = broken_session("random-numbers", activation, "categorical_crossentropy", "64,64")
    losses = trained(session, 50).history.by_name()["loss"]
    assert 10 < losses[0] < 16
    assert losses[-1] > 2 * losses[0] and losses[-1] > losses[24] > losses[0]
    assert session.chance == pytest.approx(
        session.data.training_labels("multi_hot").sum(axis=1).mean() * np.log(10), rel=1e-5
    )


def test_sigmoid_under_the_loss_of_softmax_shows_what_was_never_trained() -> None:
    session = trained(broken_session("digits", "sigmoid", "categorical_crossentropy", "64"), 20)
    row = session.history.epochs[-1]
    assert row["val_categorical_accuracy"] > 0.9
    assert row["val_shown_loss"] > 3 * row["val_loss"]
    assert session.validation_probabilities(30).sum(axis=1).mean() > 1.8


def of_probabilities(session: Session) -> float:
    """Returns Keras's loss of the probabilities as bare numbers, which know nothing of logits."""
    import keras

    shown = session.validation_probabilities(len(session.data.validation_inputs))
    labels = session.data.validation_labels(session.head.encoding)
    loss = keras.losses.get(session.project.head.loss)
    return float(np.mean(loss(labels, shown.astype(np.float32))))


@pytest.mark.parametrize(("data", "activation", "loss"), PAIRS)
def test_the_shown_loss_is_that_of_the_probabilities_on_the_screen(
    data: str, activation: str, loss: str
) -> None:
    session = trained(broken_session(data, activation, loss), 3)
    row = session.history.epochs[-1]
    assert row["val_shown_loss"] == pytest.approx(of_probabilities(session), rel=1e-4, abs=1e-6)
    assert np.isfinite(row["shown_loss"])
    assert session.evaluate()["shown_loss"] == row["val_shown_loss"]


def test_scores_are_those_of_the_probabilities_on_the_screen() -> None:
    session = trained(broken_session("random-numbers", "softmax", "binary_crossentropy"), 30)
    shown = session.validation_probabilities(20)
    truth = session.data.validation_labels("multi_hot")
    row = session.history.epochs[-1]
    assert row["val_hamming_loss"] == pytest.approx(((shown > 0.5) != truth).mean())
    never_two = trained(broken_session("breast-cancer", "softmax", "binary_crossentropy"), 2)
    assert (never_two.validation_probabilities(10) == 1).all()


def test_an_experiment_can_be_entered_and_mended_during_a_run() -> None:
    session = broken_session("iris", "sigmoid", "categorical_crossentropy")
    broken, whole = session.project, mended(session.project, LabelKind.CLASS_INDEX)
    session.begin_run(4)
    session.advance(session.steps_per_epoch)
    for project in (whole, broken):
        session.adopt(project)
        session.advance(session.steps_per_epoch)
    assert [("shown_loss" in row) for row in session.history.epochs] == [True, False, True]
    assert session.history.marks[-1][1] == "experiment: sigmoid, categorical crossentropy"


def test_other_runs_know_nothing_of_it() -> None:
    session = Session(Project(DataChoice("iris")), prepare_project(Project(DataChoice("iris"))))
    trained(session, 1)
    assert session.objective.shown is None
    assert "shown_loss" not in session.history.epochs[0] and "shown_loss" not in session.evaluate()
    assert shown_losses(session.task, session.data) == {}


def test_data_too_large_to_stay_on_the_device_show_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = "iris", "sigmoid", "categorical_crossentropy"
    resident = trained(broken_session(*pair), 2).history.epochs
    monkeypatch.setattr("workbench.engine.running.epochs_of.is_resident", lambda *_: False)
    streamed = trained(broken_session(*pair), 2).history.epochs
    for ours, theirs in zip(streamed, resident, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-5)
