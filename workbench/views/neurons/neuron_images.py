"""What a neuron answers all over the plane, as a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from workbench.qt.palette import Theme, class_color

STRENGTH = 0.9
"""How much of the full colour the strongest answer has."""


def answer_images(maps: NDArray[np.floating], theme: Theme) -> list[QImage]:
    """Returns the pictures of maps (neurons, side, side) from -1 to 1: one colour above 0, another below."""
    return [_image(one, _channels(theme.training), _channels(theme.validation), theme) for one in maps]


def probability_images(maps: NDArray[np.floating], first_class: int, theme: Theme) -> list[QImage]:
    """Returns the pictures of probabilities (classes, side, side), each in the colour of its class."""
    colors = (_channels(class_color(first_class + index)) for index in range(len(maps)))
    return [_image(one, color, color, theme) for one, color in zip(maps, colors, strict=True)]


def _image(
    one: NDArray[np.floating], above: NDArray[np.float64], below: NDArray[np.float64], theme: Theme
) -> QImage:
    behind, strength = _channels(theme.background), STRENGTH * np.abs(one[..., None])
    colors = behind + (np.where(one[..., None] > 0, above, below) - behind) * strength
    pixels = np.ascontiguousarray(np.clip(np.round(colors), 0, 255), np.uint8)
    height, width = one.shape
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _channels(color: QColor) -> NDArray[np.float64]:
    return np.array([color.red(), color.green(), color.blue()], float)
