"""The forward pass of one example: a strip of cells for each layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from workbench.core.step.step_trace import Stage
from workbench.qt.palette import theme_of
from workbench.views.scrolled_rows import ScrolledRows
from workbench.views.understanding.step.strip_painter import StripPainter

GAP = 10
"""Pixels between a strip and the words of the next layer."""

SMALL_GAP, WIDE = 4, 420
"""Pixels between strips with their words beside them, and of the width from which on these can be there."""

Names = Sequence[str]


class ForwardStrips(ScrolledRows):
    """Each cell is a unit: blue above zero, orange below, the stronger the further from it within its layer.

    Attributes:
        stages: What is shown, the inputs first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stepForward")
        self.setAccessibleName("forward pass, layer by layer")
        self.stages: tuple[Stage, ...] = ()
        self._names: list[Names] = []

    def show_stages(self, stages: tuple[Stage, ...], inputs: Names, outputs: Names) -> None:
        """Shows the layers of another example; units of the first and the last layer have names of their own."""
        self.stages = stages
        self._names = [(), *[() for _ in stages[1:-1]], ()]
        for place, names in ((0, inputs), (-1, outputs)):
            if len(names) == len(stages[place].values):
                self._names[place] = names
        said = (f"{stage.title}: {len(stage.values)} values" for stage in stages)
        self.setAccessibleDescription("; ".join(said))
        self.set_range()
        self.viewport().update()

    # Where things are

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def words_beside(self) -> bool:
        """Whether the words of a layer are beside its strip: where there is no height to have them above it."""
        needed = len(self.stages) * (2 * self._line + 10 + GAP)
        return needed > self.viewport().height() + GAP and self.viewport().width() >= WIDE

    @property
    def strip_height(self) -> int:
        """The height of a strip in pixels: one line, or two where there is room, so that cells can have names."""
        one, two = self._line + 8, 2 * self._line + 10
        has_room = len(self.stages) * (self._line + 2 + two + GAP) <= self.viewport().height() + GAP
        return two if has_room else one

    @property
    def stage_height(self) -> int:
        """The height of a layer in pixels: its words, its strip and a gap."""
        if self.words_beside:
            return self.strip_height + SMALL_GAP
        return self._line + 2 + self.strip_height + GAP

    def scroll_step(self) -> int:
        """Returns the height of a layer."""
        return self.stage_height

    def height_of_rows(self) -> int:
        """Returns the height of all layers."""
        return len(self.stages) * self.stage_height - GAP

    def sizeHint(self) -> QSize:
        """Returns room for four layers."""
        return QSize(480, 4 * (2 * self._line + 10 + GAP))

    def _strip(self, place: int) -> QRect:
        """Returns where the cells of a layer are."""
        top, left = place * self.stage_height - self.verticalScrollBar().value(), 4
        if self.words_beside:
            left += self.viewport().width() // 4
        else:
            top += self._line + 2
        return QRect(left, top, self.viewport().width() - 4 - left, self.strip_height)

    def _words(self, strip: QRect) -> QRect:
        """Returns where the words of a layer are, by where its cells are."""
        if self.words_beside:
            return QRect(4, strip.top(), strip.left() - 12, strip.height())
        return QRect(strip.left(), strip.top() - self._line - 2, strip.width(), self._line)

    # Reading values

    def words_at(self, position: QPoint) -> str:
        """Returns what the tool tip says at a position."""
        for place, stage in enumerate(self.stages):
            strip = self._strip(place)
            if strip.contains(position):
                count = len(stage.values)
                unit = (position.x() - strip.left()) * count // strip.width()
                names = self._names[place]
                which = names[unit] if names else f"unit {unit + 1} of {count}"
                return f"{stage.title}\n{which}: {stage.values[unit]:.4g}"
        return "Each strip is a layer, each cell one of its units: blue above zero, orange below."

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the layers in sight."""
        painter, theme = QPainter(self.viewport()), theme_of(self.palette())
        painter.fillRect(event.rect(), theme.background)
        strips = StripPainter(painter, theme)
        for place, stage in enumerate(self.stages):
            strip = self._strip(place)
            if strip.bottom() >= 0 and strip.top() - self._line <= self.viewport().height():
                strips.words(self._words(strip), stage.title if self.words_beside else _words(stage))
                strips.cells(strip, stage.values, self._names[place])


def _words(stage: Stage) -> str:
    """Returns what stands over the strip of a layer."""
    values = stage.values
    words = f"{stage.title}: {len(values):,} from {values.min():.3g} to {values.max():.3g}"
    zeros = int(np.count_nonzero(values == 0))
    words += f", {zeros:,} of them 0" if zeros else ""
    return words.replace("-", "−")
