"""The weights of the first layer on inputs that are no pixels: a row for each input, a column for each unit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from workbench.core.inside.inside import Inside
from workbench.data.dataset import Dataset
from workbench.qt.inside.signed_image import signed_image
from workbench.qt.palette import Theme
from workbench.views.understanding.inside.inside_page import MARGIN, InsidePage
from workbench.views.understanding.save_button import Table

HIGHEST, WIDEST_NAME = 40, 150
"""Pixels of a row, and of the names of the inputs, at most."""
FLAG = Qt.AlignmentFlag.AlignVCenter


class WeightMatrix(InsidePage):
    """One cell for each weight, all on one scale; inputs that there is no height to name are still there."""

    def __init__(self) -> None:
        super().__init__("weightMatrix", "Weights of the first layer on each input")
        self._names: tuple[str, ...] = ()

    def take_data(self, dataset: Dataset) -> None:
        """Gets ready for other data."""
        self._names = dataset.input_names
        self.show_inside(None)

    @property
    def waiting(self) -> str:
        """What is missing, in words."""
        if self.inside is not None and self._kernel(self.inside) is None:
            return "The first layer with weights does not take the inputs as they are."
        return super().waiting

    def _kernel(self, inside: Inside) -> NDArray[np.float32] | None:
        kernel = inside.kernel
        return kernel if kernel is not None and len(kernel) == len(self._names) else None

    @property
    def area(self) -> QRect:
        """Where the cells are."""
        top = MARGIN + self.fontMetrics().height() + 6
        left = MARGIN + min(WIDEST_NAME, self.width() // 3)
        height = min(self.height() - top - MARGIN, HIGHEST * len(self._names))
        return QRect(left, top, max(self.width() - left - MARGIN, 20), max(height, 1))

    def _row(self, place: int) -> QRect:
        area, count = self.area, len(self._names)
        top, bottom = (area.top() + area.height() * edge // count for edge in (place, place + 1))
        return QRect(area.left(), top, area.width(), bottom - top)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints the cells under the words that explain them."""
        assert self.inside is not None
        kernel = self._kernel(self.inside)
        assert kernel is not None
        largest = float(np.abs(kernel).max())
        caption = QRect(MARGIN, MARGIN, self.width() - 2 * MARGIN, painter.fontMetrics().height())
        words = f"A row for each input, a column for each of the {kernel.shape[1]:,} units: "
        words += f"weights above zero blue, below orange, ±{largest:.2g} at most."
        painter.setPen(theme.muted)
        self._paint_words(painter, caption, words)
        painter.drawImage(self.area, signed_image(kernel, largest, theme))
        painter.setPen(theme.grid)
        painter.drawRect(self.area)
        self._paint_names(painter, theme)

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Names as many inputs as there is height for."""
        painter.setPen(theme.foreground)
        line, below = painter.fontMetrics().height(), 0
        for place, name in enumerate(self._names):
            row = self._row(place)
            words = QRect(MARGIN, row.center().y() - line // 2, row.left() - MARGIN - 8, line)
            if words.top() >= below:
                self._paint_words(painter, words, name)
                below = words.bottom()

    @staticmethod
    def _paint_words(painter: QPainter, area: QRect, words: str) -> None:
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, FLAG | Qt.AlignmentFlag.AlignLeft, elided)

    def words_at(self, place: QPoint) -> str:
        """Returns the weight under the pointer."""
        assert self.inside is not None
        kernel, area = self._kernel(self.inside), self.area
        if kernel is None or not area.contains(place):
            return "Each cell is the weight of one input on one unit of the first layer."
        row = min((place.y() - area.top()) * len(kernel) // area.height(), len(kernel) - 1)
        unit = min((place.x() - area.left()) * kernel.shape[1] // area.width(), kernel.shape[1] - 1)
        return f"{self._names[row]} on unit {unit + 1}\nweight {kernel[row, unit]:.3f}"

    def table(self) -> Table:
        """Returns the weights, a row for each unit."""
        kernel = self._kernel(self.inside) if self.inside else None
        rows = (
            [] if kernel is None else [(unit, *weights) for unit, weights in enumerate(kernel.T.tolist(), 1)]
        )
        return ("unit", *self._names), rows
