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
from workbench.engine.inside.layer_calls import LayerCall, layer_calls, layer_titles
from workbench.engine.networks.network import Network
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
        calls = layer_calls(network.model, tf.constant(batch.inputs), training=True)
        logits = calls[-1][1]
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
        stages=(Stage("Inputs, prepared", batch.inputs[place].reshape(-1)), *_stages(calls, place)),
        probabilities=np.asarray(probabilities(session.head, said, classes), np.float64),
        targets=_targets(session, batch.labels[place], len(said)),
        gradient=at_logits,
        loss=float(loss),
        penalty=float(penalty),
        changes=_changes(network, calls, gradients, session.learning_rate),
        optimizer=session.project.training.optimizer,
        learning_rate=session.learning_rate,
    )


def _stages(calls: list[LayerCall], place: int) -> Iterator[Stage]:
    for title, (_, values) in zip(_titles(calls), calls, strict=True):
        yield Stage(title, np.asarray(values[place], np.float32))


def _titles(calls: list[LayerCall]) -> list[str]:
    return layer_titles([layer for layer, _ in calls])


def _targets(session: Session, label: NDArray[Any], units: int) -> NDArray[np.float64]:
    """Returns the labels of one example as the loss takes them, (units,)."""
    one_hot = np.eye(units)[int(label)] if label.ndim == 0 else label.astype(np.float64)
    formula = formula_of(session.project.head)
    return one_hot if formula is None else formula.smoothed(one_hot, session.project.head.label_smoothing)


def _changes(
    network: Network, calls: list[LayerCall], gradients: list[Tensor], learning_rate: float
) -> tuple[WeightChange, ...]:
    variables, titles = network.model.trainable_variables, _weight_titles(calls)
    before = [variable.numpy() for variable in variables]
    network.optimizer.learning_rate.assign(learning_rate)
    network.optimizer.apply(gradients, variables)
    return tuple(
        _change(titles.get(id(variable), variable.path), variable, value, gradient)
        for variable, value, gradient in zip(variables, before, gradients, strict=True)
    )


def _weight_titles(calls: list[LayerCall]) -> dict[int, str]:
    """Returns what a person reads of each array of weights, by the identity of its variable."""
    return {
        id(variable): f"{title}: {variable.name.replace('_', ' ')}"
        for title, (layer, _) in zip(_titles(calls), calls, strict=True)
        for variable in layer.trainable_variables
    }


def _change(title: str, variable: Any, before: NDArray[np.float32], gradient: Tensor | None) -> WeightChange:
    changed = variable.numpy() - before
    slope = np.zeros(1) if gradient is None else np.asarray(gradient)
    largest = float(changed.flat[np.abs(changed).argmax()])
    sizes = _root_mean_square(before), _root_mean_square(slope), _root_mean_square(changed)
    return WeightChange(title, tuple(before.shape), *sizes, largest)


def _root_mean_square(values: NDArray[Any]) -> float:
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))
