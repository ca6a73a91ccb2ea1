"""Colours Python text by what its words are."""

from __future__ import annotations

import keyword
import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from workbench.qt.palette import Theme, code_colors

TOKENS = re.compile(
    "|".join(
        (
            r"(?P<comment>#.*)",
            r"""(?P<string>"{3}|f?"(?:\\.|[^"\\])*"|f?'(?:\\.|[^'\\])*')""",
            rf"(?P<keyword>\b(?:{'|'.join(keyword.kwlist)})\b)",
            r"(?P<number>\b\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?)",
            r"(?P<word>\w+)",
        )
    )
)
TRIPLE = '"""'
PLAIN, INSIDE = 0, 1
"""States of a line's end: whether a string of several lines is open there."""


class PythonHighlighter(QSyntaxHighlighter):
    """Keywords bold, comments slanted, and each kind in its colour, so that none is told by colour alone."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats = _formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draws in the colours of another theme."""
        if theme != self._theme:
            self._theme, self._formats = theme, _formats(theme)
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colours one line."""
        inside = self.previousBlockState() == INSIDE
        self.setCurrentBlockState(PLAIN)
        place = self._close_string(text, 0, 0) if inside else 0
        while found := TOKENS.search(text, place):
            place = self._put(text, found)

    def _put(self, text: str, found: re.Match[str]) -> int:
        kind = str(found.lastgroup)
        if found.group().endswith(TRIPLE) and kind == "string":
            return self._close_string(text, found.start(), found.end())
        if kind in self._formats:
            self.setFormat(found.start(), len(found.group()), self._formats[kind])
        return found.end()

    def _close_string(self, text: str, begin: int, after: int) -> int:
        """Colours a string of several lines from `begin` on; it ends at the first mark from `after` on."""
        end = text.find(TRIPLE, after)
        self.setCurrentBlockState(INSIDE if end < 0 else PLAIN)
        stop = len(text) if end < 0 else end + len(TRIPLE)
        self.setFormat(begin, stop - begin, self._formats["string"])
        return stop


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    colors = code_colors(theme)
    formats = {name: _format(getattr(colors, name)) for name in ("comment", "string", "keyword", "number")}
    formats["keyword"].setFontWeight(QFont.Weight.Bold)
    formats["comment"].setFontItalic(True)
    return formats


def _format(color: QColor) -> QTextCharFormat:
    result = QTextCharFormat()
    result.setForeground(color)
    return result
