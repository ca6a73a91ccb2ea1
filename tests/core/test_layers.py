"""The table of layers and its arithmetic."""

from __future__ import annotations

import pytest

from workbench.core.fields import filled
from workbench.core.layers import LAYERS
from workbench.core.project import Layer
from workbench.core.projects.layer_sizes import parameter_count, shapes

EXPECTED = {
    "Dense": (64, 64 * 10 + 64),
    "Dropout": (10, 0),
    "BatchNormalization": (10, 40),
    "LayerNormalization": (10, 20),
    "GaussianNoise": (10, 0),
    "Activation": (10, 0),
}


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_counts_its_outputs_and_parameters(name: str) -> None:
    row = LAYERS[name]
    options = filled(row.fields, {}, name)
    assert (row.outputs(options, 10), row.parameters(options, 10)) == EXPECTED[name]
    assert row.name == name and row.tool_tip.endswith(".")


@pytest.mark.parametrize(
    ("kind", "options", "parameters"),
    [
        ("Dense", {"units": 3, "use_bias": False}, 30),
        ("Dense", {"units": 3, "use_bias": True}, 33),
        ("BatchNormalization", {"scale": False, "center": False}, 20),
        ("LayerNormalization", {"scale": False, "center": True}, 10),
    ],
)
def test_options_change_the_count(kind: str, options: dict[str, int | bool], parameters: int) -> None:
    layer = Layer(kind, dict(options)).complete()
    assert shapes((layer,), 10)[0][1] == parameters


def test_a_stack_passes_its_width_on() -> None:
    layers = tuple(
        layer.complete()
        for layer in (Layer("Dense", {"units": 8}), Layer("BatchNormalization"), Layer("Dense", {"units": 4}))
    )
    assert shapes(layers, 10) == [(8, 88), (8, 32), (4, 36)]
    assert parameter_count(layers, 10, 3) == 88 + 32 + 36 + 15


def test_without_layers_the_logits_see_the_inputs() -> None:
    assert parameter_count((), 64, 10) == 650


@pytest.mark.parametrize("name", LAYERS)
def test_exactly_the_layers_that_draw_numbers_are_random(name: str) -> None:
    assert LAYERS[name].random == (name in ("Dropout", "GaussianNoise"))
