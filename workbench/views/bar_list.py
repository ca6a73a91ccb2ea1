"""A list of bars, one for each class, of which only the rows in sight are painted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent

from workbench.qt.palette import theme_of
from workbench.views.answer import Answer
from workbench.views.row_painter import RowPainter
from workbench.views.scrolled_rows import ScrolledRows

WAITING = "Train the network to see what it says."


class BarList(ScrolledRows):
    """The bars themselves. An answer that looks like the one before is not painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self.rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self.logits_shown = False
        self._waiting = WAITING
        self._search = ""

    def show_answer(self, answer: Answer | None) -> None:
        """Shows another answer, None for none yet."""
        before, self.answer = self.answer, answer
        if before is None or answer is None or not answer.looks_like(before, self.viewport().width()):
            self._list_rows()

    def say_waiting(self, words: str) -> None:
        """Shows other words while there is no answer."""
        if words != self._waiting:
            self._waiting = words
            self.viewport().update()

    def show_logits(self, shown: bool) -> None:
        """Puts the logit beside each probability."""
        self.logits_shown = shown
        self.viewport().update()

    def search(self, words: str) -> None:
        """Lists only the classes with `words` in their name."""
        self._search = words.strip().casefold()
        self.verticalScrollBar().setValue(0)
        self._list_rows()

    def _list_rows(self) -> None:
        answer = self.answer
        rows = np.zeros(0, np.int64) if answer is None else answer.order()
        if answer is not None and self._search:
            rows = np.array([row for row in rows if self._search in answer.names[row].casefold()], np.int64)
        self.rows = rows
        self.set_range()
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """The height of a row in pixels."""
        return self.fontMetrics().height() + 8

    def scroll_step(self) -> int:
        """Returns the height of a row."""
        return self.row_height

    def height_of_rows(self) -> int:
        """Returns the height of the classes listed."""
        return len(self.rows) * self.row_height

    def sizeHint(self) -> QSize:
        """Returns room for ten classes."""
        return QSize(320, 10 * self.row_height)

    def minimumSizeHint(self) -> QSize:
        """Returns room for three classes."""
        return QSize(240, 3 * self.row_height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls to either end; the other keys are Qt's own."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position in the list."""
        row = (position.y() + self.verticalScrollBar().value()) // self.row_height
        if self.answer is None or not 0 <= row < len(self.rows):
            return ""
        return self.answer.row_words(int(self.rows[row]))

    def rows_in_sight(self) -> range:
        """Returns which of the listed rows can be seen."""
        top = self.verticalScrollBar().value()
        first = top // self.row_height
        last = (top + self.viewport().height()) // self.row_height + 1
        return range(first, min(last, len(self.rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows in sight and their thresholds."""
        painter = QPainter(self.viewport())
        theme = theme_of(self.palette())
        painter.fillRect(event.rect(), theme.background)
        if self.answer is None or not len(self.rows):
            words = self._waiting if self.answer is None else "No class has such a name."
            self._paint_words(painter, words, theme.muted)
            return
        rows = RowPainter(
            painter, self.answer, theme, self.viewport().width(), self.row_height, self.logits_shown
        )
        scrolled = self.verticalScrollBar().value()
        for place in self.rows_in_sight():
            index, top = int(self.rows[place]), place * self.row_height - scrolled
            rows.paint(index, top)
            if not self.answer.is_pair or index == 1:
                rows.paint_threshold(index, top)

    def _paint_words(self, painter: QPainter, words: str, color: QColor) -> None:
        painter.setPen(color)
        area = self.viewport().rect().adjusted(16, 8, -16, -8)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
