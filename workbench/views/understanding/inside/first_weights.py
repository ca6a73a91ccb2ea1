"""The weights of the first layer as pictures: what each unit looks for."""

from __future__ import annotations

from collections.abc import Iterator

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

SMALLEST = 22
"""Pixels of the screen along the longer side of a picture: a smaller one shows nothing."""
LARGEST = 120
GAP = 4


class FirstWeights(InsidePage):
    """A picture for each unit, all on one scale. Colours of three numbers a pixel are summed."""

    def __init__(self) -> None:
        super().__init__("firstWeights", "Weights of the first layer as pictures")
        self._dataset: Dataset | None = None

    def take_data(self, dataset: Dataset) -> None:
        """Gets ready for other data."""
        self._dataset = dataset
        self.show_inside(None)

    @property
    def waiting(self) -> str:
        """What is missing, in words."""
        if self.inside is not None and self._pictures(self.inside) is None:
            return "The first layer with weights does not take the pixels as they are."
        return super().waiting

    def _pictures(self, inside: Inside) -> NDArray[np.float32] | None:
        """Returns the weights as (units, height, width)."""
        shape = self._dataset.image_shape if self._dataset else None
        kernel = inside.kernel
        if kernel is None or shape is None or len(kernel) % (shape[0] * shape[1]):
            return None
        return kernel.T.reshape(kernel.shape[1], *shape, -1).sum(axis=-1)

    def _side(self, units: int) -> int:
        """Returns the side of the pictures, as large as lets all of them be seen."""
        for side in range(LARGEST, SMALLEST, -1):
            if self._room(side) >= units:
                return side
        return SMALLEST

    @property
    def _caption_height(self) -> int:
        return self.fontMetrics().height() + GAP

    def _columns(self, side: int) -> int:
        return max((self.width() - 2 * MARGIN + GAP) // (side + GAP), 1)

    def _room(self, side: int) -> int:
        height = self.height() - 2 * MARGIN - self._caption_height + GAP
        return self._columns(side) * max(height // (side + GAP), 1)

    def _tiles(self, units: int) -> Iterator[tuple[int, QRect]]:
        """Yields the units that there is room for, and where each is."""
        side = self._side(units)
        columns, top = self._columns(side), MARGIN + self._caption_height
        for unit in range(min(units, self._room(side))):
            row, column = divmod(unit, columns)
            yield (
                unit,
                QRect(MARGIN + column * (side + GAP), top + row * (side + GAP), side, side),
            )

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints the pictures under the words that explain them."""
        assert self.inside is not None
        pictures = self._pictures(self.inside)
        assert pictures is not None
        largest = float(np.abs(pictures).max())
        painter.setPen(theme.muted)
        caption = QRect(MARGIN, MARGIN, self.width() - 2 * MARGIN, self._caption_height)
        words = painter.fontMetrics().elidedText(
            self._caption(len(pictures), largest), Qt.TextElideMode.ElideRight, caption.width()
        )
        painter.drawText(caption, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        for unit, area in self._tiles(len(pictures)):
            painter.drawImage(area, signed_image(pictures[unit], largest, theme))
            painter.setPen(theme.grid)
            painter.drawRect(area)

    def _caption(self, units: int, largest: float) -> str:
        shown = sum(1 for _ in self._tiles(units))
        which = (
            f"Each of the {units:,} units" if shown == units else f"The first {shown:,} of {units:,} units"
        )
        return f"{which}: pixels that excite it blue, that inhibit it orange, ±{largest:.2g} at most."

    def words_at(self, place: QPoint) -> str:
        """Returns the weight under the pointer."""
        assert self.inside is not None
        pictures = self._pictures(self.inside)
        if pictures is None:
            return ""
        for unit, area in self._tiles(len(pictures)):
            if area.contains(place):
                height, width = pictures.shape[1:]
                row = min((place.y() - area.top()) * height // area.height(), height - 1)
                column = min((place.x() - area.left()) * width // area.width(), width - 1)
                weight = pictures[unit, row, column]
                return f"Unit {unit + 1}\nrow {row}, column {column}\nweight {weight:.3f}"
        return "Each picture holds the weights from the pixels to one unit of the first layer."

    def table(self) -> Table:
        """Returns the weights, a row for each unit."""
        if self.inside is None or self.inside.kernel is None or self._dataset is None:
            return ("unit",), []
        rows = [(unit + 1, *weights) for unit, weights in enumerate(self.inside.kernel.T.tolist())]
        return ("unit", *self._dataset.input_names), rows
