"""Where imported data is kept, so that a file is read once: a folder for each, in the place for caches.

Whatever lies there can be made again from the files that it came from.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs

from workbench.core.own_data import FileReference, OwnData

STORE_BYTES = 16 * 2**30
"""How much is kept; what was not used for longest goes first."""

VERSION = 1
"""Goes up when the same choices would give other arrays, so that what an older program kept is not taken for them."""

UNFINISHED = "importing-"
UNFINISHED_SECONDS = 3600.0
"""An import writes all the time. What nothing was written to for so long was left by a program that died."""


def store_folder() -> Path:
    """Returns the folder of all imported data; it may not exist yet."""
    return Path(platformdirs.user_cache_dir("workbench", appauthor=False)) / "imported"


def entry_folder(own: OwnData) -> Path:
    """Returns where the arrays of this data are, or would be: the same wherever the files lie."""
    content = msgspec.structs.replace(
        own,
        file=_placeless(own.file),
        test_file=own.test_file and _placeless(own.test_file),
        labels_file=own.labels_file and _placeless(own.labels_file),
    )
    key = hashlib.sha256(msgspec.json.encode((VERSION, content)))
    return store_folder() / key.hexdigest()


def _placeless(reference: FileReference) -> FileReference:
    return msgspec.structs.replace(reference, path="")


@contextlib.contextmanager
def unfinished_folder() -> Iterator[Path]:
    """Gives a new folder to write to, which goes unless `keep` has moved it.

    Raises:
        OSError: there can be none.
    """
    store_folder().mkdir(parents=True, exist_ok=True)
    sweep()
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=store_folder()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(unfinished: Path, own: OwnData) -> Path:
    """Moves a folder that is complete to its place, lets old ones go, and returns the place.

    Raises:
        OSError: it cannot be moved.
    """
    place = entry_folder(own)
    discard(place)
    # Where another program is reading it, and the system therefore leaves it, it is the same data.
    if not place.exists():
        unfinished.rename(place)
    _let_go(STORE_BYTES, spared=place)
    return place


def touch(folder: Path) -> None:
    """Notes that a folder is in use now."""
    with contextlib.suppress(OSError):
        os.utime(folder)


def discard(folder: Path) -> None:
    """Removes a folder, unless a program still reads it and the system does not allow that."""
    if not folder.exists():
        return
    aside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=store_folder()))
    with contextlib.suppress(OSError):
        folder.rename(aside / folder.name)
    shutil.rmtree(aside, ignore_errors=True)


def sweep() -> None:
    """Removes what imports that died have left."""
    for folder in store_folder().glob(f"{UNFINISHED}*/"):
        with contextlib.suppress(OSError):
            if time.time() - _last_written(folder) > UNFINISHED_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _last_written(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))


def _let_go(most_bytes: int, spared: Path) -> None:
    # A file there is none of ours: systems leave some in any folder.
    folders = [
        folder
        for folder in store_folder().iterdir()
        if folder.is_dir() and not folder.name.startswith(UNFINISHED)
    ]
    kept = 0
    for folder in sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True):
        kept += sum(file.stat().st_size for file in folder.iterdir())
        if kept > most_bytes and folder != spared:
            discard(folder)
