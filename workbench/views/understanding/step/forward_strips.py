"""The forward pass of one example: a strip of cells for each layer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from workbench.core.step.step_trace import Stage
from workbench.qt.palette import Theme, mixed, tabular, theme_of

NUMBER_WIDTH = 44
"""Pixels of a cell from which on its number is written into it."""


class ForwardStrips(QAbstractScrollArea):
    """Each cell is a unit: blue below zero, orange above, the stronger the further from it within its layer.

    Attributes:
        stages: What is shown, the inputs first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stepForward")
        self.setAccessibleName("forward pass, layer by layer")
        self.stages: tuple[Stage, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(tabular(self.font()))

    def show_stages(self, stages: tuple[Stage, ...]) -> None:
        """Shows the layers of another example."""
        self.stages = stages
        said = (f"{stage.title}: {len(stage.values)} values" for stage in stages)
        self.setAccessibleDescription("; ".join(said))
        self._set_range()
        self.viewport().update()

    # Where things are

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def stage_height(self) -> int:
        """The height of a layer in pixels: its words, its strip and a gap."""
        return self._line + 2 + self._line + 8 + 10

    def _set_range(self) -> None:
        page, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setPageStep(page)
        bar.setSingleStep(self.stage_height)
        bar.setRange(0, max(0, len(self.stages) * self.stage_height - page))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapts the scroll bar."""
        super().resizeEvent(event)
        self._set_range()

    def sizeHint(self) -> QSize:
        """Returns room for four layers."""
        return QSize(480, 4 * self.stage_height)

    def _strip(self, place: int) -> QRect:
        top = place * self.stage_height - self.verticalScrollBar().value() + self._line + 2
        return QRect(4, top, self.viewport().width() - 8, self._line + 8)

    # Reading values

    def viewportEvent(self, event: QEvent) -> bool:
        """Shows the value of the unit under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position."""
        for place, stage in enumerate(self.stages):
            strip = self._strip(place)
            if strip.contains(position):
                unit = (position.x() - strip.left()) * len(stage.values) // strip.width()
                return f"{stage.title}\nunit {unit + 1} of {len(stage.values)}: {stage.values[unit]:.4g}"
        return ""

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the layers in sight."""
        painter, theme = QPainter(self.viewport()), theme_of(self.palette())
        painter.fillRect(event.rect(), theme.background)
        for place, stage in enumerate(self.stages):
            strip = self._strip(place)
            if strip.bottom() >= 0 and strip.top() - self._line <= self.viewport().height():
                self._paint_words(painter, theme, stage, strip)
                self._paint_cells(painter, theme, stage, strip)

    def _paint_words(self, painter: QPainter, theme: Theme, stage: Stage, strip: QRect) -> None:
        values = stage.values
        words = f"{stage.title}: {len(values):,} from {values.min():.3g} to {values.max():.3g}"
        zeros = int((values == 0).sum())
        words += f", {zeros:,} of them 0" if zeros else ""
        painter.setPen(theme.foreground)
        above = QRect(strip.left(), strip.top() - self._line - 2, strip.width(), self._line)
        painter.drawText(
            above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words.replace("-", "−")
        )

    def _paint_cells(self, painter: QPainter, theme: Theme, stage: Stage, strip: QRect) -> None:
        reach = float(np.abs(stage.values).max(initial=0.0)) or 1.0
        edges = np.rint(np.linspace(strip.left(), strip.right() + 1, len(stage.values) + 1)).astype(int)
        for unit, value in enumerate(stage.values.tolist()):
            left, right = int(edges[unit]), int(edges[unit + 1])
            cell = QRect(left, strip.top(), max(right - left, 1), strip.height())
            painter.fillRect(cell, _color(theme, value / reach))
            if cell.width() >= NUMBER_WIDTH:
                painter.setPen(theme.foreground)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{value:.2f}".replace("-", "−"))
        painter.setPen(theme.muted)
        painter.drawRect(strip.adjusted(0, 0, -1, -1))


def _color(theme: Theme, share: float) -> QColor:
    """Returns the colour of a value by its share of the layer's largest one."""
    return mixed(
        theme.background, theme.validation if share > 0 else theme.training, min(abs(share), 1) * 0.7
    )
