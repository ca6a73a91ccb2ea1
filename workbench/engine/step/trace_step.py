"""Takes the next step of a session apart, and leaves the session as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.probabilities import probabilities
from workbench.core.step.loss_terms import formula_of
from workbench.core.step.step_trace import Stage, StepTrace, WeightChange
from workbench.engine.network import Network
from workbench.engine.running.batch import Batch
from workbench.engine.session import Session

Tensor = Any


def trace_step(session: Session, place: int) -> StepTrace:
    """Returns what the next step does, looked at from example `place` of its batch.

    The step is really done, then weights, slots and generators are put back. Engine thread only.

    Raises:
        UserError: the session shows an earlier step, or a network that cannot be taken apart.
    """
    if session.rewound is not None:
        raise UserError("An earlier step is shown; go to the latest one to look at the step that comes next.")
    batch, network = session.next_batch(), session.network
    before = network.weights()
    try:
        return _traced(session, network, batch, min(max(place, 0), len(batch.rows) - 1))
    finally:
        network.restore(before)


def _traced(session: Session, network: Network, batch: Batch, place: int) -> StepTrace:
    import tensorflow as tf

    with tf.GradientTape(persistent=True) as tape:
        outputs = list(_forward(network.model, tf.constant(batch.inputs)))
        logits = outputs[-1][1]
        tape.watch(logits)
        data_loss = session.objective.function(batch.labels, logits)
        penalty = tf.add_n([tf.constant(0.0), *network.model.losses])
        loss = data_loss + penalty
    gradients = tape.gradient(loss, network.model.trainable_variables)
    at_logits = tape.gradient(data_loss, logits).numpy()[place].astype(np.float64) * len(batch.rows)
    said = logits.numpy()[place]
    classes = session.data.dataset.number_of_classes
    return StepTrace(
        step=len(session.history) + 1,
        epoch=session.epoch + 1,
        rows=batch.rows,
        place=place,
        head=session.head,
        choice=session.project.head,
        stages=tuple(Stage(title, _flat(values, place)) for title, values in outputs),
        probabilities=np.asarray(probabilities(session.head, said, classes), np.float64),
        targets=_targets(session, batch.labels[place], len(said)),
        gradient=at_logits,
        loss=float(loss),
        penalty=float(penalty),
        changes=_changes(network, gradients, session.learning_rate),
        optimizer=session.project.training.optimizer,
        learning_rate=session.learning_rate,
    )


def _forward(model: Any, inputs: Tensor) -> Iterator[tuple[str, Tensor]]:
    """Yields the inputs and what each layer makes of them, as in training; the logits last."""
    yield "Inputs, prepared", inputs
    values = inputs
    for layer in _layers(model):
        values = layer(values, training=True)
        yield _title(layer), values


def _layers(model: Any) -> Iterator[Any]:
    """Yields the layers of a stack; what is not one goes as a whole."""
    import keras

    for layer in model.layers:
        if isinstance(layer, keras.Sequential):
            yield from _layers(layer)
        elif not isinstance(layer, keras.layers.InputLayer):
            yield layer


def _title(layer: Any) -> str:
    if layer.name == "logits":
        return "Logits"
    activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
    return type(layer).__name__ + ("" if activation == "linear" else f", {activation}")


def _flat(values: Tensor, place: int) -> NDArray[np.float32]:
    return np.asarray(values[place], np.float32).reshape(-1)


def _targets(session: Session, label: NDArray[Any], units: int) -> NDArray[np.float64]:
    """Returns the labels of one example as the loss takes them, (units,)."""
    one_hot = np.eye(units)[int(label)] if label.ndim == 0 else label.astype(np.float64)
    formula = formula_of(session.project.head)
    return one_hot if formula is None else formula.smoothed(one_hot, session.project.head.label_smoothing)


def _changes(network: Network, gradients: list[Tensor], learning_rate: float) -> tuple[WeightChange, ...]:
    variables = network.model.trainable_variables
    before = [variable.numpy() for variable in variables]
    network.optimizer.learning_rate.assign(learning_rate)
    network.optimizer.apply(gradients, variables)
    return tuple(
        _change(variable, value, gradient)
        for variable, value, gradient in zip(variables, before, gradients, strict=True)
    )


def _change(variable: Any, before: NDArray[np.float32], gradient: Tensor | None) -> WeightChange:
    changed = variable.numpy() - before
    slope = np.zeros(1) if gradient is None else np.asarray(gradient)
    largest = float(changed.flat[np.abs(changed).argmax()])
    title = " ".join(variable.path.split("/")[-2:]).replace("_", " ")
    sizes = _root_mean_square(before), _root_mean_square(slope), _root_mean_square(changed)
    return WeightChange(title, tuple(before.shape), *sizes, largest)


def _root_mean_square(values: NDArray[Any]) -> float:
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))
