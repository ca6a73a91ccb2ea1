"""What random settings are counted to be is what Keras builds of them, or Keras refuses them too, in a sentence."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.graph import INPUT
from workbench.core.imported.layer_rows import LAYER_ROWS
from workbench.core.imported.option import REQUIRED
from workbench.core.imported.weight_specs import output_shapes
from workbench.engine.imported_model import build_imported

VALUES = st.sampled_from(
    [0, 1, 2, 3, 5, -1, -2, 0.5, True, False, None, "same", "valid", "causal", "channels_first", "relu", "concat", [], [1], [2, 2], [1, 2, 3], [[1, 1], [0, 2]], [1, 1]]
)  # fmt: skip
SIZES = st.lists(st.sampled_from([None, 1, 2, 4, 6, 4, 6]), max_size=4)


def entry(kind: str, name: str, nodes: list[Any], **settings: Any) -> dict[str, Any]:
    return {
        "class_name": kind,
        "config": {"name": name, "trainable": True, **settings},
        "name": name,
        "inbound_nodes": nodes,
    }


@st.composite
def configs(draw: st.DrawFn) -> dict[str, Any]:
    """A model of one layer with some settings that may make no sense, on one or two inputs."""
    kind = draw(st.sampled_from(sorted(LAYER_ROWS.keys() - {INPUT})))
    row = LAYER_ROWS[kind]
    names = [option.name for option in row.options]
    required = [option.name for option in row.options if option.default is REQUIRED]
    chosen = {
        name: draw(VALUES)
        for name in [*required, *draw(st.lists(st.sampled_from(names or ["x"]), max_size=2))]
    }
    first = draw(SIZES)
    shapes = [first] if row.takes == "one" else [first, draw(st.just(first) | SIZES)]
    inputs = [
        entry(INPUT, f"i{n}", [], batch_shape=[None, *shape], dtype="float32")
        for n, shape in enumerate(shapes)
    ]
    tensors = [
        {"class_name": "__keras_tensor__", "config": {"keras_history": [f"i{n}", 0, 0]}}
        for n in range(len(shapes))
    ]
    call = {"args": [tensors] if row.takes == "list" else tensors, "kwargs": {}}
    ends = {"input_layers": [[f"i{n}", 0, 0] for n in range(len(shapes))], "output_layers": ["odd", 0, 0]}
    layers = [*inputs, entry(kind, "odd", [call], **chosen)]
    return {"class_name": "Functional", "config": {"name": "net", "layers": layers, **ends}}


@given(configs())
@settings(max_examples=600, deadline=None)
def test_what_is_counted_is_what_is_built(config: dict[str, Any]) -> None:
    try:
        graph = graph_of_config(config)
        model = build_imported(graph)
    except UserError as error:
        assert str(error)
    else:
        # the weights are compared in building
        assert output_shapes(graph)[-1][0] == tuple(model.outputs[0].shape[1:])
