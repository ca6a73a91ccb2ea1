"""When work is autosaved, and when its copy goes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from workbench.core.history import History
from workbench.core.project_file import Loaded, load
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.checked_project import starting_project
from workbench.qt.document import Document
from workbench.qt.recovery import autosave as module
from workbench.qt.recovery.autosave import Autosave
from workbench.qt.recovery.recovery_folder import RecoveryFolder, new_folder


class Training:
    """Stands for the engine: what it has learned, or a promise that it does not keep."""

    def __init__(self) -> None:
        self.run: SavedRun | None = None
        self.is_busy = False

    @property
    def history(self) -> History:
        return self.run.history if self.run else History()

    def promised_run(self) -> Future[SavedRun | None]:
        promise: Future[SavedRun | None] = Future()
        if not self.is_busy:
            promise.set_result(self.run)
        return promise


class Bench:
    """Stands for the window's files."""

    def __init__(self, document: Document, training: Training) -> None:
        self._document, self._training = document, training
        self.resting: SavedRun | None = None

    @property
    def modified(self) -> bool:
        return not self._document.undo_stack.isClean() or self._training.run is not None


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, milliseconds in {"REST": 40, "LONGEST": 40, "PATIENCE": 400}.items():
        monkeypatch.setattr(module, name, milliseconds)


@pytest.fixture
def document(qapp: Any) -> Document:
    return Document()


@pytest.fixture
def training() -> Training:
    return Training()


@pytest.fixture
def autosave(soon: None, document: Document, training: Training, tmp_path: Path) -> Iterator[Autosave]:
    place = tmp_path / "autosaved"
    autosave = Autosave(place, document, training, Bench(document, training))  # type: ignore[arg-type]
    yield autosave
    autosave.close()


def edit(document: Document, seed: int) -> None:
    document.edit("Seed", msgspec.structs.replace(document.project, seed=seed))


def copies(folder: Path) -> list[Path]:
    return list((folder / "autosaved").glob("*/autosaved.workbench"))


def wait_for_copy(qtbot: QtBot, folder: Path) -> Loaded:
    qtbot.waitUntil(lambda: len(list((folder / "autosaved").glob("*/note.json"))) == 1)
    return load(copies(folder)[0])


def run_of(losses: int) -> SavedRun:
    history = History.of(np.ones(losses, np.float32), epochs=[], epoch_steps=[], marks=[], chances=[])
    return SavedRun({"weights": np.arange(3.0)}, history, starting_project())


def test_an_edit_is_written(qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path) -> None:
    edit(document, 5)
    assert wait_for_copy(qtbot, tmp_path).project.seed == 5


