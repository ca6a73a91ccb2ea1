"""Rows in the order of an epoch, block by block, the next one read while the present one is used."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from workbench.data.dataset import Inputs, Labels
from workbench.data.mapped_pages import release
from workbench.data.preprocessing import Preprocessing

BLOCK_BYTES = 64 * 2**20
"""The budget of a block. Two are held at a time, the present one and the next."""

BLOCK_SHARE = 0.75
"""Of its budget that a block's rows take; the rest is for the pages of the file that are being read."""

SLICE_ROWS = 32
"""Rows that are taken together: touching one maps its neighbours too, and standardising needs room besides."""

ALIGNMENT = 64
"""Bytes at whose multiples an array must begin to be used by TensorFlow where it is."""


@dataclass(frozen=True, eq=False)
class Block:
    """Rows of an epoch.

    Attributes:
        first: The place of the first row in the epoch.
        rows: How many there are; what follows them in the arrays only fills up.
        inputs: (block rows, d) float32.
        labels: As many rows, encoded.
    """

    first: int
    rows: int
    inputs: Inputs
    labels: Labels


@dataclass(frozen=True, eq=False)
class RowSource:
    """Where rows come from: arrays in memory, or mapped from files larger than memory.

    Attributes:
        inputs: (n, d), all rows of the data set as they are stored, or prepared ones.
        labels: (n,) or (n, k), encoded, or mapped in the form that the loss takes.
        rows: (t,) which of them are meant.
        preprocessing: What is still to be done to the inputs; None for nothing.
    """

    inputs: NDArray[Any]
    labels: NDArray[Any]
    rows: NDArray[np.int64]
    preprocessing: Preprocessing | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: NDArray[np.integer]) -> tuple[Inputs, Labels]:
        """Returns inputs (k, d) float32 and labels of the rows at these places of `rows`."""
        rows = self.rows[places]
        inputs = aligned((len(rows), self.inputs.shape[1]), np.float32)
        for first in range(0, len(rows), SLICE_ROWS):
            part = slice(first, first + SLICE_ROWS)
            taken = np.asarray(np.take(self.inputs, rows[part], axis=0))
            inputs[part] = taken if self.preprocessing is None else self.preprocessing.apply(taken)
            release(self.inputs)
        labels = aligned((len(rows), *self.labels.shape[1:]), self.labels.dtype)
        np.take(self.labels, rows, axis=0, out=labels, mode="clip")
        release(self.labels)
        return inputs, labels


def aligned(shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    """Returns an empty array that begins at a multiple of `ALIGNMENT` bytes."""
    size = math.prod(shape) * np.dtype(kind).itemsize
    memory = np.empty(size + ALIGNMENT, np.uint8)
    begin = -memory.ctypes.data % ALIGNMENT
    return memory[begin : begin + size].view(kind).reshape(shape)


def rows_a_block(source: RowSource, batch_size: int, block_bytes: int = BLOCK_BYTES) -> int:
    """Returns how many rows a block has: a multiple of the batch size within the budget, at least one batch."""
    bytes_a_row = 4 * source.inputs.shape[1] + source.labels[:1].nbytes
    wanted = max(int(block_bytes * BLOCK_SHARE) // bytes_a_row // batch_size, 1) * batch_size
    return int(min(wanted, -(-len(source) // batch_size) * batch_size))


def blocks(source: RowSource, order: NDArray[np.integer], rows: int) -> Iterator[Block]:
    """Yields the rows in `order`, `rows` at a time; a thread reads the next block meanwhile.

    Raises:
        OSError: the file behind the rows cannot be read any more.
    """
    following = _Reading(source, order, 0, rows)
    for first in range(0, len(order), rows):
        block = following.result()
        if first + rows < len(order):
            following = _Reading(source, order, first + rows, rows)
        yield block


class _Reading:
    """One block being read on a thread of its own."""

    def __init__(self, source: RowSource, order: NDArray[np.integer], first: int, rows: int) -> None:
        self._source, self._order, self._first, self._rows = source, order, first, rows
        self._block: Block | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._read, name="reading ahead", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            self._block = self._taken()
        except Exception as error:
            self._error = error

    def _taken(self) -> Block:
        places = self._order[self._first : self._first + self._rows]
        # Filled up by repeating the first row, so that all blocks have one shape.
        filled = np.pad(places, (0, self._rows - len(places)), mode="constant", constant_values=places[0])
        inputs, labels = self._source.take(filled)
        return Block(self._first, len(places), inputs, labels)

    def result(self) -> Block:
        """Waits for the block."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._block is not None
        block, self._block = self._block, None
        return block
