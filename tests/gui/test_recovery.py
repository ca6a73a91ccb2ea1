"""A window that is killed loses little: the next one offers its work."""

from __future__ import annotations

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from workbench.app import Catcher, Workbench
from workbench.core.project_file import load, save
from workbench.core.projects.checked_project import starting_project
from workbench.qt.recovery import autosave
from workbench.qt.recovery.recovery_folder import RecoveryFolder, new_folder, orphans
from workbench.qt.trainer import State

KILLED = """
import os, signal, sys
from pathlib import Path
import msgspec
from workbench.app import Workbench, wait_for
from workbench.qt.recovery import autosave

autosave.TRAINING = 300
place = Path(sys.argv[1])
bench = Workbench([], recovery=place)
document, trainer = bench.document, bench.trainer
document.edit("Seed", msgspec.structs.replace(document.project, seed=11))
bench.window.actions_by_name["trainAction"].trigger()
assert wait_for(lambda: trainer.glimpse.epoch >= 3, 120)
before = bench.autosave._written
assert wait_for(lambda: bench.autosave._written not in (None, before), 30)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def start(qapp: Any, layout_of_its_own: None, tmp_path: Path) -> Iterator[Callable[[], Workbench]]:
    """Starts a window that autosaves."""
    benches: list[Workbench] = []

    def begin() -> Workbench:
        benches.append(Workbench([], recovery=tmp_path / "autosaved"))
        return benches[-1]

    yield begin
    for bench in benches:
        bench.close()


def left_by_a_dead_window(place: Path, path: Path | None = None) -> RecoveryFolder:
    folder = new_folder(place)
    project = msgspec.structs.replace(starting_project(), seed=11)
    folder.write(path, project, None, ())
    folder.release()
    return folder


def question(qtbot: QtBot, bench: Workbench) -> QDialog:
    def found() -> QDialog | None:
        return bench.window.findChild(QDialog, "recoveryDialog")

    qtbot.waitUntil(lambda: found() is not None)
    dialog = found()
    assert dialog is not None
    return dialog


def answer(qtbot: QtBot, bench: Workbench, name: str) -> None:
    button = question(qtbot, bench).findChild(QPushButton, name)
    assert button is not None
    button.click()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_a_killed_window_had_learned_comes_back(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path
) -> None:
    place = tmp_path / "autosaved"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place)], capture_output=True, text=True, timeout=180
    )
    (copy,) = place.glob("*/autosaved.workbench")
    kept = load(copy).run
    assert kept is not None and kept.history.epochs != [], done.stderr

    bench = start()
    answer(qtbot, bench, "recoveryRestore")
    assert bench.document.project.seed == 11 and bench.window.files.modified
    # Before TensorFlow is loaded too, what was learned is not lost by saving.
    assert bench.window.files.save_path(tmp_path / "saved.workbench")
    assert list(place.iterdir()) == [] and not bench.window.files.modified
    saved = load(tmp_path / "saved.workbench").run
    assert saved is not None

    qtbot.waitUntil(lambda: bench.trainer.state is State.IDLE, timeout=60_000)
    qtbot.waitUntil(lambda: bench.trainer.logits is not None, timeout=60_000)
    shown = bench.trainer.saved_run()
    assert shown is not None
    for run in (saved, shown):
        np.testing.assert_array_equal(run.history.loss, kept.history.loss)
        assert run.history.epochs == kept.history.epochs and run.state.keys() == kept.state.keys()
        for key, array in kept.state.items():
            np.testing.assert_array_equal(run.state[key], array)


def test_restored_work_is_saved_to_its_own_file_where_that_still_is(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path
) -> None:
    file = tmp_path / "discs.workbench"
    save(file, starting_project(), None)
    left_by_a_dead_window(tmp_path / "autosaved", file)
    bench = start()
    answer(qtbot, bench, "recoveryRestore")
    assert bench.document.path == file and bench.window.isWindowModified()
    assert load(file).project.seed != 11, "nothing is written before a person saves"
    assert bench.window.files.save() and load(file).project.seed == 11
    assert list((tmp_path / "autosaved").iterdir()) == []


def test_restored_work_whose_file_is_gone_has_no_file(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path
) -> None:
    folder = left_by_a_dead_window(tmp_path / "autosaved", tmp_path / "gone.workbench")
    bench = start()
    answer(qtbot, bench, "recoveryRestore")
    assert bench.document.path is None and bench.document.project.seed == 11
    assert folder.copy.exists(), "it stays until it is saved or discarded"


def test_a_damaged_copy_is_told_of_and_kept(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path
) -> None:
    folder = left_by_a_dead_window(tmp_path / "autosaved")
    damaged = folder.copy.read_bytes()[:100]
    folder.copy.write_bytes(damaged)
    bench = start()
    before = bench.document.project
    answer(qtbot, bench, "recoveryRestore")
    assert "damaged" in bench.window.message.text() and str(folder.copy.parent) in bench.window.message.text()
    assert bench.document.project is before and folder.copy.read_bytes() == damaged


def test_a_second_window_takes_nothing_from_the_first(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "REST", 40)
    first = start()
    first.document.edit("Seed", msgspec.structs.replace(first.document.project, seed=11))
    qtbot.waitUntil(lambda: len(list((tmp_path / "autosaved").glob("*/note.json"))) == 1)
    second = start()
    second.document.edit("Seed", msgspec.structs.replace(second.document.project, seed=12))
    qtbot.waitUntil(lambda: len(list((tmp_path / "autosaved").glob("*/note.json"))) == 2)
    assert second.window.findChild(QDialog, "recoveryDialog") is None
    assert orphans(tmp_path / "autosaved") == []
    assert first.autosave is not None
    first.autosave.end()
    assert len(list((tmp_path / "autosaved").glob("*/note.json"))) == 1, "each takes only its own away"


def test_an_unexpected_error_has_the_work_written_at_once(
    qtbot: QtBot, start: Callable[[], Workbench], tmp_path: Path
) -> None:
    bench = start()
    bench.document.edit("Seed", msgspec.structs.replace(bench.document.project, seed=11))
    assert bench.autosave is not None
    catcher = Catcher()
    catcher.rescue = bench.autosave.look
    error = RuntimeError("odd")
    text = "".join(traceback.format_exception(RuntimeError, error, None))
    # It was shown before: only the work is looked after.
    catcher._seen.add(text)
    catcher.exception(RuntimeError, error, None)
    assert bench.autosave._awaiting.is_busy and not bench.autosave._rest.isActive()
    qtbot.waitUntil(lambda: len(list((tmp_path / "autosaved").glob("*/note.json"))) == 1)


def test_an_error_while_the_work_is_kept_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    catcher = Catcher()

    def fail() -> None:
        raise OSError("no disk")

    catcher.rescue = fail
    catcher._keep_the_work()
    assert "no disk" in caplog.text


def test_a_window_without_a_place_autosaves_nothing(workbench: Workbench) -> None:
    assert workbench.autosave is None
