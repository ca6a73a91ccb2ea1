"""Weights and shapes are counted by hand's arithmetic, before anything is built."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.weight_specs import WeightSpec, output_shapes, parameter_count, weight_specs
from workbench.core.imported.weights_path import snake_case, weights_path


def layer(kind: str, name: str, **settings: Any) -> dict[str, Any]:
    return {"class_name": kind, "config": {"name": name, "trainable": True, **settings}}


def sequential(*layers: dict[str, Any], shape: tuple[int | None, ...] = (4,)) -> dict[str, Any]:
    start = layer("InputLayer", "start", batch_shape=[None, *shape])
    return {"class_name": "Sequential", "config": {"name": "net", "layers": [start, *layers]}}


def test_a_dense_layer_has_a_kernel_and_a_bias() -> None:
    graph = graph_of_config(sequential(layer("Dense", "dense", units=3)))
    assert weight_specs(graph) == (
        WeightSpec((1,), "kernel", (4, 3), "float32", True, "vars/0"),
        WeightSpec((1,), "bias", (3,), "float32", True, "vars/1"),
    )
    assert parameter_count(graph) == 15
    assert output_shapes(graph) == (((4,),), ((3,),))


def test_moving_means_come_last_and_are_not_trained() -> None:
    specs = weight_specs(graph_of_config(sequential(layer("BatchNormalization", "n", dtype="mixed_float16"))))
    assert [spec.name for spec in specs] == ["gamma", "beta", "moving_mean", "moving_variance"]
    assert [spec.trainable for spec in specs] == [True, True, False, False]
    assert {spec.dtype for spec in specs} == {"float32"}


def test_weights_of_nested_models_are_in_their_place() -> None:
    inner = sequential(layer("Dense", "a", units=3), layer("Dense", "b", units=2))
    graph = graph_of_config(
        sequential(layer("Dense", "first", units=4), inner, layer("Dense", "last", units=1))
    )
    specs = weight_specs(graph)
    assert [spec.layer for spec in specs[::2]] == [(1,), (2, 1), (2, 2), (3,)]
    assert [weights_path(graph, spec.layer, spec.store) for spec in specs[::2]] == [
        "layers/dense/vars/0",
        "layers/sequential/layers/dense/vars/0",
        "layers/sequential/layers/dense_1/vars/0",
        "layers/dense_1/vars/0",
    ]


def test_a_wrapper_stands_for_what_it_holds() -> None:
    both = layer("Bidirectional", "both", layer=layer("LSTM", "lstm", units=2))
    specs = weight_specs(graph_of_config(sequential(both, shape=(5, 4))))
    assert [(spec.layer, spec.store, spec.shape) for spec in specs[2:4]] == [
        ((1,), "forward_layer/cell/vars/2", (8,)),
        ((1,), "backward_layer/cell/vars/0", (4, 8)),
    ]


def test_an_open_size_stays_open_until_weights_depend_on_it() -> None:
    convolution = layer("Conv1D", "c", filters=2, kernel_size=3)
    assert output_shapes(graph_of_config(sequential(convolution, shape=(None, 4))))[1] == ((None, 2),)
    with pytest.raises(
        UserError, match="needs to know the size of its last axis, which its input leaves open"
    ):
        graph_of_config(
            sequential(convolution, layer("Flatten", "f"), layer("Dense", "d", units=1), shape=(None, 4))
        )


@pytest.mark.parametrize(
    ("kind", "group"),
    [("Dense", "dense"), ("ReLU", "re_lu"), ("Conv2DTranspose", "conv2d_transpose"), ("GRU", "gru"), ("SimpleRNN", "simple_rnn"),
     ("DepthwiseConv2D", "depthwise_conv2d"), ("RMSNormalization", "rms_normalization")],
)  # fmt: skip
def test_groups_are_named_after_classes(kind: str, group: str) -> None:
    assert snake_case(kind) == group
