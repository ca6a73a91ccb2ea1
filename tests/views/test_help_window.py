"""The help pages show their text and their drawings, and go away again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from workbench.views.help_window import HELP, HelpWindow

PAGES = sorted(path.stem for path in HELP.glob("*.md"))


@pytest.fixture
def window(qtbot) -> Iterator[HelpWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield HelpWindow(parent)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_and_every_drawing_is_there(window, page: str) -> None:
    window.open_page(page, "Help")
    text = (HELP / f"{page}.md").read_text(encoding="utf-8")
    assert window.browser.toPlainText().startswith(text.partition("\n")[0].removeprefix("# "))
    drawings = re.findall(r"\]\((\S+\.svg)\)", text)
    assert drawings
    for name in drawings:
        assert not window.browser.loadResource(2, QUrl(name)).isNull()


def test_it_is_seen_beside_the_window_and_escape_closes_it(window, qtbot) -> None:
    window.open_page("engine", "How the engine works")
    assert window.isVisible() and not window.isModal()
    assert window.windowTitle() == window.accessibleName() == "How the engine works"
    with qtbot.waitSignal(window.destroyed, timeout=1000):
        qtbot.keyClick(window.browser, Qt.Key.Key_Escape)


def shades(window: HelpWindow) -> set[str]:
    picture = window.browser.loadResource(2, QUrl("engine.svg"))
    return {
        picture.pixelColor(x, 200).name()
        for x in range(picture.width())
        if picture.pixelColor(x, 200).alpha()
    }


def test_drawings_take_the_colours_of_a_dark_palette(window) -> None:
    window.open_page("engine", "How the engine works")
    assert "#f0f0f0" not in shades(window)
    palette = QPalette(QColor(40, 40, 40))
    palette.setColor(QPalette.ColorRole.Text, QColor(240, 240, 240))
    window.browser.setPalette(palette)
    assert "#f0f0f0" in shades(window)
