"""A Keras model as one frozen value: its layers, and which of them is applied to what."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

MODEL = "Model"
"""The kind of a layer that is a model itself."""

INPUT = "InputLayer"
"""The kind of a layer that hands in an input; its call takes no arguments."""


class Ref(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tensor: output number `output` of call number `call` of the same graph."""

    call: int
    output: int = 0


class Argument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a call is given: a tensor, a list of tensors, or a plain value.

    Attributes:
        tensors: One, or several if `is_list`; none for a plain value.
        is_list: Whether the layer takes a list, as those that merge do.
        value: A number, word, flag, nothing, or a list of numbers, where there are no tensors.
    """

    tensors: tuple[Ref, ...] = ()
    is_list: bool = False
    value: Any = None


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One use of a layer; a shared layer has several."""

    layer: int
    arguments: tuple[Argument, ...] = ()
    keywords: dict[str, Argument] = {}


class Ends(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The inputs or the outputs of a graph.

    Attributes:
        tensors: In Keras's order.
        keys: Their names where they are given as a dictionary, else none.
        is_single: Whether there is one that is not in a list.
    """

    tensors: tuple[Ref, ...]
    keys: tuple[str, ...] = ()
    is_single: bool = True


class GraphLayer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer.

    Attributes:
        name: Unique in its graph.
        kind: Keras's class name, `MODEL` for a nested model, or the name of a pure operation.
        options: Arguments of the class as JSON values, each checked against the table of layers.
        trainable: Whether training may change its weights.
        dtype: The name of its dtype policy.
        inner: The layers that a wrapper such as Bidirectional holds.
        graph: What a nested model consists of.
    """

    name: str
    kind: str
    options: dict[str, Any] = {}
    trainable: bool = True
    dtype: str = "float32"
    inner: tuple[GraphLayer, ...] = ()
    graph: Graph | None = None


class Graph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Layers and calls.

    The weights that belong to a graph are a list of arrays: for each layer in order, nested models depth first and
    in place, what Keras calls `layer.weights`.

    Attributes:
        name: Keras's name of the model.
        form: How it is written in Keras; the calls of a sequential one are a chain.
        layers: In Keras's order.
        calls: Each after those whose tensors it takes.
        inputs: Outputs of calls of input layers.
        outputs: What the model gives.
    """

    name: str
    form: Literal["sequential", "functional"]
    layers: tuple[GraphLayer, ...]
    calls: tuple[Call, ...]
    inputs: Ends
    outputs: Ends
