"""The arrays of a `.npy` or `.npz` file: their headers first, and their rows only as they are asked for."""

from __future__ import annotations

import math
import tokenize
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from workbench.core.errors import UserError

LARGEST_UNPACKED = 8 << 30
"""Bytes that the arrays of one `.npz` may have together; a few kilobytes can be packed to declare any number."""
LARGEST_BY_COLUMNS = 512 << 20
"""Bytes of a packed array that is stored column by column, which has to be in memory as a whole."""
KINDS = "biufUS"
DAMAGES = (
    OSError, ValueError, EOFError, RuntimeError, SyntaxError, MemoryError, tokenize.TokenError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What NumPy and the reader of zip archives raise for damaged files."""


@dataclass(frozen=True)
class StoredArray:
    """An array that lies in a file.

    Attributes:
        path: The file.
        name: The name of the array in it.
        shape: Its shape, rows first.
        dtype: The type of its elements: truth values, numbers or texts.
        by_columns: Whether its first axis changes fastest, which NumPy calls Fortran order.
        offset: Bytes before the first element.
        length: Bytes behind them.
        is_packed: Whether it lies in a `.npz`.
        opened: Opens its bytes.
    """

    path: Path
    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    by_columns: bool
    offset: int
    length: int
    is_packed: bool
    opened: Callable[[], IO[bytes]]

    @property
    def number_of_rows(self) -> int:
        """How many rows it has."""
        return self.shape[0]

    @property
    def width(self) -> int:
        """How many elements a row has."""
        return math.prod(self.shape[1:])

    def blocks(self, rows: int) -> Iterator[NDArray[Any]]:
        """Yields the rows, at most `rows` at a time, each time with shape (rows, width).

        Raises:
            UserError: the file is damaged.
        """
        with damage_said(self.path):
            if self.by_columns and len(self.shape) > 1:
                whole = self._whole()
                for start in range(0, len(whole), rows):
                    yield np.ascontiguousarray(whole[start : start + rows]).reshape(-1, self.width)
            else:
                yield from self._streamed(rows)

    def _streamed(self, rows: int) -> Iterator[NDArray[Any]]:
        with self.opened() as file:
            file.read(self.offset)
            for start in range(0, self.number_of_rows, rows):
                count = min(rows, self.number_of_rows - start)
                content = file.read(count * self.width * self.dtype.itemsize)
                yield np.frombuffer(content, self.dtype).reshape(count, self.width)

    def _whole(self) -> NDArray[Any]:
        if not self.is_packed:
            return np.memmap(self.path, self.dtype, "r", self.offset, self.shape, "F")
        with self.opened() as file:
            file.read(self.offset)
            return np.frombuffer(file.read(), self.dtype).reshape(self.shape, order="F")


def stored_arrays(path: Path) -> dict[str, StoredArray]:
    """Returns the arrays of a file by name; the one of a `.npy` has the empty name.

    Raises:
        UserError: the file is damaged, or its arrays are too large together.
    """
    with damage_said(path):
        if not is_npz(path):
            return {"": _array(path, "", partial(_file, path), path.stat().st_size, False)}
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".npy")]
        _check_total(path, sum(member.file_size for member in members))
        arrays = [
            _array(
                path, member.filename[:-4], partial(_member, path, member.filename), member.file_size, True
            )
            for member in members
        ]
    return {array.name: array for array in arrays}


def is_npz(path: Path) -> bool:
    """Whether the file is a zip archive with an array in it. Never raises."""
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(".npy") for name in archive.namelist())
    except DAMAGES:
        return False


@contextmanager
def damage_said(path: Path) -> Iterator[None]:
    """Turns what reading a damaged file raises into a sentence.

    Raises:
        UserError: the file is damaged.
    """
    try:
        yield
    except DAMAGES as error:
        reason = str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else "it is cut off"
        raise UserError(f"{path.name} cannot be read ({reason}); save or copy it again.") from None


def _file(path: Path) -> IO[bytes]:
    return path.open("rb")


def _member(path: Path, member: str) -> IO[bytes]:
    return zipfile.ZipFile(path).open(member)


def _array(
    path: Path, name: str, opened: Callable[[], IO[bytes]], length: int, is_packed: bool
) -> StoredArray:
    with opened() as file:
        version = npy.read_magic(file)
        if version not in _HEADERS:
            raise ValueError(f"its format {version[0]}.{version[1]} is unknown")
        shape, by_columns, dtype = _HEADERS[version](file)
        offset = file.tell()
    return StoredArray(path, name, shape, dtype, by_columns, offset, length - offset, is_packed, opened)


_HEADERS: dict[tuple[int, int], Callable[[IO[bytes]], Any]] = {
    (1, 0): npy.read_array_header_1_0,
    (2, 0): npy.read_array_header_2_0,
}


def _check_total(path: Path, size: int) -> None:
    if size > LARGEST_UNPACKED:
        raise UserError(
            f"{path.name} unpacks to {size >> 30} GB, but {LARGEST_UNPACKED >> 30} GB is the most;"
            " save the inputs as .npy or as Parquet."
        )


def check_readable(array: StoredArray) -> None:
    """Refuses what cannot be read row by row.

    Raises:
        UserError: the array holds neither numbers nor texts, is damaged, or would have to be in memory as a whole.
    """
    name = f"{array.path.name}, array {array.name!r}," if array.name else array.path.name
    if array.dtype.kind == "O":
        raise UserError(
            f"{name} holds Python objects, which may run any program; save it as numbers or texts."
        )
    if array.dtype.kind not in KINDS:
        raise UserError(f"{name} holds {array.dtype}, which cannot be read; save it as numbers or texts.")
    if min(array.shape) < 0 or math.prod(array.shape) * array.dtype.itemsize != array.length:
        raise UserError(f"{name} does not have the length that its header declares; save or copy it again.")
    if array.is_packed and array.by_columns and array.length > LARGEST_BY_COLUMNS:
        raise UserError(f"{name} is stored column by column; save numpy.ascontiguousarray of it.")
