"""A folder that holds the autosaved work of one window, under the lock of the process that it belongs to."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QLockFile

from workbench.core.atomic_file import write_atomically
from workbench.core.project import Project
from workbench.core.project_file import save
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.runs.run_record import RunRecord

LOCK_SUFFIX = ".lock"


class Note(msgspec.Struct, frozen=True):
    """What is known of autosaved work without opening it.

    Attributes:
        path: The file of the project; None where it has none.
        time: When it was written, in seconds since 1970.
        epochs: How many its network has learned; None where nothing is trained.
    """

    path: str | None
    time: float
    epochs: int | None

    @property
    def name(self) -> str:
        """What the project is called."""
        return Path(self.path).stem if self.path else "Untitled"


class RecoveryFolder:
    """Belongs to this process from `hold` to `remove` or `release`; the lock ends with the process, however that ends.

    Attributes:
        copy: The autosaved project.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self._path, self._lock = path, lock
        self.copy = path / "autosaved.workbench"
        self._note = path / "note.json"

    @property
    def note(self) -> Note:
        """What is known of the copy; where the note is damaged, only when the copy was written."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Note)
        except (OSError, ValueError):
            return Note(None, self.copy.stat().st_mtime, None)

    def write(
        self, path: Path | None, project: Project, run: SavedRun | None, runs: Sequence[RunRecord]
    ) -> None:
        """Replaces the copy. Any thread.

        Args:
            path: The file of the project.
            project: The design.
            run: What is trained now, if anything is.
            runs: The records of all runs.

        Raises:
            UserError, OSError: it cannot be written; an older copy is untouched.
        """
        self._path.mkdir(mode=0o700, exist_ok=True)
        save(self.copy, project, run, runs, compressed=False)
        note = Note(str(path) if path else None, time.time(), len(run.history.epochs) if run else None)
        write_atomically(self._note, msgspec.json.encode(note))

    def remove(self) -> None:
        """Deletes the copy, and lets go of the folder."""
        shutil.rmtree(self._path, ignore_errors=True)
        self._lock.unlock()

    def release(self) -> None:
        """Lets go of the folder; the copy is offered at the next start."""
        self._lock.unlock()


def new_folder(place: Path) -> RecoveryFolder:
    """Returns a folder of its own for a window.

    Raises:
        OSError: `place` cannot be written.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = _hold(place / secrets.token_hex(8))
    if folder is None:
        raise OSError(f"no lock file can be made in {place}")
    return folder


def orphans(place: Path) -> list[RecoveryFolder]:
    """Returns the folders that no living process holds, the latest first; now this one holds them."""
    if not place.is_dir():
        return []
    # By the names of the locks too: a process may have ended between its lock and its folder.
    names = {one.name.removesuffix(LOCK_SUFFIX) for one in place.iterdir()}
    held = [folder for name in names if (folder := _hold(place / name)) is not None]
    for folder in held:
        if not folder.copy.exists():
            folder.remove()
    return sorted((one for one in held if one.copy.exists()), key=lambda one: one.note.time, reverse=True)


def _hold(path: Path) -> RecoveryFolder | None:
    # Beside the folder, not inside: so no other process sees the folder without its lock.
    lock = QLockFile(str(path) + LOCK_SUFFIX)
    # However long ago it was made: only the end of its process frees it.
    lock.setStaleLockTime(0)
    return RecoveryFolder(path, lock) if lock.tryLock(0) else None
