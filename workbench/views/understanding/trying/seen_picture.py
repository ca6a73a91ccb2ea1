"""The picture that the network sees, with the number under the pointer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from workbench.views.example_view import Picture

HINT = "The picture as it goes into the network."


class SeenPicture(Picture):
    """Tells of each pixel the number that the network gets."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seenPicture")
        self.setAccessibleName("The picture that the network sees")
        self.setToolTip(HINT)
        self.setMinimumSize(64, 64)
        self._pixels: NDArray[Any] = np.zeros((1, 1, 1))

    def show_pixels(
        self,
        pixels: NDArray[Any],
        shape: tuple[int, int],
        limits: tuple[float, float],
        large_is_light: bool = False,
    ) -> None:
        """Shows other pixels."""
        self._pixels = pixels.reshape(*shape, -1)
        super().show_pixels(pixels, shape, limits, large_is_light)

    def event(self, event: QEvent) -> bool:
        """Shows the numbers under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, place: QPoint) -> str:
        """Returns the numbers of the pixel at a place."""
        if self.image.isNull():
            return HINT
        area = QRect(QPoint(), self._painted_size())
        area.moveCenter(self.rect().center())
        if not area.contains(place):
            return HINT
        height, width = self._pixels.shape[:2]
        row = (place.y() - area.top()) * height // area.height()
        column = (place.x() - area.left()) * width // area.width()
        numbers = ", ".join(f"{number:.4g}" for number in self._pixels[row, column].tolist())
        return f"row {row}, column {column}: {numbers}"
