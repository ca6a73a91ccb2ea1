"""What a person is asked about unsaved work."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.projects.checked_project import starting_project
from workbench.qt.recovery.recovery_folder import RecoveryFolder, new_folder, orphans
from workbench.views.recovery.recovery_dialog import RecoveryDialog, _holds


@pytest.fixture
def folders(tmp_path: Path) -> list[RecoveryFolder]:
    folders = [new_folder(tmp_path) for _ in range(2)]
    for folder, name in zip(folders, ("spirals", "discs"), strict=True):
        folder.write(Path(f"{name}.workbench"), starting_project(), None, ())
    return folders


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(window: QWidget, folders: list[RecoveryFolder]) -> RecoveryDialog:
    dialog = RecoveryDialog(folders, window)
    dialog.open()
    return dialog


def click(dialog: RecoveryDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def choose(dialog: RecoveryDialog, row: int) -> None:
    view = dialog.findChild(QTreeWidget, "recoveryList")
    assert view is not None
    view.setCurrentItem(view.topLevelItem(row))


def left(tmp_path: Path) -> list[str]:
    found = orphans(tmp_path)
    names = sorted(folder.note.name for folder in found)
    for folder in found:
        folder.release()
    return names


def test_the_chosen_work_is_restored_and_the_rest_is_left_for_later(
    dialog: RecoveryDialog, folders: list[RecoveryFolder], tmp_path: Path
) -> None:
    wanted: list[RecoveryFolder] = []
    dialog.restore_wanted.connect(wanted.append)
    choose(dialog, 1)
    click(dialog, "recoveryRestore")
    assert wanted == [folders[1]] and not dialog.isVisible()
    assert left(tmp_path) == ["spirals"]


def test_discarded_work_is_gone_and_the_rest_is_still_offered(dialog: RecoveryDialog, tmp_path: Path) -> None:
    click(dialog, "recoveryDiscard")
    assert dialog.isVisible() and len(list(tmp_path.glob("*/autosaved.workbench"))) == 1
    click(dialog, "recoveryDiscard")
    assert not dialog.isVisible() and list(tmp_path.iterdir()) == []


def test_later_leaves_all_of_it(dialog: RecoveryDialog, tmp_path: Path) -> None:
    click(dialog, "recoveryLater")
    assert left(tmp_path) == ["discs", "spirals"]


@pytest.mark.parametrize(
    ("epochs", "words"),
    [(None, "edits"), (1, "edits and training, 1 epoch"), (1200, "edits and training, 1,200 epochs")],
)
def test_what_the_work_holds_is_said(epochs: int | None, words: str) -> None:
    assert _holds(epochs) == words
