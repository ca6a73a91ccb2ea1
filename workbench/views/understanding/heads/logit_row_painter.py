"""Paints the row of one class: its logit, and what each head makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from workbench.core.both_heads.same_logits import SameLogits
from workbench.core.heads import ACTIVATIONS
from workbench.qt.palette import Theme, class_brush, class_color
from workbench.views.answer import TRUE

GAP = 12
LEFT, RIGHT = (
    side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


@dataclass(frozen=True)
class Columns:
    """Where the columns are, in pixels.

    Attributes:
        name: Left and width of the name.
        bars: Left and width of the logit and of each head's probability, figures included.
        figures: How wide the figures at the end of a column are.
    """

    name: tuple[int, int]
    bars: tuple[tuple[int, int], ...]
    figures: int

    @classmethod
    def of(cls, painter: QPainter, names: tuple[str, ...], width: int) -> Columns:
        """Returns the columns for these names in a view of this width."""
        metrics = painter.fontMetrics()
        longest = metrics.horizontalAdvance(f"{TRUE} {max(names, key=len)}") + 8
        name = int(min(longest, width * 0.2))
        figures = metrics.horizontalAdvance("−00.00") + 6
        each = max((width - name - 3 * GAP) // 3, 40)
        bars = tuple((name + GAP + place * (each + GAP), each) for place in range(3))
        return cls((0, name), bars, figures)


class LogitRowPainter:
    """Paints rows of one view of `SameLogits`, each `height` pixels high."""

    def __init__(
        self,
        painter: QPainter,
        shown: SameLogits,
        true: np.ndarray,
        theme: Theme,
        columns: Columns,
        height: int,
    ) -> None:
        self._painter, self._shown, self._true = painter, shown, true
        self._theme, self._columns, self._height = theme, columns, height
        self._reach = max(float(np.abs(shown.logits).max(initial=0.0)), 1e-6)

    def paint(self, index: int, top: int) -> None:
        """Paints the row of a class."""
        self._paint_name(index, top)
        self._paint_logit(index, top)
        for column, activation in zip(self._columns.bars[1:], ACTIVATIONS, strict=True):
            share = float(self._shown.probabilities(activation)[index])
            self._paint_probability(index, top, column, share)

    def _paint_name(self, index: int, top: int) -> None:
        left, width = self._columns.name
        words = f"{TRUE} {self._shown.names[index]}" if self._true[index] else self._shown.names[index]
        elided = self._painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        self._painter.setPen(self._theme.foreground)
        self._painter.drawText(QRect(left, top, width, self._height), RIGHT, elided)

    def _paint_logit(self, index: int, top: int) -> None:
        """Paints a bar to the left or the right of zero."""
        left, width = self._columns.bars[0]
        track = self._track(left, width, top)
        middle, half = track.center().x(), track.width() // 2
        value = float(self._shown.logits[index])
        length = round(half * abs(value) / self._reach)
        bar = QRect(middle if value > 0 else middle - length, track.top(), length, track.height())
        self._painter.fillRect(track, self._theme.grid)
        self._fill(bar, index)
        self._painter.fillRect(QRect(middle, track.top() - 2, 1, track.height() + 4), self._theme.foreground)
        self._figures(left, width, top, f"{value:.2f}".replace("-", "−"))

    def _paint_probability(self, index: int, top: int, column: tuple[int, int], share: float) -> None:
        left, width = column
        track = self._track(left, width, top)
        self._painter.fillRect(track, self._theme.grid)
        bar = QRect(track)
        bar.setWidth(round(track.width() * share))
        self._fill(bar, index)
        self._painter.fillRect(QRect(left, track.top(), 1, track.height()), class_color(index))
        self._figures(left, width, top, f"{share:.2f}")

    def _track(self, left: int, width: int, top: int) -> QRect:
        return QRect(left, top + 4, max(width - self._columns.figures, 8), self._height - 8)

    def _fill(self, bar: QRect, index: int) -> None:
        if bar.width() > 0:
            self._painter.fillRect(bar, _light(index))
            self._painter.fillRect(bar, class_brush(index))

    def _figures(self, left: int, width: int, top: int, words: str) -> None:
        self._painter.setPen(self._theme.foreground)
        self._painter.drawText(QRect(left, top, width, self._height), RIGHT, words)


def _light(index: int) -> QColor:
    color = class_color(index)
    color.setAlpha(110)
    return color
