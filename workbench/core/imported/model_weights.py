"""The weights of an opened model as one value that knows its own checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class ModelWeights:
    """Arrays that nobody changes; two of them are equal where their checksums are.

    Attributes:
        arrays: In the order that `Graph` fixes.
        digest: SHA-256 over shapes, types and numbers, in hexadecimal.
    """

    def __init__(self, arrays: Sequence[NDArray[Any]]) -> None:
        self.arrays = tuple(_frozen(array) for array in arrays)
        self.digest = _digest(self.arrays)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelWeights) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"ModelWeights({self.digest[:12]}…, {len(self.arrays)} arrays)"


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    frozen = np.ascontiguousarray(array).reshape(array.shape).view()
    frozen.flags.writeable = False
    return frozen


def _digest(arrays: Sequence[NDArray[Any]]) -> str:
    total = hashlib.sha256()
    for array in arrays:
        total.update(f"{array.dtype.str}{array.shape};".encode())
        total.update(array.tobytes())
    return total.hexdigest()


def encoded_weights(value: object) -> str:
    """Returns what stands for weights in JSON: their checksum."""
    if not isinstance(value, ModelWeights):
        raise NotImplementedError(f"{type(value).__name__} has no form in JSON")
    return value.digest
