"""What neurons answer is what Keras's layers compute, and follows the weights."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.layer_text import parse_layers
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import prepare
from workbench.engine.neuron_maps import NeuronMaps
from workbench.engine.session import Session


def session_with(layers: str, data: str = "moons") -> Session:
    dataset = load(data, {})
    project = with_data(Project(layers=parse_layers(layers)), DataChoice(data), dataset.label_kind)
    return Session(checked(project), prepare(dataset, Shares(0.2), project.seed, "standardise"))


def test_answers_are_those_of_each_layer_without_dropout() -> None:
    session = session_with("9:relu,dropout:0.5,4:tanh")
    places = session.data.dataset.inputs[:30]
    question = NeuronMaps(places, most=6)
    question(session)
    session.begin_run(1)
    session.advance(20)
    answer = question(session)
    assert answer is not None and answer.project is session.project
    assert [layer.layer for layer in answer.layers] == [0, 2, 3]
    first, second, logits = answer.layers
    kernel, bias = session.model.layers[0].get_weights()
    hidden = np.maximum(session.data.preprocessing.apply(places) @ kernel + bias, 0)
    np.testing.assert_allclose(first.answers, hidden[:, :6], atol=1e-5)
    np.testing.assert_array_equal(first.weights, kernel[:, :6])
    assert second.weights.shape == (6, 4)
    np.testing.assert_allclose(logits.answers, session.logits_of(places), atol=1e-5)


@pytest.mark.parametrize(("layers", "data", "found"), [("", "moons", 1), ("4", "blobs", 2)])
def test_with_and_without_hidden_layers(layers: str, data: str, found: int) -> None:
    session = session_with(layers, data)
    answer = NeuronMaps(session.data.dataset.inputs[:4], most=2)(session)
    assert answer is not None and len(answer.layers) == found
    assert answer.layers[-1].answers.shape[1] == session.model.output_shape[1]


def test_places_of_other_data_have_no_answer() -> None:
    assert NeuronMaps(np.zeros((4, 5), np.float32), most=2)(session_with("4")) is None
