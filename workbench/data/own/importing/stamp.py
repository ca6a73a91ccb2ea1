"""Tells at a glance whether a file is likely to be as it was: by its size and when it was written last."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from workbench.data.own.data_files import data_files

STAMPS = "stamps.json"


class Stamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Size in bytes and time of the last change in nanoseconds.

    Of a folder the sum of its files, and the latest of them and of the folders below: a picture that moves to another
    class has the size and time that it had, and only the folders change.
    """

    size: int
    changed: int
    files: int = 1


def stamp_of(path: Path) -> Stamp | None:
    """Returns the stamp of a file or folder, or None where none is there."""
    try:
        files = [file.stat() for file in data_files(path)]
        folders = [folder.stat() for folder in (path, *path.rglob("*")) if folder.is_dir()]
    except OSError:
        return None
    changed = max(found.st_mtime_ns for found in (*files, *folders))
    return Stamp(sum(file.st_size for file in files), changed, len(files))


def read_stamps(folder: Path) -> dict[str, Stamp]:
    """Returns, for each place, the stamp that a file with the right content had there; empty if nothing is known."""
    try:
        return msgspec.json.decode((folder / STAMPS).read_bytes(), type=dict[str, Stamp])
    except (OSError, ValueError):
        return {}


def write_stamps(stamps: dict[str, Stamp], folder: Path) -> None:
    """Keeps them beside the imported data; it does no harm if that fails."""
    with contextlib.suppress(OSError):
        (folder / STAMPS).write_bytes(msgspec.json.encode(stamps))
