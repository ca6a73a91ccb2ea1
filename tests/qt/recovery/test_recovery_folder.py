"""The folders of autosaved work, and whose they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.core.project_file import load
from workbench.core.projects.checked_project import starting_project
from workbench.qt.recovery.recovery_folder import RecoveryFolder, new_folder, orphans

DEAD_WINDOW = """
import os, signal, sys
from pathlib import Path
from workbench.core.projects.checked_project import starting_project
from workbench.qt.recovery.recovery_folder import new_folder

new_folder(Path(sys.argv[1])).write(Path("spirals.workbench"), starting_project(), None, ())
os.kill(os.getpid(), signal.SIGKILL)
"""


def written(place: Path) -> RecoveryFolder:
    folder = new_folder(place)
    folder.write(None, starting_project(), None, ())
    return folder


def test_work_of_a_living_window_is_nobody_elses(tmp_path: Path) -> None:
    one, other = written(tmp_path), written(tmp_path)
    assert one.copy != other.copy and orphans(tmp_path) == []
    one.remove()
    other.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_work_of_a_killed_process_is_found_once(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", DEAD_WINDOW, str(tmp_path)], timeout=60)
    (found,) = orphans(tmp_path)
    assert found.note.name == "spirals" and found.note.epochs is None
    assert load(found.copy).project == starting_project()
    assert orphans(tmp_path) == [], "another window that starts now is not to offer it too"
    found.release()
    (again,) = orphans(tmp_path)
    again.remove()
    assert list(tmp_path.iterdir()) == []


def test_the_latest_work_comes_first(tmp_path: Path) -> None:
    for _ in range(3):
        written(tmp_path).release()
    found = orphans(tmp_path)
    times = [folder.note.time for folder in found]
    assert len(found) == 3 and times == sorted(times, reverse=True)


def test_what_holds_no_work_is_swept_away(tmp_path: Path) -> None:
    new_folder(tmp_path).release()
    (tmp_path / "begun").mkdir()
    assert orphans(tmp_path) == [] and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("note", [b"", b"{", b'{"path": 3}'])
def test_a_damaged_note_hides_no_work(tmp_path: Path, note: bytes) -> None:
    folder = written(tmp_path)
    (folder.copy.parent / "note.json").write_bytes(note)
    assert folder.note.name == "Untitled" and folder.note.time == folder.copy.stat().st_mtime


def test_where_nothing_was_ever_autosaved_nothing_is_found_or_made(tmp_path: Path) -> None:
    assert orphans(tmp_path / "none") == [] and not (tmp_path / "none").exists()
