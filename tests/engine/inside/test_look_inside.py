"""What is seen inside is what Keras itself and the definitions say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import tensorflow as tf

from workbench.core.inside.inside import Inside
from workbench.core.inside.value_spread import spread_of
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.data.prepared import prepare_project
from workbench.engine.inside.look_inside import MOST_EXAMPLES, look_inside
from workbench.engine.session import Session

LAYERS = (
    Layer("Dense", {"units": 6, "activation": "relu"}),
    Layer("BatchNormalization"),
    Layer("Dropout", {"rate": 0.5}),
    Layer("Dense", {"units": 5, "activation": "tanh"}),
)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    project = checked(Project(DataChoice("iris"), tuple(layer.complete() for layer in LAYERS)))
    session = Session(project, prepare_project(project))
    session.begin_run(3)
    session.advance(10)
    session.watch(4)
    yield session
    session.close()


@pytest.fixture(scope="module")
def inside(session: Session) -> Inside:
    return look_inside(session)


def training_part(session: Session) -> tuple[np.ndarray, np.ndarray]:
    source = session.data.training_source(session.objective.encoding)
    assert len(source) <= MOST_EXAMPLES
    return source.take(np.arange(len(source)))


def test_every_layer_is_named_and_the_last_gives_the_logits(session: Session, inside: Inside) -> None:
    assert [layer.title for layer in inside.layers] == [
        "1 Dense relu",
        "2 BatchNormalization",
        "3 Dropout",
        "4 Dense tanh",
        "5 Logits",
    ]
    assert [layer.units for layer in inside.layers] == [6, 6, 6, 5, 3]
    assert (inside.step, inside.row, inside.examples) == (10, 4, 120)
    assert inside.layers[-1].example == pytest.approx(session.probe_logits, abs=1e-6)


def test_activations_are_those_outside_training(session: Session, inside: Inside) -> None:
    inputs, _ = training_part(session)
    for layer, seen in zip(session.model.layers, inside.layers, strict=True):
        inputs = np.asarray(layer(inputs, training=False))
        assert seen.spreads["activations"] == pytest.approx(spread_of(inputs), abs=1e-5)


def test_gradients_are_those_of_the_loss_on_these_examples(session: Session, inside: Inside) -> None:
    inputs, labels = training_part(session)
    with tf.GradientTape() as tape:
        loss = session.objective.function(labels, session.model(inputs, training=False))
    variables = session.model.layers[0].trainable_variables
    wanted = np.concatenate([np.ravel(gradient) for gradient in tape.gradient(loss, variables)])
    assert inside.layers[0].spreads["gradients"] == pytest.approx(spread_of(wanted), abs=1e-6)
    assert "gradients" not in inside.layers[2].spreads, "Dropout has no weights"


def test_the_kernel_of_the_first_layer_is_shown_as_it_is(session: Session, inside: Inside) -> None:
    assert inside.kernel is not None
    assert np.array_equal(inside.kernel, session.model.layers[0].kernel.numpy())
    weights = np.concatenate([np.ravel(weight) for weight in session.model.layers[0].get_weights()])
    assert inside.layers[0].spreads["weights"] == pytest.approx(spread_of(weights))


def test_units_that_were_made_dead_and_saturated_are_named(session: Session) -> None:
    before = session.model.get_weights()
    first, tanh = session.model.layers[0], session.model.layers[3]
    first.bias.assign(np.where(np.arange(6) == 2, -1e3, first.bias.numpy()))
    tanh.bias.assign(np.where(np.arange(5) == 4, 50, tanh.bias.numpy()))
    layers = look_inside(session).layers
    session.model.set_weights(before)
    assert 2 in layers[0].dead
    assert not len(layers[2].dead), "Dropout passes on what is dead before it"
    assert 4 in layers[3].saturated
    assert 4 not in look_inside(session).layers[3].saturated


def test_looking_changes_nothing(session: Session) -> None:
    before = session.state()
    look_inside(session)
    after = session.state()
    assert all(np.array_equal(before[key], after[key]) for key in before)
