"""Puts what was written and checked into its place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from workbench.core.errors import UserError

PREFIX = ".exporting-"
FORGOTTEN = 3600.0
"""Seconds after which a temporary folder belongs to a program that was killed: no export takes that long."""

SAVED_MODEL = {
    "saved_model.pb",
    "variables",
    "assets",
    "assets.extra",
    "fingerprint.pb",
    "keras_metadata.pb",
}
"""All that a SavedModel consists of: a folder with anything else in it is not replaced."""


def check_place(path: Path, is_folder: bool) -> None:
    """Refuses a place where something would be lost, or where nothing can be written.

    Raises:
        UserError: the sentence says what is in the way.
    """
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}; make it first, or choose another one.")
    if not is_folder:
        if path.is_dir():
            raise UserError(f"{path} is a folder; give the name of a file.")
        return
    if path.is_file():
        raise UserError(f"{path} is a file, but this format is a folder; give another name.")
    found = {entry.name for entry in path.iterdir()} if path.exists() else set()
    if found and not (found <= SAVED_MODEL and "saved_model.pb" in found):
        raise UserError(f"{path} holds other things than a SavedModel; give the name of a new folder.")


@contextlib.contextmanager
def temporary_folder(parent: Path) -> Iterator[Path]:
    """Gives a folder on the same disk as the final place, and takes it away with all that is left in it."""
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Removes what exports that were killed have left."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(folder, ignore_errors=True)


def put(written: Path, path: Path) -> None:
    """Moves a file or folder to `path`, in place of an older one, once all of it is on the disk."""
    for part in [written, *written.rglob("*")]:
        _sync(part)
    # A link stays a link: what it points to is replaced.
    path = Path(os.path.realpath(path))
    if path.is_dir():
        _put_folder(written, path)
    else:
        with contextlib.suppress(FileNotFoundError):
            os.chmod(written, path.stat().st_mode & 0o777)
        os.replace(written, path)
    _sync(path.parent)


def _put_folder(written: Path, path: Path) -> None:
    """A folder cannot be replaced in one go; the old one stands beside it until the new one is there."""
    aside = Path(tempfile.mkdtemp(prefix=f"{path.name}.old-", dir=path.parent))
    os.replace(path, aside)
    try:
        os.replace(written, path)
    except OSError:
        os.replace(aside, path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _sync(path: Path) -> None:
    # Windows and some network file systems cannot do this to a folder.
    with contextlib.suppress(*([OSError] if path.is_dir() else [])):
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def size_of(path: Path) -> int:
    """Returns the bytes of a file, or of all files in a folder."""
    return sum(part.stat().st_size for part in [path, *path.rglob("*")] if part.is_file())
