"""The compiled loop takes Keras's own steps: every head, loss and optimizer against `train_on_batch`."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.core.layers import LAYERS
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import HeadChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.training_edits import with_optimizer
from workbench.engine.epoch_loop import EpochLoop
from workbench.engine.networks.build import build_model, build_optimizer
from workbench.engine.networks.network import Network
from workbench.engine.objective import build_objective, keras_loss
from workbench.engine.scores import SCORES

STEPS, BATCH, INPUTS, CLASSES = 200, 16, 12, 4
ROWS = STEPS * BATCH
CASES = [(head, loss) for head in HEADS for loss in head.losses]
HIDDEN = Layer("Dense", {"units": 16})
DETERMINISTIC = {
    "Dense": (Layer("Dense", {"units": 16, "activation": "tanh", "l2": 0.01}),),
    "BatchNormalization": (HIDDEN, Layer("BatchNormalization")),
    "LayerNormalization": (HIDDEN, Layer("LayerNormalization")),
    "Activation": (Layer("Activation", {"activation": "gelu"}),),
}


def made_data(head: Head, rows: int = ROWS) -> tuple[np.ndarray, np.ndarray]:
    """Returns inputs, and labels in the head's encoding."""
    random = np.random.default_rng(1)
    inputs = random.normal(size=(rows, INPUTS)).astype(np.float32)
    classes = 2 if head.label_kind is LabelKind.YES_NO else CLASSES
    index = random.integers(0, classes, rows).astype(np.int32)
    if head.encoding == "class_index":
        return inputs, index
    if head.encoding == "column":
        return inputs, index[:, None].astype(np.float32)
    if head.encoding == "multi_hot":
        return inputs, random.integers(0, 2, (rows, CLASSES)).astype(np.float32)
    return inputs, np.eye(CLASSES, dtype=np.float32)[index]


def made_project(optimizer: str, layers: tuple[Layer, ...]) -> Project:
    return checked(with_optimizer(Project(layers=layers, seed=3), optimizer))


def made_loop(
    head: Head, loss: str, optimizer: str, layers: tuple[Layer, ...], xla: bool, rows: int = ROWS
) -> EpochLoop:
    network = Network(made_project(optimizer, layers), INPUTS, head.number_of_units(CLASSES), xla)
    objective = build_objective(head, HeadChoice(head.activation, loss), made_data(head)[1], CLASSES)
    # Scores take longer to compile than steps, and are compared elsewhere.
    return EpochLoop(network, objective, head, rows, BATCH, scored=rows != ROWS, ranked=False)


def our_losses(loop: EpochLoop, head: Head, rate: float, chunks: list[int], rows: int = ROWS) -> np.ndarray:
    inputs, labels = made_data(head, rows)
    order = np.tile(np.arange(rows, dtype=np.int32), (loop.epochs, 1))
    rates, done, losses = np.full(loop.epochs, rate, np.float32), 0, []
    for count in chunks:
        validation = inputs[:50], labels[:50]
        part = (inputs, labels), validation, order, rates, done, count, np.float32(0), inputs[:1]
        losses.append(loop.run(*part).losses)
        done += count
    return np.concatenate(losses)


@functools.lru_cache
def kerass_losses(head: Head, loss: str, optimizer: str, kind: str, rows: int = ROWS) -> np.ndarray:
    project = made_project(optimizer, DETERMINISTIC[kind])
    model = build_model(project.layers, INPUTS, head.number_of_units(CLASSES), seed=3)
    model.compile(build_optimizer(project.training), keras_loss(loss, 0.0))
    (inputs, labels), losses = made_data(head, rows), []
    for start in range(0, rows, BATCH):
        # Keras returns the running mean over the batches since the last reset, not the loss of this batch.
        model.reset_metrics()
        losses.append(model.train_on_batch(inputs[start : start + BATCH], labels[start : start + BATCH]))
    return np.array(losses, np.float32)


