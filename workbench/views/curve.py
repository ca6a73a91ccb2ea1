"""How a curve looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from workbench.qt.palette import Theme, mixed

FEW_POINTS = 200
"""Up to so many points on the screen a wide line is drawn wide, and each point has a symbol.

Qt looks for where the outline of a wide line crosses itself: among thousands of points that takes half a second.
"""


@dataclass(frozen=True)
class Curve:
    """How one curve looks.

    Attributes:
        name: What the legend, the pointer's label and the saved table call it.
        role: Which colour of the theme it has.
        width: Of the line, in pixels, as long as it has few points.
        line: The dashes.
        strength: How much of the colour there is, from 0 to 1; the rest is background.
        symbol: pyqtgraph's name of the mark on each point, as long as there are few; empty for none.
    """

    name: str
    role: Literal["training", "validation", "chance", "shown"]
    width: int = 1
    line: Qt.PenStyle = Qt.PenStyle.SolidLine
    strength: float = 1
    symbol: str = ""

    def color(self, theme: Theme) -> QColor:
        """Returns the colour of the line: opaque, since a translucent one takes forty times as long to draw."""
        return mixed(theme.background, getattr(theme, self.role), self.strength)

    def pen(self, theme: Theme, points: int) -> QPen:
        """Returns the pen of a line through so many points."""
        pen = QPen(self.color(theme), self.width if points <= FEW_POINTS else 1, self.line)
        pen.setCosmetic(True)
        return pen

    def symbol_of(self, points: int) -> str | None:
        """Returns the mark on each of so many points, None for none."""
        return self.symbol if self.symbol and points <= FEW_POINTS else None
