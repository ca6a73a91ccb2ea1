"""A NumPy file that grows row by row, for arrays larger than memory."""

from __future__ import annotations

from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

HEADER_BYTES = 128
"""NumPy leaves room in the header, so that the number of rows can be written at the end."""


class ArrayFile:
    """Writes an `.npy` file whose number of rows is known only at the end; a context manager.

    Attributes:
        path: Where it is.
        rows: How many rows it has so far.
    """

    def __init__(self, path: Path, kind: DTypeLike, row_shape: tuple[int, ...] = ()) -> None:
        self.path, self.rows = path, 0
        self._kind, self._row_shape = np.dtype(kind), row_shape
        self._file: BufferedWriter = path.open("wb")
        self._write_header()

    def append(self, rows: NDArray[Any]) -> None:
        """Writes rows of the shape and kind that were promised.

        Raises:
            OSError: the disk is full, say.
        """
        if rows.shape[1:] != self._row_shape or rows.dtype != self._kind:
            raise ValueError(f"{rows.shape} {rows.dtype} are no rows of {self._row_shape} {self._kind}.")
        self._file.write(np.ascontiguousarray(rows).data)
        self.rows += len(rows)

    def __enter__(self) -> ArrayFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._write_header()
        finally:
            self._file.close()

    def _write_header(self) -> None:
        self._file.seek(0)
        header = {
            "descr": self._kind.str,
            "fortran_order": False,
            "shape": (self.rows, *self._row_shape),
        }
        np.lib.format.write_array_header_1_0(self._file, header)
        assert self._file.tell() == HEADER_BYTES
