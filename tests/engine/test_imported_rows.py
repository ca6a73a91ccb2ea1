"""Every row of the table of layers agrees with Keras: its weights, where they are stored, shapes and answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras_rows
import pytest
from opened_model import check_opened

from workbench.core.imported.graph import INPUT
from workbench.core.imported.keras_objects import ACTIVATIONS
from workbench.core.imported.layer_rows import LAYER_ROWS, ROWS, WRAPPER_ROWS

Model = Callable[[], Any]
CASES: list[tuple[str, Model]] = [
    *((kind, lambda m=make, s=shape: keras_rows.on_one(m, s)) for kind, make, shape in keras_rows.ONE_INPUT),
    *((kind, lambda m=make, s=shapes: keras_rows.on_list(m, s)) for kind, make, shapes in keras_rows.LISTS),
    *(
        (kind, lambda m=make, s=shapes, k=keywords: keras_rows.on_arguments(m, s, k))
        for kind, make, shapes, keywords in keras_rows.ARGUMENTS
    ),
    *((kind, lambda m=make: keras_rows.with_operation(m)) for kind, make in keras_rows.OPERATIONS),
]


@pytest.mark.parametrize(("kind", "make"), CASES, ids=[f"{kind}-{i}" for i, (kind, _) in enumerate(CASES)])
def test_a_row_agrees_with_keras(kind: str, make: Model, tmp_path: Path) -> None:
    graph, _ = check_opened(make(), tmp_path)
    assert kind in {layer.kind for layer in graph.layers}


@pytest.mark.parametrize("kind", sorted((LAYER_ROWS | WRAPPER_ROWS).keys() - {INPUT}))
def test_a_layer_is_called_with_what_keras_calls_it_with(kind: str) -> None:
    import keras

    row = ROWS[kind]
    known = {*row.arguments, *row.tensors, *(name for name, _ in row.values)}
    assert known == set(inspect.signature(getattr(keras.layers, kind).call).parameters) - {"self"}


def test_every_row_is_tried() -> None:
    assert {kind for kind, _ in CASES} == ROWS.keys() - {INPUT}


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_every_activation_is_kept(activation: str, tmp_path: Path) -> None:
    model = keras_rows.on_one(lambda layers: layers.Activation(activation), (5, 4))
    graph, _ = check_opened(model, tmp_path)
    assert graph.layers[1].options == {"activation": activation}
