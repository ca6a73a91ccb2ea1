"""A network begins as a script's does, and beginning again leaves nothing behind."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from workbench.core.layers import LAYERS
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.engine.networks.build import build_layer, build_model
from workbench.engine.networks.network import Network
from workbench.engine.networks.random_variables import first_weights

LAYERS_OF_ALL_KINDS = (Layer("Dense", {"units": 5, "activation": "relu"}), *(Layer(kind) for kind in LAYERS))


def as_a_script_does(layers: tuple[Layer, ...], seed: int) -> Any:
    import keras

    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((4,))])
    for layer in layers:
        model.add(build_layer(layer))
    model.add(keras.layers.Dense(3))
    return model


@pytest.mark.parametrize("seed", [0, 7])
def test_the_first_weights_are_those_of_keras_with_its_seed_set(seed: int) -> None:
    layers = checked(Project(DataChoice("iris"), LAYERS_OF_ALL_KINDS)).layers
    ours, keras = (
        first_weights(build(layers))
        for build in (
            lambda layers: build_model(layers, 4, 3, seed),
            lambda layers: as_a_script_does(layers, seed),
        )
    )
    for one, other in zip((*ours.values, *ours.random), (*keras.values, *keras.random), strict=True):
        np.testing.assert_array_equal(one, other)


def test_building_leaves_other_random_numbers_alone() -> None:
    random.seed(5)
    expected = random.random()
    random.seed(5)
    build_model((Layer("Dense", {"units": 2}),), 4, 3, seed=1)
    assert random.random() == expected


def test_building_does_not_seed_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would forget every compiled kernel: they would be made again, slowly, and their memory never be freed."""
    import tensorflow as tf

    monkeypatch.setattr(tf.random, "set_seed", pytest.fail)
    build_model((Layer("Dense", {"units": 2}), Layer("Dropout").complete()), 4, 3, seed=1)


def test_to_begin_again_from_the_same_seed_builds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    project = checked(Project(DataChoice("iris"), (Layer("Dense", {"units": 4}), Layer("Dropout"))))
    network = Network(project, 4, 3, xla=False)
    first = network.weights()
    network.begin(project.seed + 1)
    assert not np.array_equal(network.weights().values[0], first.values[0])
    network.begin(project.seed)
    monkeypatch.setattr("workbench.engine.networks.network.build_model", pytest.fail)
    network.model.set_weights([value + 1 for value in first.values])
    network.begin(project.seed)
    for one, other in zip(network.weights().values, first.values, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("kind", "expected"), [("Dropout", True), ("LayerNormalization", False)])
def test_only_networks_with_noise_run_in_one_thread(kind: str, expected: bool) -> None:
    project = checked(Project(DataChoice("iris"), (Layer("Dense", {"units": 4}), Layer(kind))))
    assert Network(project, 4, 3, xla=False).one_thread is expected
    assert Network(project, 4, 3, xla=True).one_thread is False
