"""Nothing is overwritten that the person was not asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from workbench.views.save_dialog import ask_where


def answer(monkeypatch: pytest.MonkeyPatch, name: str, replace: bool = False) -> None:
    buttons = QMessageBox.StandardButton
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (name, ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *arguments: buttons.Yes if replace else buttons.No)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("a.keras", "a.keras"), ("a", "a.keras"), ("a.v2", "a.v2.keras"), ("A.KERAS", "A.KERAS")],
)
def test_the_ending_is_put_to_the_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    answer(monkeypatch, str(tmp_path / typed))
    assert ask_where(window, "Save", tmp_path, "", ".keras") == tmp_path / written


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_the_ending_leads_to_is_asked_about(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "mine.keras").write_bytes(b"mine")
    answer(monkeypatch, str(tmp_path / "mine"), replace)
    assert ask_where(window, "Save", tmp_path, "", ".keras") == (tmp_path / "mine.keras" if replace else None)


def test_who_thinks_better_of_it_writes_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    answer(monkeypatch, "")
    assert ask_where(window, "Save", Path("a"), "", ".keras") is None
