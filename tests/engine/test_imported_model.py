"""Whole models are built again from values alone: with branches, shared and nested layers, and nothing else touched."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from opened_model import check_opened

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.graph import Argument, Call, Ends, Graph, Ref
from workbench.core.imported.weight_specs import parameter_count, weight_specs
from workbench.engine.imported_model import build_imported


def branches() -> Any:
    import keras

    L = keras.layers
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    dense = L.Dense(3)
    x, y = dense(a), dense(b)
    chain = keras.Sequential([keras.Input((3,)), L.Dense(3), L.ReLU()], name="chain")
    inside = keras.Input((3,))
    normalised = keras.Model(inside, L.BatchNormalization()(inside), name="normalised")
    joined = L.Concatenate()([chain(x), normalised(y, training=False), chain(y)])
    scaled = 1.0 / (joined * 2.0 + 3.0)
    return keras.Model({"a": a, "b": b}, {"out": L.Dense(2)(scaled - scaled * scaled), "also": x})


def sequences() -> Any:
    import keras

    L = keras.layers
    words = keras.Input((None,), dtype="int32")
    x = L.Embedding(10, 4, mask_zero=True)(words)
    said, hidden, cell = L.LSTM(3, return_state=True, return_sequences=True)(x)
    other = L.LSTM(3)(x, initial_state=[hidden, cell])
    both = L.Attention()([said, L.MultiHeadAttention(2, 3)(said, said)])
    return keras.Model(words, [L.Bidirectional(L.GRU(3))(both), other])


def masks() -> Any:
    import keras

    L = keras.layers
    x = inputs = keras.Input((5, 4))
    x = L.TimeDistributed(L.Dense(4))(L.LSTM(3, return_sequences=True)(L.Masking()(x)))
    x = L.Concatenate()([x, L.Add()([x, x])])
    return keras.Model(inputs, L.GlobalAveragePooling1D()(L.Dropout(0.1)(x)))


def transformer() -> Any:
    import keras

    L = keras.layers
    words = keras.Input((5,), dtype="int32")
    x = L.Embedding(5, 3, mask_zero=True)(words)
    x = L.LayerNormalization()(x + L.MultiHeadAttention(2, 2)(x, x))
    return keras.Model(words, L.GlobalAveragePooling1D()(x))


def frames() -> Any:
    import keras

    L = keras.layers
    look = [
        keras.Input((6, 6, 2)),
        L.Conv2D(2, 2),
        L.BatchNormalization(),
        L.Flatten(),
        L.Dense(3),
        L.Dense(2),
    ]
    film = [
        keras.Input((4, 6, 6, 2)),
        L.TimeDistributed(keras.Sequential(look)),
        L.LSTM(3),
        L.Dense(2, "softmax"),
    ]
    return keras.Sequential(film)


def without_input() -> Any:
    import keras

    model = keras.Sequential([keras.layers.Dense(3), keras.layers.Dense(2)])
    model.build((None, 4))
    return model


def chains() -> Any:
    import keras

    inner = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    return keras.Sequential([inner, keras.layers.Dense(2)])


def several() -> Any:
    import keras

    L = keras.layers

    def made(keyed: bool) -> Any:
        p, q = keras.Input((3,), name="p"), keras.Input((2,), name="q")
        u, v = L.Dense(2)(L.Concatenate()([p, q])), L.Dense(2)(p)
        ends = ({"p": p, "q": q}, {"u": u, "v": v}) if keyed else ([p, q], [u, v])
        return keras.Model(*ends, name="keyed" if keyed else "listed")

    a, b = keras.Input((3,)), keras.Input((2,))
    listed, keyed = made(False), made(True)
    said = keyed({"p": a, "q": b})
    return keras.Model([a, b], [*listed([a, b]), said["u"], said["v"], *listed([a, b])])


def mixed() -> Any:
    import keras

    L = keras.layers
    inputs = keras.Input((4,))
    x = L.BatchNormalization(dtype="mixed_float16")(L.Dense(3, dtype="mixed_float16")(inputs))
    return keras.Model(inputs, L.Dense(2, dtype="float32")(x))


def same_names() -> Any:
    import keras

    inputs = keras.Input((4,))
    return keras.Model([inputs], [keras.layers.Add(name="add_1")([inputs, inputs]) + 1.0])


def transfer() -> Any:
    import keras

    L = keras.layers
    base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3))
    base.trainable = False
    inputs = keras.Input((32, 32, 3))
    x = base(L.Rescaling(1 / 127.5, -1)(inputs), training=False)
    return keras.Model(inputs, L.Dense(2)(L.GlobalAveragePooling2D()(x)))


MODELS = (
    branches, sequences, masks, transformer, frames, without_input, chains, several, mixed, same_names, transfer,
)  # fmt: skip


@pytest.mark.parametrize("make", MODELS, ids=lambda make: make.__name__)
def test_a_model_is_built_again_and_says_the_same(make: Callable[[], Any], tmp_path: Path) -> None:
    check_opened(make(), tmp_path)


@pytest.mark.parametrize("name", ["MobileNetV2", "ResNet50", "EfficientNetB0", "DenseNet121"])
def test_a_well_known_model_is_built_again_and_says_the_same(name: str, tmp_path: Path) -> None:
    import keras

    model = getattr(keras.applications, name)(weights=None, input_shape=(32, 32, 3), classes=5)
    check_opened(model, tmp_path)


def graph_of(model: Any) -> Graph:
    return graph_of_config(json.loads(model.to_json()))


@pytest.mark.parametrize("make", [branches, sequences, frames], ids=lambda make: make.__name__)
def test_an_h5_file_of_keras_3_says_the_same_of_a_model(make: Callable[[], Any], tmp_path: Path) -> None:
    import h5py

    model = make()
    model.save(tmp_path / "model.h5")
    with h5py.File(tmp_path / "model.h5") as file:
        assert graph_of_config(json.loads(file.attrs["model_config"])) == graph_of(model)


def test_sequential_stays_sequential_and_frozen_stays_frozen() -> None:
    import keras

    model = frames()
    model.layers[-1].trainable = False
    opened = build_imported(graph_of(model), model.get_weights())
    assert type(opened) is keras.Sequential and type(transfer()) is type(build_imported(graph_of(transfer())))
    assert [v.path.rpartition("/")[2] for v in opened.trainable_variables] == [
        v.path.rpartition("/")[2] for v in model.trainable_variables
    ]


def test_a_frozen_model_within_stays_frozen() -> None:
    model = transfer()
    opened = build_imported(graph_of(model))
    assert len(opened.trainable_variables) == len(model.trainable_variables) == 2


def test_a_graph_survives_the_project_file() -> None:
    graph = graph_of(branches())
    again = msgspec.json.decode(msgspec.json.encode(graph), type=Graph)
    assert again == graph
    assert build_imported(again).count_params() == parameter_count(graph)


def test_building_touches_nothing_else() -> None:
    import keras

    graph = graph_of(mixed())
    random.seed(5)
    expected = random.random()
    random.seed(5)
    build_imported(graph, seed=1)
    assert random.random() == expected
    assert keras.config.dtype_policy().name == "float32"


def test_first_weights_follow_from_the_seed() -> None:
    graph = graph_of(chains())
    first, again, other = (build_imported(graph, seed=seed).get_weights() for seed in (1, 1, 2))
    np.testing.assert_array_equal(first[0], again[0])
    assert not np.array_equal(first[0], other[0])


def test_what_keras_cannot_build_is_refused_in_a_sentence() -> None:
    import keras

    graph = graph_of(keras.Sequential([keras.Input((4,)), *(keras.layers.ReLU() for _ in range(3))]))
    layers = [msgspec.structs.replace(graph.layers[1], name=f"r{number}") for number in range(1500)]
    calls = [Call(number, (Argument((Ref(number - 1),)),)) for number in range(1, 1501)]
    long = msgspec.structs.replace(
        graph, layers=(graph.layers[0], *layers), calls=(Call(0), *calls), outputs=Ends((Ref(1500),))
    )
    with pytest.raises(UserError, match='The model ".*" cannot be built: maximum recursion depth exceeded'):
        build_imported(long)


def test_weights_that_are_not_the_models_are_refused() -> None:
    graph = graph_of(chains())
    weights = [np.zeros(spec.shape, np.float32) for spec in weight_specs(graph)]
    with pytest.raises(UserError, match="has 4 arrays of weights, and 3 are given"):
        build_imported(graph, weights[1:])
    with pytest.raises(UserError, match=r"Array 0 of the weights \(kernel\) has the shape \(3, 4\)"):
        build_imported(graph, [weights[0].T, *weights[1:]])
