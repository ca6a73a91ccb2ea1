"""What each neuron of a stack of layers answers all over a plane, and the weights between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project
from workbench.data.dataset import Inputs
from workbench.engine.networks.compiled_call import CompiledCall
from workbench.engine.session import Session

DENSE = "Dense"


@dataclass(frozen=True, eq=False)
class NeuronLayer:
    """One Dense layer.

    Attributes:
        layer: Its row among the layers of the project; the number of them for the logits.
        answers: (places, neurons) float32, of the first neurons.
        weights: (neurons before, neurons) float32, of those that both layers show.
    """

    layer: int
    answers: NDArray[np.float32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class NeuronAnswer:
    """All Dense layers from the inputs to the logits, and what the network was trained from."""

    project: Project
    layers: tuple[NeuronLayer, ...]


class NeuronMaps:
    """Asks a session for the first neurons of each Dense layer at the same places, in one compiled call."""

    def __init__(self, places: Inputs, most: int) -> None:
        """Takes the places as raw inputs (n, d), and how many neurons of a hidden layer are wanted."""
        self._places, self._most = places, most
        self._call: tuple[Any, CompiledCall] | None = None

    def __call__(self, session: Session) -> NeuronAnswer | None:
        """Returns all layers; None for an opened model, and for data with other columns. Engine thread only."""
        if session.project.imported is not None:
            return None
        if session.data.dataset.number_of_inputs != self._places.shape[1]:
            return None
        import tensorflow as tf

        model = session.model
        if self._call is None or self._call[0] is not model:
            self._call = model, self._compiled(model)
        said = self._call[1](tf.constant(session.data.preprocessing.apply(self._places)))
        layers = (
            NeuronLayer(row, a.numpy(), w.numpy()) for row, (a, w) in zip(_dense(model), said, strict=True)
        )
        return NeuronAnswer(session.project, tuple(layers))

    def _compiled(self, model: Any) -> CompiledCall:
        import keras

        rows = _dense(model)
        looked_into = keras.Model(model.inputs, [layer.output for layer in rows.values()])
        return CompiledCall(lambda places: self._cut(rows, looked_into(places, training=False)))

    def _cut(self, rows: dict[int, Any], answers: Any) -> list[tuple[Any, Any]]:
        *hidden, logits = answers if len(rows) > 1 else [answers]
        kernels = [layer.kernel.value[: self._most, : self._most] for layer in rows.values()]
        # All logits, since the head needs them.
        shown = [*(answer[:, : self._most] for answer in hidden), logits]
        return list(zip(shown, kernels, strict=True))


def _dense(model: Any) -> dict[int, Any]:
    """Returns the Dense layers of a stack by their rows."""
    return {row: layer for row, layer in enumerate(model.layers) if type(layer).__name__ == DENSE}
