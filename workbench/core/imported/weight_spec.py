"""One array of weights, before anything is built."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WeightSpec:
    """One array of weights.

    Attributes:
        layer: Indices of layers from the outer graph inwards; a layer that a wrapper holds counts as the wrapper.
        name: Keras's name, such as `kernel`.
        shape: Its shape.
        dtype: What it is stored as.
        trainable: Whether it is trained when its layer is; moving means are not.
        store: Where it lies below its layer in Keras's weights file, such as `vars/0`.
    """

    layer: tuple[int, ...]
    name: str
    shape: tuple[int, ...]
    dtype: str
    trainable: bool
    store: str
