"""Says which file is meant, so that it is known again wherever it went."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.core.errors import Cancelled, UserError
from workbench.core.own_data import FileReference
from workbench.data.own.data_files import data_files

PIECE_BYTES = 2**20
"""Read at a time: little enough to stop at once, and enough for other threads to run meanwhile."""


def size_of(path: Path) -> int:
    """Returns the bytes of a file, or of all files in a folder; see `data_files`.

    Raises:
        OSError: it is not there or cannot be looked at.
    """
    return sum(file.stat().st_size for file in data_files(path))


def reference_of(
    path: Path,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> FileReference:
    """Returns place, size and SHA-256 of a file; of a folder those of the names and contents of its files.

    Args:
        path: The file or folder.
        progress: Is told the share that is done, from 0 to 1.
        cancelled: Is asked every megabyte whether to stop.

    Raises:
        UserError: it is not there or cannot be read.
        Cancelled: `cancelled` said so.
    """
    try:
        size = size_of(path)
        digest = hashlib.sha256()
        done = 0
        for piece in _pieces(path):
            if cancelled():
                raise Cancelled
            digest.update(piece)
            done += len(piece)
            progress(min(done / max(size, 1), 1.0))
    except OSError as error:
        raise UserError(read_failure(path, error)) from None
    return FileReference(str(path), size, digest.hexdigest())


def same_size(reference: FileReference) -> bool:
    """Whether something of that size is at that place: quick, and no proof that it is the same."""
    try:
        return size_of(Path(reference.path)) == reference.size
    except OSError:
        return False


def read_failure(path: Path, error: OSError) -> str:
    """Returns the sentence about a file that could not be read."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}; choose where it is now."
    reason = error.strerror or str(error)
    return f"{path.name} cannot be read: {reason}. Check that you may read it, and try again."


def _pieces(path: Path) -> Iterator[bytes]:
    """Yields what decides the content: for a folder the name and size before the bytes of each file."""
    for file in data_files(path):
        if path.is_dir():
            yield f"{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode(
                errors="surrogateescape"
            )
        with file.open("rb") as stream:
            while piece := stream.read(PIECE_BYTES):
                yield piece
