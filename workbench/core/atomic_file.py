"""Writes files so that a crash leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from workbench.core.errors import UserError


def write_atomically(path: Path, content: bytes) -> None:
    """Writes beside the final place, verifies, and renames over: there is the old file or the new one, never half.

    Raises:
        OSError: it cannot be written; an older file of that name is untouched.
    """
    # A link stays a link: what it points to is replaced.
    path = Path(os.path.realpath(path))
    descriptor, temporary = tempfile.mkstemp(prefix=".saving-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _permissions(path))
        if Path(temporary).read_bytes() != content:
            raise OSError(errno.EIO, "what was read back differs from what was written")
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


@contextlib.contextmanager
def replaced_atomically(path: Path) -> Iterator[Path]:
    """Gives a temporary file beside `path` to write at leisure, and renames it over `path` at the end.

    After an exception, an interruption by the person included, the older file is untouched and nothing is left behind.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(prefix=".saving-", suffix=".tmp", dir=path.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        os.chmod(temporary, _permissions(path))
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def save_text(path: Path, text: str) -> None:
    """Writes a text file in UTF-8.

    Raises:
        UserError: it cannot be written; an older file of that name is untouched.
    """
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise UserError(write_failure(path, error)) from None


def _permissions(path: Path) -> int:
    # A temporary file is private; the project keeps its permissions, and a new one is like any new file.
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    # Windows and some network file systems cannot do this; the file itself is safe by now.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_failure(path: Path, error: OSError) -> str:
    """Returns the sentence about what `write_atomically` could not do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path.name} could not be saved: the disk is full. Free some space, or save it elsewhere."
    reason = error.strerror or str(error)
    return f"{path.name} could not be saved: {reason}. Save it in another folder."
