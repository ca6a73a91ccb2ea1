"""Reads arrays and texts from an HDF5 file that somebody else made: what a Keras model needs, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from h5py import h5a, h5d, h5g, h5l, h5o, h5t
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.engine.opening.file_kind import SAVE_AGAIN
from workbench.engine.opening.limits import LARGEST_CONFIG, MIB

FILTERS = {1, 2, 3, 32000}
"""Numbers of what HDF5 itself or h5py packs with: gzip, shuffle, fletcher32, lzf."""

FLOAT_SIZES = (2, 4, 8)
INTEGER_SIZES = (1, 2, 4, 8)
LARGEST_CHUNK = 16 * MIB
SLAB = MIB
"""Numbers that are read at a time, so that memory stays small whatever the array's size."""

LARGEST_EXPANSION = 20
SMALL = 64 * 2**10
"""Packed arrays up to this size may shrink to nothing: biases are all zero in a new network."""


class WeightsFile:
    """An HDF5 file in which only what is asked for by its full path is looked at; use it as a context.

    Raises:
        OSError: it is no whole HDF5 file.
    """

    def __init__(self, path: Path) -> None:
        self._file = h5py.File(path, "r", locking=False)

    def __enter__(self) -> WeightsFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def has(self, path: str) -> bool:
        """Returns whether there is something at `path`.

        Raises:
            UserError: a link on the way leads out of its group.
        """
        return self._found(path) is not None

    def text(self, name: str) -> bytes | None:
        """Returns an attribute of the file that holds one text, or nothing if there is none of that name.

        Raises:
            UserError: it is no text, or larger than the configuration of a model ever is.
        """
        values = _texts(self._file.id, name)
        if values is not None and len(values) != 1:
            raise UserError(f"Its attribute {name} is not one text. {SAVE_AGAIN}.")
        return None if values is None else values[0]

    def texts(self, path: str, name: str) -> list[str] | None:
        """Returns a list of texts that is an attribute of the group at `path`, or nothing if there is none.

        Keras cuts a list that is too long for one attribute into `name0`, `name1` and so on.
        """
        group = self._group(path)
        whole = _texts(group, name)
        if whole is None:
            whole, number = [], 0
            while (part := _texts(group, f"{name}{number}")) is not None:
                whole, number = whole + part, number + 1
            if not number:
                return None
        return [value.decode() for value in whole]

    def is_whole_number(self, path: str) -> bool:
        """Returns whether there is an array of integers at `path`, such as the count of a normalization."""
        found = self._found(path)
        return isinstance(found, h5d.DatasetID) and found.get_type().get_class() == h5t.INTEGER

    def array(self, path: str, shape: tuple[int, ...], whole_numbers: bool = False) -> Iterator[NDArray[Any]]:
        """Yields the numbers at `path` in order, as flat pieces.

        Args:
            path: Names from the root, with `/` between.
            shape: What the array's shape must be.
            whole_numbers: Whether they must be integers, or else floats.

        Raises:
            UserError: there is none, or one that no Keras model has.
        """
        found = self._found(path)
        if not isinstance(found, h5d.DatasetID):
            raise UserError(f"The weights {_shown(path)} are missing. {SAVE_AGAIN}.")
        dataset = h5py.Dataset(found)
        _check_kind(path, dataset, whole_numbers)
        _check_shape(path, dataset, shape)
        _check_storage(path, dataset)
        yield from _pieces(dataset)

    def _group(self, path: str) -> h5g.GroupID:
        found = self._found(path)
        if not isinstance(found, h5g.GroupID):
            raise UserError(f"The part {_shown(path)} is missing. {SAVE_AGAIN}.")
        return found

    def _found(self, path: str) -> Any:
        """Returns the low-level object at `path`, reached over hard links only, or nothing."""
        current: Any = self._file["/"].id
        for name in path.encode().split(b"/") if path else ():
            if not isinstance(current, h5g.GroupID) or not current.links.exists(name):
                return None
            if current.links.get_info(name).type != h5l.TYPE_HARD:
                raise UserError(
                    f"{_shown(path)} is a link to another place, which a model never has. {SAVE_AGAIN}."
                )
            current = h5o.open(current, name)
        return current


def slabs(shape: tuple[int, ...], most: int) -> Iterator[tuple[slice, ...]]:
    """Yields selections of at most `most` numbers each that cover an array in its order."""
    if prod(shape) <= most:
        yield tuple(slice(0, size) for size in shape)
    elif prod(shape[1:]) > most:
        for row in range(shape[0]):
            yield from ((slice(row, row + 1), *rest) for rest in slabs(shape[1:], most))
    else:
        step = most // prod(shape[1:])
        for start in range(0, shape[0], step):
            rows = slice(start, min(start + step, shape[0]))
            yield (rows, *(slice(0, size) for size in shape[1:]))


