"""The neurons of a network as its diagram shows them: a column under each block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.probabilities import probabilities
from workbench.data.dataset import Inputs
from workbench.engine.neuron_maps import NeuronAnswer

MOST = 6
"""Neurons of a layer that are shown."""

INPUTS, HEAD = -1, -2
"""In place of the row of a layer."""


@dataclass(frozen=True, eq=False)
class NeuronColumn:
    """The neurons of one block.

    Attributes:
        block: The row of the layer in the project, the number of layers for the logits, else `INPUTS` or `HEAD`.
        maps: (neurons, side, side) from -1 to 1, and of the head from 0 to 1: what each answers all over the plane.
        scale: What 1 stands for.
        left_out: How many neurons more there are.
        weights: (neurons before, neurons); None where nothing is weighted.
        names: Of the inputs or the classes; empty for neurons, which have none.
    """

    block: int
    maps: NDArray[np.floating]
    scale: float
    left_out: int = 0
    weights: NDArray[np.floating] | None = None
    names: tuple[str, ...] = ()

    @property
    def are_probabilities(self) -> bool:
        """Whether the maps are those of the head."""
        return self.block == HEAD


def neuron_columns(
    places: Inputs, answer: NeuronAnswer, head: Head | None, classes: int
) -> tuple[NeuronColumn, ...]:
    """Returns the columns from the inputs to the head.

    Args:
        places: The inputs (side * side, 2).
        answer: What the engine said there.
        head: The head on the logits; None where it does not fit.
        classes: Number of classes.
    """
    centred = places - places.mean(axis=0)
    columns = [_column(INPUTS, centred, places.shape[1], None)]
    units = [int(layer.options["units"]) for layer in answer.project.layers if "units" in layer.options]
    for layer, width in zip(answer.layers, [*units, answer.layers[-1].answers.shape[1]], strict=True):
        columns.append(_column(layer.layer, layer.answers, width, layer.weights))
    if head is not None:
        temperature = answer.project.head.temperature
        said = probabilities(head, answer.layers[-1].answers, classes, temperature)
        columns.append(NeuronColumn(HEAD, _maps(said), 1.0, max(said.shape[1] - MOST, 0)))
    return tuple(columns)


def _column(
    block: int, answers: NDArray[np.floating], width: int, weights: NDArray[np.floating] | None
) -> NeuronColumn:
    scale = float(np.abs(answers[:, :MOST]).max()) or 1.0
    return NeuronColumn(block, _maps(answers) / scale, scale, max(width - MOST, 0), weights)


def _maps(answers: NDArray[np.floating]) -> NDArray[np.floating]:
    side = round(len(answers) ** 0.5)
    maps: NDArray[np.floating] = np.moveaxis(answers[:, :MOST].reshape(side, side, -1), -1, 0)
    return maps
