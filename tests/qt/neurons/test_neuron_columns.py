"""Columns run from the inputs to the head, each on its own scale."""

from __future__ import annotations

import numpy as np

from workbench.core.heads import head_for
from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.projects.layer_text import parse_layers
from workbench.engine.neuron_maps import NeuronAnswer, NeuronLayer
from workbench.qt.neurons.neuron_columns import HEAD, INPUTS, MOST, NeuronColumn, neuron_columns

PLACES = np.array([[0, 1], [2, 1], [0, -1], [2, -1]], np.float32)
GENERATOR = np.random.default_rng(0)
LOGITS = 5 * GENERATOR.normal(size=(4, 3)).astype(np.float32)


def columns(activation: str = "softmax") -> tuple[NeuronColumn, ...]:
    layers = (
        NeuronLayer(0, GENERATOR.normal(size=(4, MOST)), GENERATOR.normal(size=(2, MOST))),
        NeuronLayer(1, LOGITS, GENERATOR.normal(size=(MOST, 3))),
    )
    answer = NeuronAnswer(Project(layers=parse_layers("20")), layers)
    return neuron_columns(PLACES, answer, head_for(activation, LabelKind.CLASS_INDEX), 3)


def test_from_the_inputs_to_the_head() -> None:
    inputs, hidden, logits, head = columns()
    assert [column.block for column in (inputs, hidden, logits, head)] == [INPUTS, 0, 1, HEAD]
    assert [column.left_out for column in (inputs, hidden, logits, head)] == [0, 20 - MOST, 0, 0]
    np.testing.assert_array_equal(inputs.maps, [[[-1, 1], [-1, 1]], [[1, 1], [-1, -1]]])
    assert inputs.weights is None and hidden.weights is not None and head.weights is None


def test_a_layer_is_drawn_in_shares_of_its_strongest_answer() -> None:
    logits = columns()[2]
    assert np.abs(logits.maps).max() == 1
    np.testing.assert_allclose(
        np.moveaxis(logits.maps, 0, -1).reshape(4, 3) * logits.scale, LOGITS, rtol=1e-6
    )


def test_the_head_shows_its_probabilities() -> None:
    softmax, sigmoid = columns("softmax")[-1], columns("sigmoid")[-1]
    assert softmax.are_probabilities
    np.testing.assert_allclose(softmax.maps.sum(axis=0), 1, rtol=1e-6)
    np.testing.assert_allclose(sigmoid.maps[1].ravel(), 1 / (1 + np.exp(-LOGITS[:, 1])), rtol=1e-5)
