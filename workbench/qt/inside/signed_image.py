"""Draws numbers around zero as colours: one colour above it, another below."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from workbench.qt.palette import Theme


def signed_image(values: NDArray[np.floating], largest: float, theme: Theme) -> QImage:
    """Returns the picture of numbers (height, width), a pixel each.

    Zero is the background, `largest` the colour of the training curves and its opposite that of the validation curves.
    """
    shares = np.nan_to_num(np.clip(values / max(largest, 1e-12), -1, 1))[..., None]
    behind, above, below = (_channels(c) for c in (theme.background, theme.training, theme.validation))
    full = np.where(shares > 0, above, below)
    pixels = np.ascontiguousarray(np.round(behind + np.abs(shares) * (full - behind)), np.uint8)
    height, width = values.shape
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _channels(color: QColor) -> NDArray[np.float64]:
    return np.array([color.red(), color.green(), color.blue()], np.float64)
