"""A person's own file in the real window: from a drop to a finished training, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_files import flowers, songs
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from workbench.app import Workbench
from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.core.project_file import save
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.data_edits import with_own
from workbench.data.own import load_own
from workbench.qt.importing.column_table_model import ROLE
from workbench.qt.trainer import State


@pytest.fixture(autouse=True)
def cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def find(workbench: Workbench, name: str) -> Any:
    found = workbench.window.findChild(object, name)
    assert found is not None, name
    return found


def drop(workbench: Workbench, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    workbench.window.dropEvent(event)
    assert event.isAccepted()


def bring(workbench: Workbench, qtbot: QtBot, path: Path) -> None:
    """Drops a file and takes everything that is proposed."""
    drop(workbench, path)
    dialog = workbench.window.own_files.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy, timeout=20_000)
    find(workbench, "importButton").click()
    qtbot.waitUntil(lambda: workbench.window.own_files.dialog is None, timeout=60_000)


def train(workbench: Workbench, qtbot: QtBot) -> None:
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.RUNNING, timeout=60_000)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=120_000)


def test_from_a_dropped_file_to_a_finished_training(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    bring(workbench, qtbot, flowers(tmp_path, 150))
    document = workbench.document
    assert document.project.data.own is not None
    assert document.undo_stack.undoText() == "Use flowers.csv" and document.undo_stack.count() == 1
    assert (document.head.activation, document.dataset.number_of_inputs) == ("softmax", 4)
    find(workbench, "epochsSpin").setValue(40)
    find(workbench, "learningRateSpin").setValue(0.01)
    train(workbench, qtbot)
    assert workbench.trainer.history.epochs[-1]["val_sparse_categorical_accuracy"] > 0.9
    assert find(workbench, "datasetCombo").currentText() == "flowers.csv"


def test_the_head_follows_the_labels_in_one_step(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    bring(workbench, qtbot, songs(tmp_path))
    document = workbench.document
    assert document.head.activation == "sigmoid"
    assert document.dataset.class_names == ("calm", "happy", "loud", "sad")
    document.undo_stack.undo()
    assert document.project.data.name == "digits" and document.head.activation == "softmax"
    assert find(workbench, "datasetCombo").currentText() == "Handwritten digits"
    document.undo_stack.redo()
    assert find(workbench, "datasetCombo").currentText() == "songs.csv"


def test_own_data_stays_in_the_list_of_data(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    bring(workbench, qtbot, flowers(tmp_path))
    combo = find(workbench, "datasetCombo")
    combo.setCurrentIndex(combo.findData("moons"))
    assert workbench.document.project.data.own is None
    combo.setCurrentIndex(combo.findText("flowers.csv"))
    assert workbench.document.project.data.own is not None
    assert workbench.document.dataset.number_of_examples == 60


def test_a_file_called_like_a_built_in_set_is_not_taken_for_it(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    bring(workbench, qtbot, flowers(tmp_path, name="spirals.csv"))
    assert workbench.document.dataset.number_of_inputs == 4
    assert not workbench.window.data._options.controls


def test_a_file_can_be_read_in_another_way(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    bring(workbench, qtbot, flowers(tmp_path))
    button = find(workbench, "readAgainButton")
    assert not button.isHidden() and "species" in find(workbench, "ownDataFacts").text()
    button.click()
    dialog = workbench.window.own_files.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy, timeout=20_000)
    find(workbench, "columnTable").choose(0, ROLE, "ignore")
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy, timeout=20_000)
    find(workbench, "importButton").click()
    qtbot.waitUntil(lambda: workbench.window.own_files.dialog is None, timeout=60_000)
    assert workbench.document.dataset.number_of_inputs == 3
    workbench.document.undo_stack.undo()
    assert workbench.document.dataset.number_of_inputs == 4


def test_an_undo_may_lead_to_a_file_that_is_gone(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    bring(workbench, qtbot, flowers(tmp_path))
    combo = find(workbench, "datasetCombo")
    combo.setCurrentIndex(combo.findData("moons"))
    (tmp_path / "flowers.csv").unlink()
    load_own._kept.clear()
    workbench.document.undo_stack.undo()
    assert "flowers.csv" in workbench.document.absence
    assert not find(workbench, "findDataButton").isHidden()
    workbench.document.undo_stack.redo()
    assert not workbench.document.absence


def saved(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> Path:
    bring(workbench, qtbot, flowers(tmp_path))
    find(workbench, "epochsSpin").setValue(2)
    train(workbench, qtbot)
    path = tmp_path / "flowers.workbench"
    assert workbench.window.files.save_path(path)
    workbench.window.files.new()
    # As if the program had been started anew.
    load_own._kept.clear()
    return path


def reopen(workbench: Workbench, qtbot: QtBot, path: Path) -> None:
    workbench.window.open_path(path)
    qtbot.waitUntil(lambda: not workbench.window.files._finder.is_busy, timeout=20_000)


def test_a_project_finds_its_data_again(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> None:
    path = saved(workbench, qtbot, tmp_path)
    reopen(workbench, qtbot, path)
    assert workbench.document.project.data.own is not None and not workbench.document.absence
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch == 2, timeout=30_000)


def test_data_that_moved_is_asked_for_and_found(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(workbench, qtbot, tmp_path)
    (tmp_path / "elsewhere").mkdir()
    there = (tmp_path / "flowers.csv").rename(tmp_path / "elsewhere" / "blossoms.csv")
    reopen(workbench, qtbot, path)
    assert workbench.document.project.data.own is None
    monkeypatch.setattr(
        "workbench.views.importing.data_finder.QFileDialog.getOpenFileName", lambda *_: (str(there), "")
    )
    find(workbench, "findFileButton").click()
    qtbot.waitUntil(lambda: not workbench.window.files._finder.is_busy, timeout=20_000)
    own = workbench.document.project.data.own
    assert own is not None and own.file.path == str(there)
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch == 2, timeout=30_000)


def test_a_file_that_changed_can_be_used_as_it_is_now(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved(workbench, qtbot, tmp_path)
    flowers(tmp_path, 90)
    reopen(workbench, qtbot, path)
    find(workbench, "importAnewButton").click()
    dialog = workbench.window.own_files.dialog
    assert dialog is not None and workbench.document.absence
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy, timeout=20_000)
    find(workbench, "importButton").click()
    qtbot.waitUntil(lambda: workbench.window.own_files.dialog is None, timeout=60_000)
    assert not workbench.document.absence and workbench.document.dataset.number_of_examples == 90
    workbench.document.undo_stack.undo()
    assert workbench.document.absence


def test_without_its_data_a_project_is_seen_saved_and_made_whole_again(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    path = saved(workbench, qtbot, tmp_path)
    hidden = (tmp_path / "flowers.csv").rename(tmp_path / "hidden")
    reopen(workbench, qtbot, path)
    find(workbench, "goWithoutButton").click()
    document, window = workbench.document, workbench.window
    assert document.project.data.own is not None and "flowers.csv" in document.absence
    window.actions_by_name["predictAction"].trigger()
    assert "flowers.csv" in window.message.text() and "press Train" not in window.message.text()
    assert document.dataset.class_names == ("setosa", "versicolor", "virginica")
    window.actions_by_name["trainAction"].trigger()
    assert "flowers.csv" in window.message.text()
    assert window.docks["problemsDock"].windowTitle() == "Problems: 1"
    assert window.files.save_path(tmp_path / "copy.workbench")
    hidden.rename(tmp_path / "flowers.csv")
    find(workbench, "findDataButton").click()
    qtbot.waitUntil(lambda: not window.files._finder.is_busy, timeout=20_000)
    assert not document.absence and document.dataset.number_of_examples == 60
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch == 2, timeout=30_000)
    reopen(workbench, qtbot, tmp_path / "copy.workbench")
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch == 2, timeout=30_000)


def test_a_project_that_says_too_little_of_its_data_leaves_the_bench_as_it_is(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "sent by mail.workbench"
    own = OwnData(
        FileReference("/gone/a.csv"), Reading("of the future"), (Column("x"),), LabelReading("names", ("a",))
    )
    save(path, with_own(starting_project(), own, LabelKind.CLASS_INDEX), None)
    before = workbench.document.project
    reopen(workbench, qtbot, path)
    find(workbench, "goWithoutButton").click()
    assert "this version cannot read" in workbench.window.message.text()
    assert workbench.document.project == before