def both_losses(
    head: Head, loss: str, optimizer: str, kind: str, xla: bool, rows: int = ROWS
) -> tuple[np.ndarray, np.ndarray]:
    """Returns the losses of our steps and of Keras's, from the same weights on the same batches."""
    loop = made_loop(head, loss, optimizer, DETERMINISTIC[kind], xla, rows)
    steps = -(-rows // BATCH)
    ours = our_losses(loop, head, OPTIMIZERS[optimizer].learning_rate, [3, steps - 3], rows)
    return ours, kerass_losses(head, loss, optimizer, kind, rows)


def products() -> list[Any]:
    """Every optimizer with every head on a dense layer, and every layer with every head under Adam.

    The whole product takes ten minutes: `pytest --long`.
    """
    found = []
    for (head, loss), optimizer, kind in itertools.product(CASES, OPTIMIZERS, DETERMINISTIC):
        marks = () if optimizer == "Adam" or kind == "Dense" else (pytest.mark.long,)
        name = f"{head.activation}-{head.label_kind.value}-{loss}-{optimizer}-{kind}"
        found.append(pytest.param(head, loss, optimizer, kind, id=name, marks=marks))
    return found


every_product = pytest.mark.parametrize(("head", "loss", "optimizer", "kind"), products())


@every_product
def test_the_graph_takes_kerass_steps(head: Head, loss: str, optimizer: str, kind: str) -> None:
    ours, theirs = both_losses(head, loss, optimizer, kind, xla=False)
    if "focal" in loss:
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)
    else:
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(("head", "loss"), CASES)
def test_the_last_smaller_batch_is_trained_on_as_keras_does(head: Head, loss: str) -> None:
    ours, theirs = both_losses(head, loss, "Adam", "Dense", xla=False, rows=5 * BATCH - 5)
    np.testing.assert_allclose(ours[:-1], theirs[:-1], rtol=1e-6 if "focal" in loss else 0)
    # Keras traces the last batch for any size; knowing it, TensorFlow multiplies by 1/11 instead of dividing.
    np.testing.assert_allclose(ours[-1], theirs[-1], rtol=1e-6 if "focal" in loss else 2e-7)


def test_every_layer_without_random_numbers_is_compared() -> None:
    assert set(DETERMINISTIC) == {name for name, row in LAYERS.items() if not row.random}


@every_product
def test_xla_stays_close(head: Head, loss: str, optimizer: str, kind: str) -> None:
    ours, theirs = both_losses(head, loss, optimizer, kind, xla=True)
    np.testing.assert_allclose(ours, theirs, rtol=5e-4 if optimizer == "SGD" else 2e-5)


def test_nothing_is_traced_again_when_numbers_change() -> None:
    head = HEADS[0]
    loop = made_loop(head, head.losses[0], "SGD", (Layer("Dense", {"units": 8}),), xla=True)
    our_losses(loop, head, 0.1, [1, 2, 5])
    our_losses(loop, head, 0.01, [7])
    assert loop.traces == 1


def test_a_rate_of_zero_leaves_the_weights_and_each_epoch_has_its_own_rate() -> None:
    head = HEADS[0]
    loop = made_loop(head, head.losses[0], "SGD", (), xla=False)
    weights = loop._model.get_weights
    before = weights()
    our_losses(loop, head, 0.0, [4])
    np.testing.assert_array_equal(weights()[0], before[0])
    our_losses(loop, head, 0.1, [4])
    assert (weights()[0] != before[0]).any()


@pytest.mark.parametrize("xla", [False, True], ids=["graph", "XLA"])
def test_dropout_silences_as_many_units_as_kerass_own_and_keeps_the_mean(xla: bool) -> None:
    """At a rate of zero the losses depend on the masks alone, so their mean and spread must be those of Keras's."""
    head = HEADS[0]
    loop = made_loop(head, head.losses[0], "SGD", (Layer("Dropout", {"rate": 0.4}),), xla)
    ours = our_losses(loop, head, 0.0, [STEPS])
    dropout, logits = loop._model.layers
    inputs, labels = made_data(head)
    function, theirs = keras_loss(head.losses[0], 0.0), []
    for start in range(0, ROWS, BATCH):
        masked = dropout(inputs[start : start + BATCH], training=True)
        theirs.append(float(function(labels[start : start + BATCH], logits(masked))))
    assert np.mean(ours) == pytest.approx(np.mean(theirs), rel=0.03)
    assert np.std(ours) == pytest.approx(np.std(theirs), rel=0.25)


def test_every_score_of_the_table_is_some_heads() -> None:
    assert set(SCORES) | {"auc"} == {name for head in HEADS for name in head.metrics}
