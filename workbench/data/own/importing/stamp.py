"""Tells at a glance whether a file is likely to be as it was: by its size and when it was written last."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

STAMPS = "stamps.json"


class Stamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Size in bytes and time of the last change in nanoseconds; of a folder the sum and the latest of its files."""

    size: int
    changed: int
    files: int = 1


def stamp_of(path: Path) -> Stamp | None:
    """Returns the stamp of a file or folder, or None where it is not there."""
    try:
        if not path.is_dir():
            found = path.stat()
            return Stamp(found.st_size, found.st_mtime_ns)
        files = [file.stat() for file in path.rglob("*") if file.is_file()]
    except OSError:
        return None
    changed = max((file.st_mtime_ns for file in files), default=0)
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
