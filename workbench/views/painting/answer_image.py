"""What a network says all over the canvas, as a picture to go behind the points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from workbench.qt.palette import class_color

SIDE = 48
STRENGTH = 0.4
"""How much of the colour of a class that is certain goes into the background: the points must stand out."""


def canvas_places() -> NDArray[np.float32]:
    """Returns the centres of `SIDE` times `SIDE` squares of the canvas, row by row from the top left, (n, 2)."""
    centres = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    x, y = np.meshgrid(centres, -centres)
    return np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32)


def answer_image(probabilities: NDArray[np.floating], background: QColor) -> QImage:
    """Returns the picture of the probabilities (n, classes) at `canvas_places`.

    Each class has a share of the colour as large as its probability. Where they sum to more than 1, as those of
    several labels can, they share one whole.
    """
    colors = np.array([_channels(class_color(i)) for i in range(probabilities.shape[1])])
    shares = STRENGTH * probabilities / np.maximum(probabilities.sum(axis=1, keepdims=True), 1)
    behind = np.array(_channels(background)) * (1 - shares.sum(axis=1, keepdims=True))
    pixels = np.ascontiguousarray(np.round(shares @ colors + behind), np.uint8)
    return QImage(pixels.data, SIDE, SIDE, 3 * SIDE, QImage.Format.Format_RGB888).copy()


def _channels(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()
