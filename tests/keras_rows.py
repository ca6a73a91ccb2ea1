"""For every row of the table of layers, models of it that Keras makes itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Shape = tuple[int | None, ...]
Make = Callable[[Any], Any]
"""Makes a layer, or a tensor of two tensors, from the module that it is in."""

FLAT, ROWS, PICTURE, SOLID = (6,), (5, 4), (8, 8, 4), (6, 6, 6, 2)

ONE_INPUT: list[tuple[str, Make, Shape]] = [
    ("Dense", lambda L: L.Dense(3), FLAT),
    ("Dense", lambda L: L.Dense(3, use_bias=False, kernel_regularizer="l2", kernel_constraint="max_norm"), ROWS),
    ("Dense", lambda L: L.Dense(3, activation=L.LeakyReLU(0.1), kernel_initializer="he_normal", activity_regularizer="l1"), FLAT),
    ("Conv1D", lambda L: L.Conv1D(2, 3, padding="causal", dilation_rate=2), ROWS),
    ("Conv1D", lambda L: L.Conv1D(2, 3, data_format="channels_first"), ROWS),
    ("Conv2D", lambda L: L.Conv2D(4, (3, 2), strides=2, groups=2, padding="same"), PICTURE),
    ("Conv2D", lambda L: L.Conv2D(4, 3, activation="relu"), (None, None, 4)),
    ("Conv3D", lambda L: L.Conv3D(2, 2), SOLID),
    ("Conv1DTranspose", lambda L: L.Conv1DTranspose(2, 3, strides=2), ROWS),
    ("Conv2DTranspose", lambda L: L.Conv2DTranspose(2, 3, strides=2, padding="same"), PICTURE),
    ("Conv2DTranspose", lambda L: L.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=1), PICTURE),
    ("Conv2DTranspose", lambda L: L.Conv2DTranspose(2, 3, strides=4), PICTURE),
    ("Conv3DTranspose", lambda L: L.Conv3DTranspose(2, 3), SOLID),
    ("DepthwiseConv1D", lambda L: L.DepthwiseConv1D(3, depth_multiplier=2), ROWS),
    ("DepthwiseConv2D", lambda L: L.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False), PICTURE),
    ("SeparableConv1D", lambda L: L.SeparableConv1D(2, 3), ROWS),
    ("SeparableConv2D", lambda L: L.SeparableConv2D(2, 3, depth_multiplier=2), PICTURE),
    ("MaxPooling1D", lambda L: L.MaxPooling1D(), ROWS),
    ("MaxPooling2D", lambda L: L.MaxPooling2D((2, 3), strides=1, padding="same"), PICTURE),
    ("MaxPooling3D", lambda L: L.MaxPooling3D(), SOLID),
    ("AveragePooling1D", lambda L: L.AveragePooling1D(2), ROWS),
    ("AveragePooling2D", lambda L: L.AveragePooling2D(3), PICTURE),
    ("AveragePooling3D", lambda L: L.AveragePooling3D(2), SOLID),
    ("GlobalMaxPooling1D", lambda L: L.GlobalMaxPooling1D(), ROWS),
    ("GlobalMaxPooling2D", lambda L: L.GlobalMaxPooling2D(keepdims=True), PICTURE),
    ("GlobalMaxPooling3D", lambda L: L.GlobalMaxPooling3D(), SOLID),
    ("GlobalAveragePooling1D", lambda L: L.GlobalAveragePooling1D(), (None, 4)),
    ("GlobalAveragePooling2D", lambda L: L.GlobalAveragePooling2D(), PICTURE),
    ("GlobalAveragePooling3D", lambda L: L.GlobalAveragePooling3D(keepdims=True), SOLID),
    ("BatchNormalization", lambda L: L.BatchNormalization(), FLAT),
    ("BatchNormalization", lambda L: L.BatchNormalization(axis=1, scale=False), PICTURE),
    ("LayerNormalization", lambda L: L.LayerNormalization(), ROWS),
    ("LayerNormalization", lambda L: L.LayerNormalization(axis=[1, 2], center=False), PICTURE),
    ("GroupNormalization", lambda L: L.GroupNormalization(2), PICTURE),
    ("GroupNormalization", lambda L: L.GroupNormalization(-1), PICTURE),
    ("UnitNormalization", lambda L: L.UnitNormalization(axis=[1, 2]), ROWS),
    ("RMSNormalization", lambda L: L.RMSNormalization(), ROWS),
    ("Dropout", lambda L: L.Dropout(0.1, seed=3), FLAT),
    ("Dropout", lambda L: L.Dropout(0.1, noise_shape=(None, 1, 4)), ROWS),
    ("SpatialDropout1D", lambda L: L.SpatialDropout1D(0.1), ROWS),
    ("SpatialDropout2D", lambda L: L.SpatialDropout2D(0.1), PICTURE),
    ("SpatialDropout3D", lambda L: L.SpatialDropout3D(0.1), SOLID),
    ("AlphaDropout", lambda L: L.AlphaDropout(0.1), FLAT),
    ("GaussianNoise", lambda L: L.GaussianNoise(0.1), FLAT),
    ("GaussianDropout", lambda L: L.GaussianDropout(0.1), FLAT),
    ("Activation", lambda L: L.Activation("relu"), ROWS),
    ("ReLU", lambda L: L.ReLU(6.0, 0.1, 0.2), FLAT),
    ("LeakyReLU", lambda L: L.LeakyReLU(), FLAT),
    ("ELU", lambda L: L.ELU(0.5), FLAT),
    ("PReLU", lambda L: L.PReLU(), ROWS),
    ("PReLU", lambda L: L.PReLU(shared_axes=[1, 2]), (None, None, 3)),
    ("Softmax", lambda L: L.Softmax(axis=[1, 2]), ROWS),
    ("Flatten", lambda L: L.Flatten(), PICTURE),
    ("Flatten", lambda L: L.Flatten(), (None, 3)),
    ("Reshape", lambda L: L.Reshape((2, -1)), FLAT),
    ("Reshape", lambda L: L.Reshape((-1, 2)), (None, 4)),
    ("Permute", lambda L: L.Permute((2, 1)), ROWS),
    ("RepeatVector", lambda L: L.RepeatVector(3), FLAT),
    ("ZeroPadding1D", lambda L: L.ZeroPadding1D((1, 2)), ROWS),
    ("ZeroPadding2D", lambda L: L.ZeroPadding2D(((1, 2), (0, 3))), PICTURE),
    ("ZeroPadding2D", lambda L: L.ZeroPadding2D((1, 2)), PICTURE),
    ("ZeroPadding3D", lambda L: L.ZeroPadding3D(), SOLID),
    ("Cropping1D", lambda L: L.Cropping1D((1, 2)), ROWS),
    ("Cropping2D", lambda L: L.Cropping2D(((1, 2), (0, 3))), PICTURE),
    ("Cropping3D", lambda L: L.Cropping3D(), SOLID),
    ("UpSampling1D", lambda L: L.UpSampling1D(3), ROWS),
    ("UpSampling2D", lambda L: L.UpSampling2D((2, 3), interpolation="bilinear"), PICTURE),
    ("UpSampling3D", lambda L: L.UpSampling3D(), SOLID),
    ("Identity", lambda L: L.Identity(), ROWS),
    ("Masking", lambda L: L.Masking(), ROWS),
    ("ActivityRegularization", lambda L: L.ActivityRegularization(0.1), FLAT),
    ("SimpleRNN", lambda L: L.SimpleRNN(3), ROWS),
    ("LSTM", lambda L: L.LSTM(3, return_sequences=True), ROWS),
    ("LSTM", lambda L: L.LSTM(3, return_state=True, use_bias=False, unroll=True), ROWS),
    ("GRU", lambda L: L.GRU(3, dropout=0.1), ROWS),
    ("GRU", lambda L: L.GRU(3, reset_after=False, return_state=True), (None, 4)),
    ("Bidirectional", lambda L: L.Bidirectional(L.LSTM(3)), ROWS),
    ("Bidirectional", lambda L: L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode="sum"), ROWS),
    ("Bidirectional", lambda L: L.Bidirectional(L.LSTM(3, return_state=True), merge_mode=None), ROWS),
    ("Bidirectional", lambda L: L.Bidirectional(L.LSTM(3), backward_layer=L.GRU(3, go_backwards=True)), ROWS),
    ("TimeDistributed", lambda L: L.TimeDistributed(L.Dense(3)), (None, 4)),
    ("TimeDistributed", lambda L: L.TimeDistributed(L.Conv2D(3, 2)), SOLID),
    ("Rescaling", lambda L: L.Rescaling([1.0, 2.0, 3.0, 4.0], [0.1, 0.2, 0.3, 0.4]), PICTURE),
    ("Normalization", lambda L: L.Normalization(), FLAT),
    ("Normalization", lambda L: L.Normalization(axis=None), FLAT),
    ("Normalization", lambda L: L.Normalization(axis=[1, 2], invert=True), ROWS),
    ("Normalization", lambda L: L.Normalization(mean=[1.0, 2.0, 3.0, 4.0], variance=[1.0, 1.0, 2.0, 2.0]), ROWS),
    ("Resizing", lambda L: L.Resizing(3, 5, crop_to_aspect_ratio=True, interpolation="nearest"), PICTURE),
    ("CenterCrop", lambda L: L.CenterCrop(3, 5), PICTURE),
]  # fmt: skip

LISTS: list[tuple[str, Make, tuple[Shape, ...]]] = [
    ("Add", lambda L: L.Add(), (ROWS, ROWS, ROWS)),
    ("Add", lambda L: L.Add(), (ROWS, (1, 4))),
    ("Subtract", lambda L: L.Subtract(), (ROWS, ROWS)),
    ("Multiply", lambda L: L.Multiply(), (ROWS, (4,))),
    ("Average", lambda L: L.Average(), (ROWS, ROWS)),
    ("Maximum", lambda L: L.Maximum(), (ROWS, ROWS)),
    ("Minimum", lambda L: L.Minimum(), (ROWS, ROWS)),
    ("Concatenate", lambda L: L.Concatenate(), (ROWS, (5, 2))),
    ("Concatenate", lambda L: L.Concatenate(axis=1), (ROWS, (3, 4))),
    ("Dot", lambda L: L.Dot(axes=1), (FLAT, FLAT)),
    ("Dot", lambda L: L.Dot(axes=(2, 1), normalize=True), (ROWS, (4, 3))),
    ("Attention", lambda L: L.Attention(use_scale=True), (ROWS, ROWS)),
    ("Attention", lambda L: L.Attention(score_mode="concat"), (ROWS, (3, 4), (3, 4))),
    ("AdditiveAttention", lambda L: L.AdditiveAttention(), (ROWS, ROWS)),
]

ARGUMENTS: list[tuple[str, Make, tuple[Shape, ...], dict[str, Any]]] = [
    ("MultiHeadAttention", lambda L: L.MultiHeadAttention(2, 3), (ROWS, ROWS), {}),
    ("MultiHeadAttention", lambda L: L.MultiHeadAttention(2, 3, value_dim=4, use_bias=False, output_shape=5), (ROWS, (7, 3), (7, 2)), {}),
    ("MultiHeadAttention", lambda L: L.MultiHeadAttention(2, 3), (ROWS, ROWS), {"return_attention_scores": True}),
    ("MultiHeadAttention", lambda L: L.MultiHeadAttention(2, 3), (ROWS, ROWS), {"use_causal_mask": True}),
    ("MultiHeadAttention", lambda L: L.MultiHeadAttention(2, 3, attention_axes=(2,)), (PICTURE, PICTURE), {}),
    ("Attention", lambda L: lambda a, b: L.Attention()([a, b], return_attention_scores=True), (ROWS, ROWS), {}),
    ("Embedding", lambda L: lambda x: L.Embedding(7, 3)(x), ((4,),), {}),
]  # fmt: skip

OPERATIONS: list[tuple[str, Callable[[Any, Any, Any], Any]]] = [
    ("add", lambda o, x, y: x + y),
    ("add", lambda o, x, y: o.add(np.ones((1, 5, 1), "float32"), x)),
    ("subtract", lambda o, x, y: x - 1.0),
    ("multiply", lambda o, x, y: 2.0 * x),
    ("multiply", lambda o, x, y: x * np.array([1.0, 2.0, 3.0, 4.0], "float32")),
    ("true_divide", lambda o, x, y: x / y),
    ("divide", lambda o, x, y: o.divide(x, 2)),
    ("maximum", lambda o, x, y: o.maximum(x, 0.5)),
    ("minimum", lambda o, x, y: o.minimum(x, y)),
    ("negative", lambda o, x, y: -x),
    ("absolute", lambda o, x, y: o.abs(x)),
    ("square", lambda o, x, y: o.square(x)),
    ("sqrt", lambda o, x, y: o.sqrt(x)),
    ("exp", lambda o, x, y: o.exp(x)),
    ("tanh", lambda o, x, y: o.tanh(x)),
    ("relu", lambda o, x, y: o.relu(x)),
    ("relu6", lambda o, x, y: o.relu6(x)),
    ("sigmoid", lambda o, x, y: o.sigmoid(x)),
    ("silu", lambda o, x, y: o.silu(x)),
    ("hard_sigmoid", lambda o, x, y: o.hard_sigmoid(x)),
    ("hard_silu", lambda o, x, y: o.hard_silu(x)),
    ("softplus", lambda o, x, y: o.softplus(x)),
    ("softsign", lambda o, x, y: o.softsign(x)),
    ("selu", lambda o, x, y: o.selu(x)),
    ("softmax", lambda o, x, y: o.softmax(x)),
    ("log_softmax", lambda o, x, y: o.log_softmax(x, axis=1)),
    ("gelu", lambda o, x, y: o.gelu(x, approximate=False)),
    ("elu", lambda o, x, y: o.elu(x)),
    ("leaky_relu", lambda o, x, y: o.leaky_relu(x, 0.3)),
    ("convert_to_tensor", lambda o, x, y: o.convert_to_tensor(x)),
    ("nan_to_num", lambda o, x, y: o.nan_to_num(o.sqrt(x), nan=0.5)),
    ("concatenate", lambda o, x, y: o.concatenate([x, y], axis=-1)),
    ("expand_dims", lambda o, x, y: o.expand_dims(x, axis=-2)),
    ("any", lambda o, x, y: o.any(o.not_equal(x, 0), axis=-1)),
    ("not_equal", lambda o, x, y: o.not_equal(x, y)),
    ("logical_and", lambda o, x, y: o.logical_and(o.not_equal(x, y), o.not_equal(x, 0))),
    ("logical_or", lambda o, x, y: o.logical_or(o.not_equal(x, y), o.not_equal(x, 0))),
    ("logical_not", lambda o, x, y: o.logical_not(o.not_equal(x, y))),
    ("ones_like", lambda o, x, y: o.ones_like(x, dtype="bool")),
    ("zeros_like", lambda o, x, y: o.zeros_like(x, dtype="bool")),
]


def on_one(make: Make, shape: Shape) -> Any:
    """Returns a model of one layer."""
    import keras

    inputs = keras.Input(shape)
    return keras.Model(inputs, make(keras.layers)(inputs))


def on_list(make: Make, shapes: tuple[Shape, ...]) -> Any:
    """Returns a model of a layer that takes a list."""
    import keras

    inputs = [keras.Input(shape) for shape in shapes]
    return keras.Model(inputs, make(keras.layers)(inputs))


def on_arguments(make: Make, shapes: tuple[Shape, ...], keywords: dict[str, Any]) -> Any:
    """Returns a model of a layer that takes several arguments."""
    import keras

    inputs = [keras.Input(shape) for shape in shapes]
    return keras.Model(inputs, make(keras.layers)(*inputs, **keywords))


def with_operation(make: Callable[[Any, Any, Any], Any]) -> Any:
    """Returns a model in which an operation is a node."""
    import keras

    inputs = [keras.Input(ROWS), keras.Input(ROWS)]
    return keras.Model(inputs, [make(keras.ops, *inputs), inputs[1]])
