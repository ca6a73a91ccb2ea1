"""The compiled loop takes Keras's own steps: every head, loss and optimizer against `train_on_batch`."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import HeadChoice, Layer, Project, checked, with_optimizer
from workbench.engine.epoch_loop import EpochLoop
from workbench.engine.network import Network, build_model, build_optimizer
from workbench.engine.objective import build_objective, keras_loss
from workbench.engine.scores import SCORES

STEPS, BATCH, INPUTS, CLASSES = 200, 16, 12, 4
# The last batch of the epoch is smaller.
ROWS = STEPS * BATCH - 5
CASES = [(head, loss) for head in HEADS for loss in head.losses]
DETERMINISTIC = (
    Layer("Dense", {"units": 16}),
    Layer("BatchNormalization"),
    Layer("Dense", {"units": 8, "activation": "tanh", "l2": 0.01}),
    Layer("LayerNormalization"),
    Layer("Activation", {"activation": "gelu"}),
)


def made_labels(head: Head) -> np.ndarray:
    random = np.random.default_rng(1)
    classes = 2 if head.label_kind is LabelKind.YES_NO else CLASSES
    index = random.integers(0, classes, ROWS).astype(np.int32)
    if head.encoding == "class_index":
        return index
    if head.encoding == "column":
        return index[:, None].astype(np.float32)
    if head.encoding == "multi_hot":
        return random.integers(0, 2, (ROWS, CLASSES)).astype(np.float32)
    return np.eye(CLASSES, dtype=np.float32)[index]


def made_inputs() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(ROWS, INPUTS)).astype(np.float32)


def made_loop(head: Head, loss: str, optimizer: str, layers: tuple[Layer, ...], xla: bool) -> EpochLoop:
    project = checked(with_optimizer(Project(layers=layers, seed=3), optimizer))
    units = head.number_of_units(CLASSES)
    network = Network(project, INPUTS, units, xla)
    objective = build_objective(head, HeadChoice(head.activation, loss), made_labels(head), CLASSES)
    return EpochLoop(network, objective, head, ROWS, BATCH, scored=True, ranked=True)


def our_losses(loop: EpochLoop, head: Head, rate: float, chunks: list[int]) -> np.ndarray:
    inputs, labels = made_inputs(), made_labels(head)
    order = np.tile(np.arange(ROWS, dtype=np.int32), (loop.epochs, 1))
    rates, done, losses = np.full(loop.epochs, rate, np.float32), 0, []
    for count in chunks:
        validation = inputs[:50], labels[:50]
        part = (inputs, labels), validation, order, rates, done, count, np.float32(0), inputs[:1]
        losses.append(loop.run(*part).losses)
        done += count
    return np.concatenate(losses)


def kerass_losses(head: Head, loss: str, optimizer: str, layers: tuple[Layer, ...]) -> np.ndarray:
    project = checked(with_optimizer(Project(layers=layers, seed=3), optimizer))
    model = build_model(project.layers, INPUTS, head.number_of_units(CLASSES), seed=3)
    model.compile(build_optimizer(project.training), keras_loss(loss, 0.0))
    inputs, labels, losses = made_inputs(), made_labels(head), []
    for start in range(0, ROWS, BATCH):
        # Keras returns the running mean over the batches since the last reset, not the loss of this batch.
        model.reset_metrics()
        losses.append(model.train_on_batch(inputs[start : start + BATCH], labels[start : start + BATCH]))
    return np.array(losses, np.float32)


def both_losses(head: Head, loss: str, optimizer: str, xla: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns the losses of our steps and of Keras's, from the same weights on the same batches."""
    rate = OPTIMIZERS[optimizer].learning_rate
    ours = our_losses(made_loop(head, loss, optimizer, DETERMINISTIC, xla), head, rate, [3, STEPS - 3])
    return ours, kerass_losses(head, loss, optimizer, DETERMINISTIC)


every_pair = pytest.mark.parametrize(
    ("head", "loss"), CASES, ids=[f"{head.activation}-{head.label_kind.value}-{loss}" for head, loss in CASES]
)
every_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS)


@every_optimizer
@every_pair
def test_the_graph_takes_kerass_steps(head: Head, loss: str, optimizer: str) -> None:
    ours, theirs = both_losses(head, loss, optimizer, xla=False)
    if "focal" in loss:
        np.testing.assert_allclose(ours, theirs, rtol=1e-6)
    else:
        np.testing.assert_array_equal(ours, theirs)


@every_optimizer
@every_pair
def test_xla_stays_close(head: Head, loss: str, optimizer: str) -> None:
    ours, theirs = both_losses(head, loss, optimizer, xla=True)
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
    """The first step's loss is a function of the mask alone: over many seeds its mean and spread are Keras's."""
    head = HEADS[0]
    layers = (Layer("Dropout", {"rate": 0.4}),)
    inputs, labels = made_inputs()[:BATCH], made_labels(head)[:BATCH]
    loop = made_loop(head, head.losses[0], "SGD", layers, xla)
    ours = our_losses(loop, head, 0.0, [STEPS])
    dropout, logits = loop._model.layers[0], loop._model.layers[1]
    data, truth = made_inputs(), made_labels(head)
    function = keras_loss(head.losses[0], 0.0)
    theirs = []
    for start in range(0, ROWS, BATCH):
        masked = dropout(data[start : start + BATCH], training=True)
        theirs.append(float(function(truth[start : start + BATCH], logits(masked))))
    assert len(inputs) == len(labels) == BATCH
    assert np.mean(ours) == pytest.approx(np.mean(theirs), rel=0.03)
    assert np.std(ours) == pytest.approx(np.std(theirs), rel=0.25)


def test_every_score_of_the_table_is_some_heads() -> None:
    assert set(SCORES) | {"auc"} == {name for head in HEADS for name in head.metrics}
