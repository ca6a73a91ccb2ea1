"""The logits of one example and both heads' probabilities, a row for each class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent

from workbench.core.both_heads.same_logits import FORMULAS, SameLogits
from workbench.core.heads import ACTIVATIONS
from workbench.qt.palette import Theme, theme_of
from workbench.views.answer import MANY
from workbench.views.scrolled_rows import ScrolledRows
from workbench.views.understanding.heads.logit_row_painter import LEFT, Columns, LogitRowPainter

NARROWEST = 260
"""Pixels for three columns of short bars with their numbers."""
WAITING = "Train the network to see what both heads make of its logits."


class SameLogitsBars(ScrolledRows):
    """Three columns of bars: the logits, softmax of them and sigmoid of them, with formulas above and sums below.

    Attributes:
        shown: What is shown; None while nothing is trained.
        rows: The classes listed, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sameLogitsBars")
        self.setAccessibleName("logits, and what softmax and sigmoid make of them")
        self.shown: SameLogits | None = None
        self.rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._true: NDArray[np.bool_] = np.zeros(0, bool)
        self._in_use: str = "softmax"
        self._search = ""

    def show_logits(self, shown: SameLogits | None, true: NDArray[np.bool_], in_use: str) -> None:
        """Shows an example, None for none; `true` marks classes (classes,), `in_use` the head of the project."""
        self.shown, self._true, self._in_use = shown, true, in_use
        self._list_rows()

    def search(self, words: str) -> None:
        """Lists only the classes with `words` in their name."""
        self._search = words.strip().casefold()
        self.verticalScrollBar().setValue(0)
        self._list_rows()

    def _list_rows(self) -> None:
        shown = self.shown
        rows = np.zeros(0, np.int64) if shown is None else shown.order(MANY)
        if shown is not None and self._search:
            rows = np.array([row for row in rows if self._search in shown.names[row].casefold()], np.int64)
        self.rows = rows
        self.set_range()
        self.viewport().update()

    # Where things are

    @property
    def row_height(self) -> int:
        """The height of a row in pixels."""
        return self.fontMetrics().height() + 8

    @property
    def _head_height(self) -> int:
        return 2 * self.fontMetrics().height() + 8

    @property
    def _foot_top(self) -> int:
        listed = self._head_height + len(self.rows) * self.row_height
        return min(listed, self.viewport().height() - self.row_height)

    def scroll_step(self) -> int:
        """Returns the height of a row."""
        return self.row_height

    def height_of_rows(self) -> int:
        """Returns the height of the classes listed."""
        return len(self.rows) * self.row_height

    def height_in_sight(self) -> int:
        """Returns what formulas and sums leave."""
        return self.viewport().height() - self._head_height - self.row_height

    def sizeHint(self) -> QSize:
        """Returns room for ten classes."""
        return QSize(560, self._head_height + 11 * self.row_height)

    def minimumSizeHint(self) -> QSize:
        """Returns room for two classes."""
        return QSize(NARROWEST, self._head_height + 3 * self.row_height)

    # Reading values

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position in the list."""
        if self.shown is None:
            return ""
        if position.y() < self._head_height:
            return "\n".join(f"{name}: {formula}" for name, formula in FORMULAS.items())
        if position.y() >= self._foot_top:
            sums = (f"{name}: {self.shown.sum_words(name)}" for name in ACTIVATIONS)
            return "\n".join((self.shown.powers_words, *sums)).strip()
        row = (position.y() - self._head_height + self.verticalScrollBar().value()) // self.row_height
        return self.shown.row_words(int(self.rows[row])) if row < len(self.rows) else ""

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows in sight between the formulas and the sums."""
        painter, theme = QPainter(self.viewport()), theme_of(self.palette())
        painter.fillRect(event.rect(), theme.background)
        if self.shown is None:
            painter.setPen(theme.muted)
            area = self.viewport().rect().adjusted(16, 8, -16, -8)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, WAITING)
            return
        columns = Columns.of(painter, self.shown.names, self.viewport().width())
        self._paint_head(painter, theme, columns)
        self._paint_foot(painter, theme, columns, self.shown)
        self._paint_rows(painter, theme, columns, self.shown)

    def _paint_rows(self, painter: QPainter, theme: Theme, columns: Columns, shown: SameLogits) -> None:
        top, bottom = self._head_height, self._foot_top
        painter.setClipRect(0, top, self.viewport().width(), bottom - top)
        rows = LogitRowPainter(painter, shown, self._true, theme, columns, self.row_height)
        scrolled = self.verticalScrollBar().value()
        first, last = scrolled // self.row_height, (scrolled + bottom - top) // self.row_height + 1
        for place in range(first, min(last, len(self.rows))):
            rows.paint(int(self.rows[place]), top + place * self.row_height - scrolled)

    def _paint_head(self, painter: QPainter, theme: Theme, columns: Columns) -> None:
        height = self.fontMetrics().height()
        self._paint_title(painter, theme, columns.bars[0], "logits z", "the last layer's numbers", False)
        for column, activation in zip(columns.bars[1:], ACTIVATIONS, strict=True):
            in_use = activation == self._in_use
            title = f"{activation} (in use)" if in_use else activation
            self._paint_title(painter, theme, column, title, FORMULAS[activation], in_use)
        painter.fillRect(0, 2 * height + 5, self.viewport().width(), 1, theme.grid)

    def _paint_title(
        self, painter: QPainter, theme: Theme, column: tuple[int, int], title: str, words: str, in_use: bool
    ) -> None:
        (left, width), height = column, self.fontMetrics().height()
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(theme.accent if in_use else theme.foreground)
        elided = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, 0, width, height), LEFT, elided)
        painter.setFont(self.font())
        painter.setPen(theme.muted)
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, height, width, height), LEFT, elided)
        if in_use:
            painter.fillRect(left, 2 * height + 4, width, 2, theme.accent)

    def _paint_foot(self, painter: QPainter, theme: Theme, columns: Columns, shown: SameLogits) -> None:
        top = self._foot_top
        painter.fillRect(0, top, self.viewport().width(), 1, theme.grid)
        painter.setPen(theme.foreground)
        words = (shown.powers_words, *map(shown.sum_words, ACTIVATIONS))
        for (left, width), sum_words in zip(columns.bars, words, strict=True):
            elided = self.fontMetrics().elidedText(sum_words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, top, width, self.row_height), LEFT, elided)
