"""An array as a member of a project file."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray


def array_bytes(array: NDArray[Any]) -> bytes:
    """Returns an array as NumPy writes it, without pickle."""
    buffer = io.BytesIO()
    npy.write_array(buffer, np.ascontiguousarray(array).reshape(array.shape), allow_pickle=False)
    return buffer.getvalue()


def array_of(content: bytes) -> NDArray[Any]:
    """Reads one array; the size that the header declares must be the size that is there.

    Raises:
        ValueError: it is not, or these are no plain numbers.
    """
    buffer = io.BytesIO(content)
    version = npy.read_magic(buffer)
    if version != (1, 0):
        raise ValueError("an array of an unknown version")
    shape, _, kind = npy.read_array_header_1_0(buffer)
    if (
        kind.kind not in "fiub"
        or len(content) - buffer.tell() != int(np.prod(shape, dtype=object)) * kind.itemsize
    ):
        raise ValueError("an array whose size is not what it says")
    buffer.seek(0)
    array: NDArray[Any] = npy.read_array(buffer, allow_pickle=False)
    return array
