"""The compiled loop takes Keras's own steps: every head, loss and optimizer against `train_on_batch`."""

from __future__ import annotations

import keras
import msgspec
import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.core.optimizers import OPTIMIZERS
from workbench.core.project import HeadChoice, Layer, Project, checked, with_optimizer
from workbench.engine.network import build_model
from workbench.engine.objective import build_objective, keras_loss
from workbench.engine.step_loop import StepLoop

STEPS, BATCH, INPUTS, CLASSES = 100, 16, 12, 4
ROWS = STEPS * BATCH
CASES = [(head, loss) for head in HEADS for loss in head.losses]


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


def both_losses(head: Head, loss: str, optimizer: str, xla: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns the losses of our steps and of Keras's, from the same weights on the same batches."""
    project = checked(with_optimizer(Project(layers=(Layer("Dense", {"units": 16}).complete(),)), optimizer))
    inputs = np.random.default_rng(0).normal(size=(ROWS, INPUTS)).astype(np.float32)
    labels = made_labels(head)
    units = head.number_of_units(CLASSES)

    def model_and_optimizer() -> tuple[keras.Model, keras.optimizers.Optimizer]:
        model = build_model(project.layers, INPUTS, units, seed=3)
        made = getattr(keras.optimizers, optimizer)(
            learning_rate=project.training.learning_rate, **project.training.optimizer_options
        )
        made.build(model.trainable_variables)
        return model, made

    model, made = model_and_optimizer()
    objective = build_objective(head, HeadChoice(head.activation, loss), labels, CLASSES)
    loop = StepLoop(model, made, objective, BATCH, xla)
    order = np.arange(ROWS, dtype=np.int32)
    ours, _ = loop.run(inputs, labels, order, 0, STEPS, inputs[:1])

    reference, made = model_and_optimizer()
    reference.compile(made, keras_loss(loss, 0.0))
    theirs = []
    for start in range(0, ROWS, BATCH):
        # Keras returns the running mean over the batches since the last reset, not the loss of this batch.
        reference.reset_metrics()
        theirs.append(reference.train_on_batch(inputs[start : start + BATCH], labels[start : start + BATCH]))
    return ours, np.array(theirs, np.float32)


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


def test_a_changed_learning_rate_acts_without_tracing_again() -> None:
    head = HEADS[0]
    labels = made_labels(head)
    inputs = np.ones((ROWS, INPUTS), np.float32)
    model = build_model((), INPUTS, CLASSES, seed=0)
    optimizer = keras.optimizers.SGD(0.0)
    optimizer.build(model.trainable_variables)
    choice = msgspec.structs.replace(HeadChoice(), loss=head.losses[0])
    loop = StepLoop(model, optimizer, build_objective(head, choice, labels, CLASSES), BATCH, False)
    order = np.arange(ROWS, dtype=np.int32)
    before = model.get_weights()[0]
    loop.run(inputs, labels, order, 0, 2, inputs[:1])
    np.testing.assert_array_equal(model.get_weights()[0], before)
    optimizer.learning_rate.assign(0.1)
    loop.run(inputs, labels, order, 0, 5, inputs[:1])
    assert (model.get_weights()[0] != before).any()
    assert loop._chunk.experimental_get_tracing_count() == 1
