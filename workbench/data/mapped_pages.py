"""Lets go of what was read of an array that lies in a file."""

from __future__ import annotations

import mmap
from typing import Any

from numpy.typing import NDArray


def release(array: NDArray[Any]) -> None:
    """Lets go of the pages of a mapped array, which would count as this program's memory; the cache keeps them."""
    mapped = getattr(array, "_mmap", None)
    if mapped is not None and hasattr(mapped, "madvise"):
        mapped.madvise(mmap.MADV_DONTNEED)
