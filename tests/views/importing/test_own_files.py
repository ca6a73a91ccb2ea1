"""Opening a person's own data from the menu and from the list of recent files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from own_files import flowers
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.qt.document import Document
from workbench.qt.preferences import Preferences
from workbench.views.importing.own_files import OwnFiles


@pytest.fixture
def files(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnFiles]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    files = OwnFiles(Document(), Preferences(), window)
    yield files
    if files.dialog is not None:
        files.dialog.done(0)


def answer(monkeypatch: pytest.MonkeyPatch, method: str, value: object) -> None:
    monkeypatch.setattr(f"workbench.views.importing.own_files.QFileDialog.{method}", lambda *_: value)


def test_a_file_that_is_chosen_is_shown(
    qtbot: QtBot, files: OwnFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "getOpenFileName", (str(flowers(tmp_path)), ""))
    files.open()
    dialog = files.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy)
    assert dialog.draft is not None and dialog.draft.path == tmp_path / "flowers.csv"


def test_nothing_happens_where_nothing_is_chosen(files: OwnFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "getOpenFileName", ("", ""))
    answer(monkeypatch, "getExistingDirectory", "")
    files.open()
    files.open_folder()
    files.read_again()
    assert files.dialog is None


def test_one_file_is_opened_at_a_time(qtbot: QtBot, files: OwnFiles, tmp_path: Path) -> None:
    files.open_path(flowers(tmp_path))
    first = files.dialog
    with qtbot.waitSignal(files.refused):
        files.open_path(flowers(tmp_path, name="others.csv"))
    assert files.dialog is first
    assert first is not None
    qtbot.waitUntil(lambda: not first.drafting.is_busy)


def test_what_was_opened_is_among_the_recent_files(qtbot: QtBot, files: OwnFiles, tmp_path: Path) -> None:
    path = flowers(tmp_path)
    files.open_path(path)
    dialog = files.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.drafting.is_busy)
    with qtbot.waitSignal(files.message, timeout=30_000) as told:
        dialog._start()
    assert "60 rows, 4 inputs" in told.args[0]
    assert files._preferences.recent[0] == path
    assert files.dialog is None
