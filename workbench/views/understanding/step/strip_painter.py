"""Paints the strip of one layer: a cell for each unit, with its name and its number where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from workbench.qt.palette import Theme, mixed

WIDEST_NUMBER, MARGIN = "−00.00", 2
STRONGEST = 0.7
"""How much of the full colour the number furthest from zero has: text upon it can still be read."""


@dataclass(frozen=True)
class StripPainter:
    """Paints with one painter in one theme."""

    painter: QPainter
    theme: Theme

    def words(self, area: QRect, words: str) -> None:
        """Paints what stands over a strip."""
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.painter.setPen(self.theme.foreground)
        self.painter.drawText(area, flags, self._elided(words, area))

    def cells(self, strip: QRect, values: NDArray[np.float32], names: Sequence[str]) -> None:
        """Paints a cell for each value (units,); `names` is empty where the units have none."""
        reach = float(np.abs(values).max(initial=0.0)) or 1.0
        edges = np.rint(np.linspace(strip.left(), strip.right() + 1, len(values) + 1)).astype(int)
        has_room = strip.width() / len(values) >= self._width(WIDEST_NUMBER) + 2 * MARGIN
        for unit, value in enumerate(values.tolist()):
            left, right = int(edges[unit]), int(edges[unit + 1])
            cell = QRect(left, strip.top(), max(right - left, 1), strip.height())
            self.painter.fillRect(cell, self._color(value / reach))
            if has_room:
                self._number(cell, value, names[unit] if names else "")
        self.painter.setPen(self.theme.muted)
        self.painter.drawRect(strip.adjusted(0, 0, -1, -1))

    def _number(self, cell: QRect, value: float, name: str) -> None:
        """Writes the number, with the name over it, else before it if both fit."""
        number = f"{value:.2f}".replace("-", "−")
        within = cell.adjusted(MARGIN, 1, -MARGIN, -1)
        two_lines = within.height() >= 2 * self.painter.fontMetrics().height()
        if name and two_lines:
            lines = f"{self._elided(name, within)}\n{number}"
        elif name and self._width(f"{name}: {number}") <= within.width():
            lines = f"{name}: {number}"
        else:
            lines = number
        self.painter.setPen(self.theme.foreground)
        self.painter.drawText(within, Qt.AlignmentFlag.AlignCenter, lines)

    def _elided(self, words: str, area: QRect) -> str:
        return self.painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())

    def _width(self, words: str) -> int:
        return self.painter.fontMetrics().horizontalAdvance(words)

    def _color(self, share: float) -> QColor:
        """Returns the colour of a value by its share of the layer's largest one."""
        full = self.theme.training if share > 0 else self.theme.validation
        return mixed(self.theme.background, full, min(abs(share), 1) * STRONGEST)
