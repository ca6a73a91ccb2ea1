"""The layers of models made here, and of opened ones of any form, one after another."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest

from workbench.engine.inside.layer_calls import activation_of, layer_calls, layer_titles

INPUTS = np.random.default_rng(0).normal(size=(3, 8)).astype(np.float32)


def stack() -> Any:
    return keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(5, activation="tanh"),
            keras.layers.ReLU(),
            keras.layers.Dense(2),
        ]
    )


def opened_stack() -> Any:
    return keras.Sequential([keras.Input((8,)), stack()])


def opened_graph() -> Any:
    """Two branches on pictures, as the bench takes such a model: with flat rows brought into shape before it."""
    pictures = keras.Input((2, 4))
    flat = keras.layers.Flatten()(pictures)
    both = [keras.layers.Dense(3, activation=name)(flat) for name in ("relu", "sigmoid")]
    graph = keras.Model(pictures, keras.layers.Dense(2)(keras.layers.Concatenate()(both)))
    return keras.Sequential([keras.Input((8,)), keras.layers.Reshape((2, 4)), graph])


STACK = ["1 Dense tanh", "2 ReLU", "3 Logits"]
GRAPH = ["1 Flatten", "2 Dense relu", "3 Dense sigmoid", "4 Concatenate", "5 Logits"]


@pytest.mark.parametrize(
    ("make", "titles"),
    [(stack, STACK), (opened_stack, STACK), (opened_graph, GRAPH)],
    ids=["made here", "opened stack", "opened graph"],
)
def test_each_layer_is_named_and_the_last_says_what_the_model_says(make: Any, titles: list[str]) -> None:
    model = make()
    calls = layer_calls(model, INPUTS)
    assert layer_titles([layer for layer, _ in calls]) == titles
    assert all(len(output.shape) == 2 and len(output) == 3 for _, output in calls)
    assert np.allclose(calls[-1][1], model(INPUTS), atol=1e-6)


def test_names_of_models_that_are_built_later_stay_as_they_were() -> None:
    model = opened_graph()
    keras.backend.clear_session()
    layer_calls(model, INPUTS)
    assert keras.Model(model.inputs, model.outputs).name == "functional"


def test_a_layer_without_activation_has_none() -> None:
    assert activation_of(keras.layers.Dropout(0.5)) == ""
    assert activation_of(keras.layers.Activation("softsign")) == "softsign"
