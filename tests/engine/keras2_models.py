"""A script that makes models with Keras 2, and writes what they are and what they say; run in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
import tf_keras as keras

L = keras.layers
OUT = Path(sys.argv[1])


def one(layer: Any, *shape: int | None) -> Any:
    return keras.Sequential([keras.Input(shape), layer])


def branches() -> Any:
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    dense = L.Dense(3)
    x, y = dense(a), dense(b)
    chain = keras.Sequential([L.Dense(3, input_shape=(3,)), L.ReLU()], name="inner")
    inside = keras.Input((3,))
    normalised = keras.Model(inside, L.BatchNormalization()(inside), name="normalised")
    joined = L.Concatenate()([chain(x), normalised(y, training=False), chain(y)])
    scaled = 1.0 / (joined * 2.0 + 3.0)
    scaled = tf.nn.relu(scaled - scaled * scaled)
    return keras.Model({"a": a, "b": b}, {"out": L.Dense(2)(scaled), "also": x})


def sequences() -> Any:
    words = keras.Input((6,))
    x = L.Embedding(10, 4)(words)
    said, hidden, cell = L.LSTM(3, return_state=True, return_sequences=True)(x)
    other = L.LSTM(3)(x, initial_state=[hidden, cell])
    both = L.Attention()([said, L.MultiHeadAttention(2, 3)(said, said)])
    return keras.Model(words, [L.Bidirectional(L.GRU(3))(both), other])


def old_sequential() -> Any:
    model = keras.Sequential([L.Dense(3, activation="swish"), L.LeakyReLU(0.1), L.Dense(2, "softmax")])
    model.build((None, 4))
    return model


def transfer() -> Any:
    base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3))
    base.trainable = False
    return keras.Sequential([base, L.GlobalAveragePooling2D(), L.Dense(4)])


MODELS = {
    "branches": branches,
    "sequences": sequences,
    "old_sequential": old_sequential,
    "transfer": transfer,
    "nested": lambda: keras.Sequential([keras.Sequential([keras.Input((4,)), L.Dense(3)]), L.Dense(2)]),
    "convolutions": lambda: keras.Sequential(
        [
            L.Conv2D(4, 3, input_shape=(12, 12, 3)),
            L.DepthwiseConv2D(3),
            L.SeparableConv2D(4, 3, padding="same"),
            L.Conv2DTranspose(3, 3, strides=2),
            L.BatchNormalization(),
            L.SpatialDropout2D(0.1),
            L.ZeroPadding2D(),
            L.MaxPooling2D(),
            L.UpSampling2D(),
            L.PReLU(shared_axes=[1, 2]),
            L.Flatten(),
        ]
    ),
    "recurrent": lambda: keras.Sequential(
        [
            L.Embedding(9, 4, input_length=5),
            L.GRU(3, return_sequences=True),
            L.TimeDistributed(L.Dense(2)),
            L.SimpleRNN(3),
        ]
    ),
    "mobile": lambda: keras.applications.MobileNetV3Small(weights=None, input_shape=(32, 32, 3), classes=5),
    "normalization": lambda: one(L.Normalization(), 4),
    "layer_normalization": lambda: one(L.LayerNormalization(), 5, 4),
    "groups": lambda: one(L.GroupNormalization(2), 6, 6, 4),
    "rescaling": lambda: one(L.Rescaling(2.0, 1), 4),
    "resizing": lambda: one(L.Resizing(5, 3), 6, 6, 2),
    "regularized": lambda: one(L.Dense(3, activation=L.LeakyReLU(0.2), kernel_regularizer="l2"), 4),
    "mixed": lambda: one(L.Dense(3, dtype="mixed_float16"), 4),
    "hard": lambda: one(L.LSTM(3, recurrent_activation="hard_sigmoid"), 5, 4),
}


def write(name: str, model: Any) -> None:
    generator = np.random.default_rng(0)
    if not model.built:
        model.build((None, 4))
    shapes = [tensor.shape[1:] for tensor in model.inputs] if model.inputs else [(4,)]
    inputs = [generator.random((2, *shape), dtype=np.float32) for shape in shapes]
    for weight in model.weights:
        if weight.dtype == "float32":
            weight.assign(generator.random(weight.shape, dtype=np.float32) * 0.5)
    for layer in model.layers:
        # A normalization computes with what it made of its weights, as when Keras loads them.
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()
    keyed = dict(zip(("a", "b"), inputs, strict=True)) if name == "branches" else inputs
    said = tf.nest.flatten(model(keyed if len(inputs) > 1 else inputs[0]))
    arrays = {f"w{i}": value for i, value in enumerate(model.get_weights())}
    arrays |= {f"x{i}": value for i, value in enumerate(inputs)} | {
        f"y{i}": t.numpy() for i, t in enumerate(said)
    }
    np.savez(OUT / f"{name}.npz", **arrays)
    (OUT / f"{name}.json").write_text(model.to_json())


for name, make in MODELS.items():
    write(name, make())
