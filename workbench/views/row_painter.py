"""Paints the row of one class: name, marks, bar and figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from workbench.qt.palette import Theme, class_brush, class_color
from workbench.views.answer import DECIDED, TRUE, Answer

LEFT, RIGHT, CENTRE = (
    side | Qt.AlignmentFlag.AlignVCenter
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
)


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row are, left and width in pixels."""

    name: tuple[int, int]
    tick: tuple[int, int]
    bar: tuple[int, int]
    value: tuple[int, int]
    logit: tuple[int, int]


class RowPainter:
    """Paints the rows of one answer; what they share is worked out once."""

    def __init__(
        self, painter: QPainter, answer: Answer, theme: Theme, width: int, height: int, with_logits: bool
    ) -> None:
        self._painter, self._answer, self._theme = painter, answer, theme
        self._height = height
        self._logits = answer.logits if with_logits else None
        self._plain = painter.font()
        self._bold = QFont(self._plain)
        self._bold.setBold(True)
        self._columns = self._laid_out(width)

    def _laid_out(self, width: int) -> _Columns:
        metrics = self._painter.fontMetrics()
        longest = max(self._answer.names, key=len)
        wanted = metrics.horizontalAdvance(longest) * 1.12 + 8
        mark = metrics.horizontalAdvance(DECIDED) + 6
        name = int(min(wanted, width * 0.34))
        value = metrics.horizontalAdvance("0.00") + 8
        logit = metrics.horizontalAdvance("−00.00") + 8 if self._logits is not None else 0
        left = mark + name + mark + 4
        bar = max(24, width - left - value - logit - 8)
        return _Columns(
            (mark, name), (mark + name, mark), (left, bar), (left + bar, value), (left + bar + value, logit)
        )

    def paint(self, index: int, top: int) -> None:
        """Paints the row of a class."""
        columns, is_true = self._columns, bool(self._answer.true[index])
        decided = bool(self._answer.decided[index])
        self._painter.setFont(self._bold if is_true else self._plain)
        self._painter.setPen(self._theme.foreground)
        self._text(columns.name, top, self._short_name(index), LEFT)
        self._text(columns.value, top, f"{self._answer.probabilities[index]:.2f}", RIGHT)
        if decided:
            self._text((2, columns.name[0]), top, DECIDED, LEFT)
        if is_true:
            self._text(columns.tick, top, TRUE, CENTRE)
        self._paint_logit(index, top)
        self._paint_bar(index, top, decided)

    def _short_name(self, index: int) -> str:
        name, width = self._answer.names[index], self._columns.name[1]
        return self._painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)

    def _paint_logit(self, index: int, top: int) -> None:
        if self._logits is not None and np.isfinite(self._logits[index]):
            self._painter.setPen(self._theme.muted)
            self._text(self._columns.logit, top, f"{self._logits[index]:.2f}".replace("-", "−"), RIGHT)

    def _text(self, column: tuple[int, int], top: int, text: str, side: Qt.AlignmentFlag) -> None:
        self._painter.drawText(QRect(column[0], top, column[1], self._height), side, text)

    def _paint_bar(self, index: int, top: int, decided: bool) -> None:
        answer, painter, theme = self._answer, self._painter, self._theme
        left, width = self._columns.bar
        track = QRect(left, top + 4, width, self._height - 8)
        painter.fillRect(track, theme.grid)
        filled = QRect(track)
        filled.setWidth(round(width * min(max(float(answer.probabilities[index]), 0), 1)))
        if answer.is_pair and index == 1:
            self._paint_rest(track, filled)
        if filled.width():
            self._fill(filled, index)
        painter.fillRect(QRect(left, track.top(), 1, track.height()), class_color(index))
        if decided:
            painter.setPen(QPen(theme.foreground, 2))
            painter.drawRect(filled.adjusted(0, 0, 0, -1) if filled.width() > 2 else track)

    def _fill(self, filled: QRect, index: int) -> None:
        """Fills with the colour and pattern of the class; what yes leaves to no is light only."""
        self._painter.fillRect(filled, self._theme.background)
        self._painter.fillRect(filled, _light(index, 110))
        if not (self._answer.is_pair and index == 0):
            self._painter.fillRect(filled, class_brush(index))

    def _paint_rest(self, track: QRect, filled: QRect) -> None:
        """Paints what yes leaves to no, in the light colour of no."""
        rest = QRect(filled.right() + 1, track.top(), track.right() - filled.right(), track.height())
        self._painter.fillRect(rest, _light(0, 60))

    def paint_threshold(self, index: int, top: int) -> None:
        """Paints from where on a label is said, if that decides, across the row of a class."""
        if self._answer.threshold is None:
            return
        left, width = self._columns.bar
        x = left + round(width * float(self._answer.threshold[index]))
        pen = QPen(self._theme.foreground, 1, Qt.PenStyle.DashLine)
        # One dashed line from row to row, where the threshold is that of all.
        pen.setDashOffset(top)
        self._painter.setPen(pen)
        self._painter.drawLine(x, top, x, top + self._height - 1)


def _light(index: int, alpha: int) -> QColor:
    color = class_color(index)
    color.setAlpha(alpha)
    return color
