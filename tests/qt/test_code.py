"""Code for the views: which lines changed, and how text is coloured."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QTextDocument

from workbench.core.projects.checked_project import starting_project
from workbench.qt.code import APIS, changed_lines, notebook, script
from workbench.qt.palette import CodeColors, Theme, code_colors, mixed, theme_of
from workbench.qt.python_highlighter import PythonHighlighter
from workbench.views.code_view import TINT


@pytest.mark.parametrize("api", APIS)
def test_both_forms_are_there(api: Any) -> None:
    assert "model.compile(" in script(starting_project(), api)
    assert notebook(starting_project(), api).startswith("{")


@pytest.mark.parametrize(
    ("before", "after", "changed", "removed"),
    [
        ("a\nb\nc", "a\nb\nc", [], 0),
        ("a\nb\nc", "a\nB\nc", [1], 0),
        ("a\nc", "a\nb\nc\nd", [1, 3], 0),
        ("a\nb\nc", "a\nc", [], 1),
        ("a\nb\nc\nd", "a\nX\nd", [1], 1),
    ],
)
def test_changed_lines_are_counted(before: str, after: str, changed: list[int], removed: int) -> None:
    assert changed_lines(before, after) == (changed, removed)


TEXT = '''\
"""Title
goes on."""
for x in range(10):  # each "one"
    print(f"{x:.2f}", 'a # b', x2, 1e-07)
'''


def colored(document: QTextDocument) -> dict[str, QColor]:
    """Returns each coloured piece of text with its colour."""
    found = {}
    for number in range(document.blockCount()):
        block = document.findBlockByNumber(number)
        for piece in block.layout().formats():
            found[block.text()[piece.start : piece.start + piece.length]] = piece.format.foreground().color()
    return found


def test_words_are_colored_by_what_they_are(qapp) -> None:
    document = QTextDocument(TEXT)
    theme = theme_of(qapp.palette())
    highlighter = PythonHighlighter(document, theme)
    highlighter.rehighlight()
    colors = code_colors(theme)
    strings = ('"""Title', 'goes on."""', 'f"{x:.2f}"', "'a # b'")
    assert colored(document) == {
        **dict.fromkeys(strings, colors.string),
        **dict.fromkeys(("for", "in"), colors.keyword),
        **dict.fromkeys(("10", "1e-07"), colors.number),
        '# each "one"': colors.comment,
    }


def contrast(first: QColor, second: QColor) -> float:
    """Returns the ratio of the Web Content Accessibility Guidelines."""

    def luminance(color: QColor) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("base", "text"), [("#ffffff", "#000000"), ("#242424", "#f0f0f0")])
def test_every_color_can_be_read_on_the_tint_of_a_changed_line(qapp, base: str, text: str) -> None:
    palette = qapp.palette()
    palette.setColor(palette.ColorRole.Base, QColor(base))
    palette.setColor(palette.ColorRole.Text, QColor(text))
    theme: Theme = theme_of(palette)
    colors: CodeColors = code_colors(theme)
    behind = mixed(theme.background, theme.accent, TINT)
    for color in (colors.keyword, colors.string, colors.number, colors.comment, theme.foreground):
        assert contrast(color, behind) >= 4.5