def test_edits_that_follow_each_other_for_long_are_written_meanwhile(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    autosave._rest.setInterval(60_000)
    edit(document, 5)
    assert wait_for_copy(qtbot, tmp_path).project.seed == 5


def test_training_is_written(qtbot: QtBot, autosave: Autosave, training: Training, tmp_path: Path) -> None:
    training.run = run_of(7)
    autosave.look()
    run = wait_for_copy(qtbot, tmp_path).run
    assert run is not None and len(run.history) == 7
    np.testing.assert_array_equal(run.state["weights"], np.arange(3.0))


def test_training_is_looked_at_every_half_minute(autosave: Autosave) -> None:
    (timer,) = [one for one in autosave.findChildren(QTimer) if one.isActive()]
    assert timer.interval() == 30_000 and not timer.isSingleShot()


def test_an_edit_does_not_wait_for_a_busy_engine(
    qtbot: QtBot, autosave: Autosave, document: Document, training: Training, tmp_path: Path
) -> None:
    training.run = run_of(7)
    autosave.look()
    wait_for_copy(qtbot, tmp_path)
    training.is_busy = True
    edit(document, 5)
    qtbot.waitUntil(lambda: load(copies(tmp_path)[0]).project.seed == 5)
    run = load(copies(tmp_path)[0]).run
    assert run is not None, "what was learned before is kept"


def test_nothing_is_written_while_nothing_is_modified(
    autosave: Autosave, document: Document, tmp_path: Path
) -> None:
    edit(document, 5)
    document.undo_stack.undo()
    autosave.look()
    assert not autosave._awaiting.is_busy and not autosave._work.is_busy
    assert not (tmp_path / "autosaved").exists()


def test_what_is_written_already_is_not_written_again(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path
) -> None:
    edit(document, 5)
    wait_for_copy(qtbot, tmp_path)
    qtbot.waitUntil(lambda: not autosave._work.is_busy)
    autosave.look()
    assert not autosave._awaiting.is_busy


@pytest.mark.parametrize(
    "end",
    [
        lambda autosave, document: document.mark_saved(Path("seeds.workbench")),
        lambda autosave, document: document.start(starting_project()),
        lambda autosave, document: autosave.end(),
    ],
    ids=["saved", "another project", "closed"],
)
def test_the_copy_goes_when_it_is_not_needed_any_more(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path, end: Any
) -> None:
    edit(document, 5)
    wait_for_copy(qtbot, tmp_path)
    end(autosave, document)
    qtbot.waitUntil(lambda: list((tmp_path / "autosaved").iterdir()) == [])


def test_a_copy_stays_when_the_program_is_quit_without_an_answer(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path
) -> None:
    edit(document, 5)
    wait_for_copy(qtbot, tmp_path)
    autosave.close()
    assert len(copies(tmp_path)) == 1


@pytest.mark.parametrize("end", ["save", "close"])
def test_a_copy_that_is_being_written_goes_too_and_holds_nobody_up(
    qtbot: QtBot,
    autosave: Autosave,
    document: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
) -> None:
    write, is_writing, may_go_on = RecoveryFolder.write, threading.Event(), threading.Event()

    def slow(folder: RecoveryFolder, *content: Any) -> None:
        is_writing.set()
        may_go_on.wait(10)
        write(folder, *content)

    monkeypatch.setattr(RecoveryFolder, "write", slow)
    edit(document, 5)
    qtbot.waitUntil(is_writing.is_set)
    # The window answers here, though nothing of the copy is written yet.
    document.mark_saved(tmp_path / "seeds.workbench")
    may_go_on.set()
    if end == "close":
        autosave.end()
    qtbot.waitUntil(lambda: list((tmp_path / "autosaved").iterdir()) == [])


def test_an_adopted_copy_goes_when_its_work_is_saved(
    autosave: Autosave, document: Document, tmp_path: Path
) -> None:
    folder = new_folder(tmp_path / "autosaved")
    folder.write(None, document.project, None, ())
    autosave.adopt(folder, None)
    document.mark_saved(tmp_path / "seeds.workbench")
    assert list((tmp_path / "autosaved").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_once(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path
) -> None:
    (tmp_path / "autosaved").write_text("a file where the folder should be")
    told: list[str] = []
    autosave.failed.connect(told.append)
    for seed in (5, 6):
        edit(document, seed)
        autosave.look()
        qtbot.waitUntil(lambda: not autosave._awaiting.is_busy)
    assert len(told) == 1 and str(tmp_path / "autosaved") in told[0]


def test_a_full_disk_is_told_once_and_the_older_copy_stays(
    qtbot: QtBot, autosave: Autosave, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(document, 5)
    wait_for_copy(qtbot, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.core.project_file.write_atomically", full)
    told: list[str] = []
    autosave.failed.connect(told.append)
    for seed in (6, 7):
        edit(document, seed)
        qtbot.waitUntil(lambda: autosave._work.is_busy)
        qtbot.waitUntil(lambda: not autosave._work.is_busy)
        qtbot.waitUntil(lambda: autosave._has_failed)
    assert len(told) == 1
    assert load(copies(tmp_path)[0]).project.seed == 5
