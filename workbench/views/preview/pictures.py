"""A few pictures of each class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from workbench.data.carried_classes import carries
from workbench.data.dataset import Dataset
from workbench.qt.picture import dark_on_white, picture
from workbench.views.panel import GRID
from workbench.views.preview.class_marks import MOST_CLASSES, NAME_WIDTH, paint_name

LOOKED_AT = 1000
"""Examples in which the largest number of all pictures is sought."""
PICTURE_SIDE = 4 * GRID


class Pictures(QWidget):
    """A row of pictures for each class."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pictures")
        self.setAccessibleName("Pictures of each class")
        self.setToolTip("A few examples of each class.")
        self._names: tuple[str, ...] = ()
        self._rows: list[list[QPixmap]] = []

    def show_dataset(self, dataset: Dataset) -> None:
        """Takes the first pictures of each class."""
        held = carries(dataset)
        count = min(dataset.number_of_classes, MOST_CLASSES)
        self._names = dataset.class_names[:count]
        self._rows = [self._pictures(dataset, np.flatnonzero(held[:, index])[:16]) for index in range(count)]
        self.setMinimumHeight(count * (PICTURE_SIDE + 2))
        self.update()

    def _pictures(self, dataset: Dataset, rows: Sequence[int] | NDArray[np.int64]) -> list[QPixmap]:
        drawn = picture if dataset.large_is_light else dark_on_white
        shape, largest = dataset.image_shape or (1, 1), float(dataset.inputs[:LOOKED_AT].max())
        return [QPixmap.fromImage(drawn(dataset.inputs[row], shape, largest)) for row in rows]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints each row with its name and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(
            NAME_WIDTH, 3 * GRID + max(map(self.fontMetrics().horizontalAdvance, self._names), default=0)
        )
        for index, pixmaps in enumerate(self._rows):
            top = index * (PICTURE_SIDE + 2)
            paint_name(painter, self, index, self._names[index], QRect(0, top, width, PICTURE_SIDE))
            for column in range(min(len(pixmaps), (self.width() - width) // (PICTURE_SIDE + 2))):
                left = width + column * (PICTURE_SIDE + 2)
                painter.drawPixmap(QRect(left, top, PICTURE_SIDE, PICTURE_SIDE), pixmaps[column])
        painter.end()
