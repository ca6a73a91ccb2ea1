"""Looks at weights, activations and gradients of a network as it is between two chunks of training."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.inside.inside import Inside, Kind, LayerInside
from workbench.core.inside.unit_faults import dead_units, saturated_units
from workbench.core.inside.value_spread import Spread, spread_of
from workbench.engine.inside.layer_calls import activation_of, layer_calls, layer_titles
from workbench.engine.objective import Objective
from workbench.engine.session import Session

MOST_EXAMPLES = 256
"""Training examples that activations and gradients are from: more say nothing else, and take longer."""

Tensor = Any
Array = NDArray[np.float32]


class _Forward:
    """Compiled: from some examples to what each layer makes of them, and to the gradients of the weights."""

    def __init__(self, model: Any, objective: Objective) -> None:
        import tensorflow as tf

        self._model, self._objective = model, objective
        self.layers: list[Any] = []
        self._outputs = tf.function(self._traced_outputs, autograph=False, reduce_retracing=True)
        self._gradients = tf.function(self._traced_gradients, autograph=False, reduce_retracing=True)

    def _traced_outputs(self, inputs: Tensor) -> list[Tensor]:
        calls = layer_calls(self._model, inputs)
        self.layers = [layer for layer, _ in calls]
        return [output for _, output in calls]

    def _traced_gradients(self, inputs: Tensor, labels: Tensor) -> list[Tensor]:
        import tensorflow as tf

        with tf.GradientTape() as tape:
            loss = self._objective.function(labels, self._model(inputs, training=False))
            for penalty in self._model.losses:
                loss += penalty
        variables = self._model.trainable_variables
        return list(tape.gradient(loss, variables, unconnected_gradients="zero"))

    def outputs(self, inputs: Array) -> list[Array]:
        return [output.numpy() for output in self._outputs(inputs)]

    def gradients(self, inputs: Array, labels: NDArray[Any]) -> dict[int, Array]:
        """Returns the gradient of the mean loss for each weight that learns, by the identity of the variable."""
        gradients = self._gradients(inputs, labels)
        variables = self._model.trainable_variables
        return {id(v): g.numpy() for v, g in zip(variables, gradients, strict=True)}


def look_inside(session: Session) -> Inside:
    """Returns what goes on in the network of a session. Engine thread only."""
    source = session.data.training_source(session.objective.encoding)
    count = min(len(source), MOST_EXAMPLES)
    inputs, labels = source.take(np.linspace(0, len(source) - 1, count).astype(np.int64))
    chosen = session.data.validation_source(session.head.encoding).take(np.array([session.probe_row]))[0]
    forward = _forward_of(session)
    outputs = forward.outputs(np.concatenate([chosen, inputs]))
    gradients = forward.gradients(inputs, labels)
    layers = tuple(
        _layer(layer, title, output, gradients)
        for layer, title, output in zip(forward.layers, layer_titles(forward.layers), outputs, strict=True)
    )
    kernel = _first_kernel(forward.layers, session.data.dataset.number_of_inputs)
    step = len(session.history) if session.rewound is None else session.rewound
    return Inside(step, session.rewound is None, session.probe_row, count, layers, kernel)


def _forward_of(session: Session) -> _Forward:
    """Returns what was compiled for this network and this loss; it is compiled at the first look."""
    loops = session.compiled
    key = "inside", session.objective.key
    if key not in loops:
        loops[key] = _Forward(session.model, session.objective)
    forward: _Forward = loops[key]
    return forward


def _layer(layer: Any, title: str, output: Array, gradients: dict[int, Array]) -> LayerInside:
    """Returns one layer; the first row of its output is of the chosen example."""
    activation, example, some = activation_of(layer), output[0], output[1:]
    bends = activation not in ("", "linear")
    none = np.zeros(0, np.int64)
    return LayerInside(
        title,
        example,
        _spreads(layer, some, gradients),
        dead_units(some) if bends else none,
        saturated_units(some, activation),
    )


def _spreads(layer: Any, outputs: Array, gradients: dict[int, Array]) -> dict[Kind, Spread]:
    spreads: dict[Kind, Spread] = {"activations": spread_of(outputs)}
    learning = list(layer.trainable_variables)
    if learning:
        spreads["weights"] = spread_of(np.concatenate([np.ravel(v.numpy()) for v in learning]))
        spreads["gradients"] = spread_of(np.concatenate([np.ravel(gradients[id(v)]) for v in learning]))
    return spreads


def _first_kernel(layers: list[Any], inputs: int) -> Array | None:
    """Returns the weights of the first layer that has any on the inputs, (inputs, units)."""
    for layer in layers:
        kernel = getattr(layer, "kernel", None)
        if kernel is not None:
            fits = len(kernel.shape) == 2 and kernel.shape[0] == inputs
            return np.array(kernel.numpy()) if fits else None
    return None