def _texts(parent: Any, name: str) -> list[bytes] | None:
    if not h5a.exists(parent, name.encode()):
        return None
    attribute = h5a.open(parent, name.encode())
    kind, shape = attribute.get_type(), attribute.shape
    _check_text(name, kind, shape)
    if not prod(shape):
        return []
    values = np.empty(shape, attribute.dtype)
    attribute.read(values)
    return [_bytes(value) for value in values.ravel()]


def _check_text(name: str, kind: h5t.TypeID, shape: tuple[int, ...]) -> None:
    # An empty list of names was written as floats by some versions of Keras.
    empty = shape is not None and len(shape) == 1 and not prod(shape)
    if shape is None or len(shape) > 1 or not (empty or kind.get_class() == h5t.STRING):
        raise UserError(f"Its attribute {name} is no text. {SAVE_AGAIN}.")
    if prod(shape) * kind.get_size() > LARGEST_CONFIG:
        raise UserError(f"Its attribute {name} is larger than any model needs. {SAVE_AGAIN}.")


def _bytes(value: Any) -> bytes:
    content = value.encode() if isinstance(value, str) else bytes(value or b"")
    if len(content) > LARGEST_CONFIG:
        raise UserError(f"It has a text of {len(content) / MIB:,.0f} MiB, larger than any model needs.")
    return content


def _check_kind(path: str, dataset: h5py.Dataset, whole_numbers: bool) -> None:
    kind = dataset.id.get_type()
    wanted, sizes = (h5t.INTEGER, INTEGER_SIZES) if whole_numbers else (h5t.FLOAT, FLOAT_SIZES)
    if kind.get_class() == wanted and kind.get_size() in sizes:
        return
    if whole_numbers or not _is_bfloat16(dataset):
        numbers = (
            "whole numbers, as a count is" if whole_numbers else "floating-point numbers, as they must be"
        )
        raise UserError(f"The weights {_shown(path)} are not {numbers}. {SAVE_AGAIN}.")


def _is_bfloat16(dataset: h5py.Dataset) -> bool:
    """Keras writes these as two bytes that HDF5 knows nothing of, and says so beside them."""
    kind = dataset.id.get_type()
    if kind.get_class() != h5t.OPAQUE or kind.get_size() != 2:
        return False
    return _texts(dataset.id, "dtype") == [b"bfloat16"]


def _check_shape(path: str, dataset: h5py.Dataset, shape: tuple[int, ...]) -> None:
    if dataset.shape != shape:
        has = "hold no numbers" if dataset.shape is None else f"have the shape {_times(dataset.shape)}"
        raise UserError(
            f"The weights {_shown(path)} {has}, but the layers of this model need {_times(shape)}. {SAVE_AGAIN}."
        )


def _check_storage(path: str, dataset: h5py.Dataset) -> None:
    settings = dataset.id.get_create_plist()
    if settings.get_layout() == h5d.VIRTUAL or settings.get_external_count():
        raise UserError(f"The weights {_shown(path)} lie in another file, which is not read. {SAVE_AGAIN}.")
    packed = settings.get_nfilters()
    if any(settings.get_filter(number)[0] not in FILTERS for number in range(packed)):
        raise UserError(f"The weights {_shown(path)} are packed in a way that is not read. {SAVE_AGAIN}.")
    if settings.get_layout() == h5d.CHUNKED:
        _check_chunk(path, dataset, settings.get_chunk())
    declared = prod(dataset.shape) * dataset.id.get_type().get_size()
    stored = dataset.id.get_storage_size() * (LARGEST_EXPANSION if packed else 1)
    if stored < declared and not (packed and declared <= SMALL):
        raise UserError(
            f"The weights {_shown(path)} claim {declared:,} bytes, of which the file holds next to none. "
            f"{SAVE_AGAIN}."
        )


def _check_chunk(path: str, dataset: h5py.Dataset, chunk: tuple[int, ...]) -> None:
    if prod(chunk) * dataset.id.get_type().get_size() > LARGEST_CHUNK:
        raise UserError(f"The weights {_shown(path)} are packed in too large pieces. {SAVE_AGAIN}.")


def _pieces(dataset: h5py.Dataset) -> Iterator[NDArray[Any]]:
    narrow = _is_bfloat16(dataset)
    for slab in slabs(dataset.shape, SLAB):
        piece = np.asarray(dataset[slab]).ravel()
        yield _widened(piece) if narrow else piece


def _widened(piece: NDArray[Any]) -> NDArray[np.float32]:
    """Returns bfloat16 numbers as float32, whose upper half they are."""
    return (piece.view("<u2").astype("<u4") << np.uint32(16)).view("<f4")


def _times(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "of one number"


def _shown(path: str) -> str:
    return repr(path[-60:])
