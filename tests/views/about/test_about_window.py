"""The About box names versions and licences, and shows how to replace Qt."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton, QTextBrowser, QTreeWidget, QWidget

from workbench import __version__
from workbench.qt.resources import program_icon
from workbench.views.about import licence_texts
from workbench.views.about.about_window import AboutWindow
from workbench.views.about.licence_texts import NOTICE, TEXTS, LicenceTexts

ROOT = Path(__file__).parents[3]


@pytest.fixture
def window(qtbot) -> Iterator[AboutWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield AboutWindow(parent)


def test_each_library_has_its_version_and_licence(window: AboutWindow) -> None:
    table = window.findChild(QTreeWidget, "libraryTable")
    rows = [
        [table.topLevelItem(row).text(column) for column in range(4)]
        for row in range(table.topLevelItemCount())
    ]
    assert ["Keras", version("keras"), "layers, optimizers, losses", "Apache License 2.0"] in rows
    assert {"Python", "TensorFlow", "Qt and PySide6"} <= {row[0] for row in rows}
    assert all(all(row) for row in rows)


def test_versions_are_copied_for_a_report(window: AboutWindow, qtbot) -> None:
    qtbot.mouseClick(window.findChild(QPushButton, "copyVersionsButton"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == f"Workbench {__version__}"
    assert f"Keras {version('keras')}" in copied


def test_it_says_how_to_replace_qt(window: AboutWindow) -> None:
    page = window.findChild(QTextBrowser, "qtPage").toPlainText()
    assert "How to replace Qt" in page and "_internal/PySide6/Qt/lib" in page


@pytest.mark.parametrize("title", TEXTS)
def test_every_text_can_be_read(title: str, window: AboutWindow) -> None:
    window.findChild(QComboBox, "licenceCombo").setCurrentText(title)
    shown = window.findChild(QTextBrowser, "licenceText").toPlainText()
    assert shown.strip() == TEXTS[title].read_text(encoding="utf-8").strip()


def test_the_licence_is_the_one_of_the_repository() -> None:
    assert TEXTS["Workbench: MIT licence"].read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_an_installed_app_lists_what_is_inside(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "NOTICE.txt").write_text("numpy 2: BSD", encoding="utf-8")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(licence_texts.sys, "executable", str(tmp_path / "workbench"))
    texts = LicenceTexts()
    qtbot.addWidget(texts)
    texts.findChild(QComboBox, "licenceCombo").setCurrentText(NOTICE)
    assert texts.findChild(QTextBrowser, "licenceText").toPlainText() == "numpy 2: BSD"


def test_the_program_has_an_icon(qapp) -> None:
    drawn = program_icon().pixmap(64, 64).toImage()
    assert len({drawn.pixel(x, 40) for x in range(drawn.width())}) > 3


def test_closing_lets_it_go(window: AboutWindow, qtbot) -> None:
    window.open()
    with qtbot.waitSignal(window.destroyed, timeout=1000):
        qtbot.mouseClick(window.findChild(QPushButton, "closeAboutButton"), Qt.MouseButton.LeftButton)
