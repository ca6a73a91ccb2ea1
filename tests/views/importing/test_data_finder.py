"""Finding the data of a project that is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_files import flowers
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.errors import Cancelled, UserError
from workbench.core.own_data import OwnData
from workbench.core.project import DataChoice, Project
from workbench.data.own.data_trouble import DataTrouble
from workbench.data.own.draft.draft_of import draft_of
from workbench.views.importing import data_finder
from workbench.views.importing.data_finder import ANSWERS, DataFinder, Found


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def finder(window: QWidget) -> Iterator[DataFinder]:
    finder = DataFinder(window)
    yield finder
    finder.close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    own = draft_of(flowers(tmp_path)).own
    return Project(data=DataChoice("flowers", own=own))


def own_of(project: Project) -> OwnData:
    assert project.data.own is not None
    return project.data.own


def ask(
    qtbot: QtBot, finder: DataFinder, project: Project, monkeypatch: Any, error: UserError
) -> list[Found]:
    """Has the search fail, and returns what is found in the end."""

    def fail(*_: Any) -> Project:
        raise error

    monkeypatch.setattr(data_finder, "find_data", fail)
    found: list[Found] = []
    finder.find(project, Path(), found.append)
    qtbot.waitUntil(lambda: not finder.is_busy)
    return found


def click(window: QWidget, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    button.click()


def test_built_in_data_is_there_at_once(finder: DataFinder, tmp_path: Path) -> None:
    found: list[Found] = []
    finder.find(Project(), tmp_path, found.append)
    assert found == [Found(Project())]


def test_a_long_search_can_be_given_up(
    qtbot: QtBot, window: QWidget, finder: DataFinder, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(project: Project, folder: Path, progress: Any, is_cancelled: Any) -> Project:
        progress(0.5)
        while not is_cancelled():
            threading.Event().wait(0.001)
        raise Cancelled

    monkeypatch.setattr(data_finder, "find_data", endless)
    found: list[Found] = []
    finder.find(project, Path(), found.append)
    bar = window.findChild(QProgressDialog)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.value() == 500)
    with qtbot.waitSignal(finder.refused):
        click(window, "cancelFindButton")
    assert found == []


@pytest.mark.parametrize("kind", ["missing", "changed", "unreadable"])
def test_what_can_be_answered_depends_on_the_trouble(
    qtbot: QtBot, window: QWidget, finder: DataFinder, project: Project, monkeypatch: Any, kind: Any
) -> None:
    trouble = DataTrouble("It is not there.", kind, own_of(project), Path("flowers.csv"))
    found = ask(qtbot, finder, project, monkeypatch, trouble)
    box = window.findChild(QMessageBox)
    assert box is not None and box.text() == "It is not there."
    offered = {button.objectName() for button in box.buttons()}
    assert offered == {row.name for row in ANSWERS if not row.kinds or kind in row.kinds}
    click(window, "giveUpButton")
    assert found == []


def test_a_project_can_be_opened_without(
    qtbot: QtBot, window: QWidget, finder: DataFinder, project: Project, monkeypatch: Any
) -> None:
    trouble = DataTrouble("It is not there.", "missing", own_of(project), Path("flowers.csv"))
    found = ask(qtbot, finder, project, monkeypatch, trouble)
    click(window, "goWithoutButton")
    assert found == [Found(project, "It is not there.")]


def test_the_file_that_was_pointed_at_can_be_imported_anew(
    qtbot: QtBot, window: QWidget, finder: DataFinder, project: Project, monkeypatch: Any
) -> None:
    trouble = DataTrouble("It is another one.", "changed", own_of(project), Path("/new/flowers.csv"))
    found = ask(qtbot, finder, project, monkeypatch, trouble)
    click(window, "importAnewButton")
    (one,) = found
    assert one.project == project and one.anew is not None
    assert one.anew.file.path == "/new/flowers.csv"
