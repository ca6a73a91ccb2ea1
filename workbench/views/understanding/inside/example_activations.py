"""What each layer makes of the chosen example."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from workbench.core.inside.inside import LayerInside
from workbench.qt.inside.signed_image import signed_image
from workbench.qt.palette import Theme
from workbench.views.understanding.inside.inside_page import MARGIN, InsidePage
from workbench.views.understanding.save_button import Table

TITLE_WIDTH, LARGEST_WIDTH = 150, 64
"""Pixels of the columns beside the strips at most; in a narrow dock the first has a third of the width."""
HIGHEST = 40


class ExampleActivations(InsidePage):
    """A strip for each layer, with a cell for each unit."""

    def __init__(self) -> None:
        super().__init__("exampleActivations", "Activations of the chosen example")

    @property
    def _title_width(self) -> int:
        return min(TITLE_WIDTH, self.width() // 3)

    def _strip(self, place: int) -> QRect:
        """Returns where the cells of a layer are."""
        assert self.inside is not None
        top = MARGIN + self.fontMetrics().height() + 6
        height = (self.height() - top - MARGIN) // max(len(self.inside.layers), 1)
        width = max(self.width() - 2 * MARGIN - self._title_width - LARGEST_WIDTH, 40)
        area = QRect(MARGIN + self._title_width, top + place * height, width, min(height - 4, HIGHEST))
        return area if area.height() > 0 else QRect(area.left(), area.top(), width, 1)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints the strips under the words that explain them."""
        assert self.inside is not None
        painter.setPen(theme.muted)
        words = (
            f"Validation example {self.inside.row + 1:,}, the one in Predictions: "
            "blue units are above zero, orange ones below."
        )
        width = self.width() - 2 * MARGIN
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(MARGIN, MARGIN + painter.fontMetrics().ascent(), words)
        for place, layer in enumerate(self.inside.layers):
            self._paint_layer(painter, theme, layer, self._strip(place))

    def _paint_layer(self, painter: QPainter, theme: Theme, layer: LayerInside, area: QRect) -> None:
        largest = float(np.nanmax(np.abs(layer.example), initial=0))
        painter.drawImage(area, signed_image(layer.example[None], largest, theme))
        painter.setPen(theme.grid)
        painter.drawRect(area)
        if area.width() >= 6 * layer.units:
            for unit in range(1, layer.units):
                x = area.left() + unit * area.width() // layer.units
                painter.drawLine(x, area.top(), x, area.bottom())
        painter.setPen(theme.foreground)
        title = QRect(MARGIN, area.top(), self._title_width - 8, area.height())
        words = painter.fontMetrics().elidedText(layer.title, Qt.TextElideMode.ElideRight, title.width())
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title, flags | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(theme.muted)
        beside = QRect(area.right() + 8, area.top(), LARGEST_WIDTH - 8, area.height())
        painter.drawText(beside, flags | Qt.AlignmentFlag.AlignLeft, f"±{largest:.3g}")

    def words_at(self, place: QPoint) -> str:
        """Returns the activation under the pointer."""
        assert self.inside is not None
        for index, layer in enumerate(self.inside.layers):
            area = self._strip(index)
            if area.contains(place):
                unit = min((place.x() - area.left()) * layer.units // area.width(), layer.units - 1)
                return f"{layer.title}\nunit {unit + 1} of {layer.units:,}: {layer.example[unit]:.4g}"
        return "Each strip is a layer, each cell one of its units."

    def table(self) -> Table:
        """Returns the activations, a row for each unit."""
        layers = self.inside.layers if self.inside else ()
        rows = [
            (layer.title, unit + 1, value)
            for layer in layers
            for unit, value in enumerate(layer.example.tolist())
        ]
        return ("layer", "unit", "activation"), rows
