"""Opened models that are nothing but a stack of layers such as are made here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.imported.graph import Graph, GraphLayer
from workbench.core.imported.graph_edits import is_chain
from workbench.core.layers import INITIALIZER_NAMES, LAYERS
from workbench.core.project import Layer

Told = dict[str, Value] | None
"""Options of a layer made here, or None where it cannot say the same."""

INITIALIZERS = {name.replace("_", ""): name for name in INITIALIZER_NAMES}
PENALTIES = {"L1": ("l1",), "L2": ("l2",), "L1L2": ("l1", "l2")}


def editable_layers(graph: Graph) -> tuple[Layer, ...] | None:
    """Returns the layers below the logits as rows of the table of layers.

    A Flatten right after the inputs is left out: examples come flat here.

    Args:
        graph: Down to the logits.

    Returns:
        None where the model has more than such a stack: then it is a trunk that can only be looked at.
    """
    if not is_chain(graph) or not _is_plain_dense(graph.layers[-1]):
        return None
    middle = list(graph.layers[1:-1])
    if middle and middle[0].kind == "Flatten":
        del middle[0]
    elif len(graph.layers[0].options["shape"]) != 1:
        return None
    layers = [_editable(layer) for layer in middle]
    return None if None in layers else tuple(layer for layer in layers if layer is not None)


def _is_plain_dense(layer: GraphLayer) -> bool:
    """Whether the logits are as those of a network made here, which always have a bias and no penalty."""
    own = _editable(layer)
    return own is not None and own.kind == "Dense" and own.options["use_bias"] is True and not (
        own.options["l1"] or own.options["l2"]
    )  # fmt: skip


def _editable(layer: GraphLayer) -> Layer | None:
    """Returns the layer as one made here, where nothing of it would be lost."""
    if layer.kind not in LAYERS or not layer.trainable or layer.dtype != "float32":
        return None
    options: dict[str, Value] = {}
    for name, value in layer.options.items():
        told = READERS.get(name, _plain)(name, value)
        if told is None:
            return None
        options |= told
    try:
        return Layer(layer.kind, options).complete()
    except UserError:
        return None


def _plain(name: str, value: Any) -> Told:
    return {name: value} if isinstance(value, (bool, int, float, str)) else None


def _kernel_initializer(name: str, value: Any) -> Told:
    found = INITIALIZERS.get(str(value["class_name"]).lower()) if value else None
    usual = value and all(item is None or _is_usual(key, item) for key, item in value["config"].items())
    return {name: found} if found and usual else None


def _is_usual(name: str, value: Any) -> bool:
    # A seed of its own decides nothing once the weights are there.
    return name == "seed" or value == {
        "mean": 0.0,
        "stddev": 0.05,
        "minval": -0.05,
        "maxval": 0.05,
        "gain": 1.0,
    }.get(name)


def _kernel_regularizer(name: str, value: Any) -> Told:
    if value is None:
        return {}
    names = PENALTIES.get(value["class_name"])
    return {key: value["config"][key] for key in names} if names else None


def _only(usual: Callable[[Any], bool]) -> Callable[[str, Any], Told]:
    """Returns a reader of an option that cannot be set here, and so has to be as it always is."""
    return lambda name, value: {} if usual(value) else None


def _initializer(kind: str) -> Callable[[str, Any], Told]:
    return _only(lambda value: bool(value) and value["class_name"] == kind)


_NOTHING = _only(lambda value: value is None)

READERS: dict[str, Callable[[str, Any], Told]] = {
    "kernel_initializer": _kernel_initializer,
    "kernel_regularizer": _kernel_regularizer,
    "bias_initializer": _initializer("Zeros"),
    "beta_initializer": _initializer("Zeros"),
    "gamma_initializer": _initializer("Ones"),
    "moving_mean_initializer": _initializer("Zeros"),
    "moving_variance_initializer": _initializer("Ones"),
    "axis": _only(lambda value: value in (-1, 1, [-1], [1])),
    "noise_shape": _NOTHING,
    "seed": lambda name, value: {},
    "rms_scaling": _only(lambda value: not value),
    "synchronized": _only(lambda value: not value),
    **{
        name: _NOTHING
        for name in (
            "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint", "lora_rank", "lora_alpha",
            "quantization_config", "beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint",
        )
    },
}  # fmt: skip
"""How an option is read that is not simply the same here, by Keras's name."""
