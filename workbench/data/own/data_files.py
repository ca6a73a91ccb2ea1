"""Which files belong to a person's data: a file itself, or those in a folder without what systems hide there."""

from __future__ import annotations

import errno
from pathlib import Path

NO_DATA = ("__macosx", "thumbs.db", "desktop.ini")


def is_hidden(name: str) -> bool:
    """Whether a system put a file or folder of this name there, and no person."""
    return name.startswith(".") or name.lower() in NO_DATA


def data_files(path: Path) -> list[Path]:
    """Returns a file, or all files in a folder and those below, sorted.

    Raises:
        OSError: there is nothing, or something that is read without an end, such as a pipe.
    """
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.is_file() and not _lies_hidden(file, path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is neither a file nor a folder")
    return [path]


def _lies_hidden(file: Path, folder: Path) -> bool:
    return any(map(is_hidden, file.relative_to(folder).parts))
