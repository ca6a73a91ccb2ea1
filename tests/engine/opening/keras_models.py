"""Models of many kinds, each made by the Keras that is handed in: Keras 3, or tf_keras, which is Keras 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Maker = Callable[[Any], Any]


def plain(keras: Any) -> Any:
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01)),
            layers.BatchNormalization(),
            layers.Dropout(0.3),
            layers.Dense(3, activation="softmax"),
        ]
    )


def pictures(keras: Any) -> Any:
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(4, 3, padding="same", activation="relu"),
            layers.DepthwiseConv2D(3),
            layers.SeparableConv2D(3, 2),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(2),
        ]
    )


def branches(keras: Any) -> Any:
    """Two inputs, a shared layer, and two ways that come together twice."""
    layers = keras.layers
    first, second = keras.Input((4,), name="first"), keras.Input((4,), name="second")
    shared = layers.Dense(5, activation="tanh")
    left, right = shared(first), shared(second)
    both = layers.Concatenate()([left, right])
    wide = layers.Dense(5)(both)
    joined = layers.Add()([wide, left])
    return keras.Model(
        [first, second], [layers.Dense(2)(joined), layers.Dense(1, activation="sigmoid")(wide)]
    )


def block(keras: Any, width: int) -> Any:
    layers = keras.layers
    return keras.Sequential(
        [keras.Input((width,)), layers.Dense(width), layers.BatchNormalization(), layers.Dense(width)]
    )


def nested(keras: Any) -> Any:
    """Models within models, of which one is frozen, one is frozen in part, and one is used twice."""
    layers = keras.layers
    inputs = keras.Input((4,))
    frozen, partly, twice = block(keras, 4), block(keras, 4), block(keras, 4)
    frozen.trainable = False
    partly.layers[0].trainable = False
    inner_input = keras.Input((4,))
    inner = keras.Model(inner_input, layers.Dense(4)(partly(frozen(inner_input))))
    outputs = layers.Dense(3)(twice(twice(inner(layers.BatchNormalization()(inputs)))))
    return keras.Model(inputs, outputs)


def thawed(keras: Any) -> Any:
    """Frozen models in which a layer was made trainable again, once at the top and once within another."""
    inputs = keras.Input((4,))
    at_the_top, within = block(keras, 4), block(keras, 4)
    at_the_top.trainable = within.trainable = False
    at_the_top.layers[-1].trainable = within.layers[-1].trainable = True
    around = keras.Sequential([keras.Input((4,)), within, keras.layers.Dense(4)])
    return keras.Model(inputs, around(at_the_top(inputs)))


def frozen_layers(keras: Any) -> Any:
    model = plain(keras)
    for layer in model.layers[:-1]:
        layer.trainable = False
    return model


def recurrent(keras: Any) -> Any:
    layers = keras.layers
    inputs = keras.Input((6, 3))
    both_ways = layers.Bidirectional(layers.LSTM(4, return_sequences=True))(inputs)
    steps = layers.TimeDistributed(layers.Dense(3))(layers.GRU(4, return_sequences=True)(both_ways))
    return keras.Model(inputs, layers.Dense(2)(layers.SimpleRNN(3)(steps)))


def attention(keras: Any) -> Any:
    layers = keras.layers
    inputs = keras.Input((5,), dtype="int32")
    words = layers.Embedding(11, 8)(inputs)
    seen = layers.MultiHeadAttention(2, 4)(words, words)
    together = layers.LayerNormalization()(layers.Add()([words, seen]))
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(together)))


def measured(keras: Any) -> Any:
    """Inputs are brought to mean 0 by what was measured before, and the count of it lies among the weights."""
    measure = keras.layers.Normalization()
    measure.adapt(np.arange(12.0).reshape(3, 4))
    return keras.Sequential([keras.Input((4,)), measure, keras.layers.Dense(2)])


def several_of_a_kind(keras: Any) -> Any:
    """More than ten layers of one class, so that their names sort otherwise than they stand."""
    return keras.Sequential([keras.Input((4,)), *(keras.layers.Dense(4) for _ in range(12))])


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        plain, pictures, branches, nested, thawed, frozen_layers, recurrent, attention, measured, several_of_a_kind,
    )
}  # fmt: skip
