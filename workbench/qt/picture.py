"""Turns rows of numbers into pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def picture(values: NDArray[Any], shape: tuple[int, int], largest: float) -> QImage:
    """Returns the picture of height and width `shape` that `values` from 0 to `largest` hold.

    One number a pixel is grey; three are red, green and blue.
    """
    pixels = _bytes(values, largest)
    height, width = shape
    if pixels.size == 3 * height * width:
        return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    return QImage(pixels.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def _bytes(values: NDArray[Any], largest: float) -> NDArray[np.uint8]:
    shares = np.nan_to_num(np.clip(values.ravel() / max(largest, 1e-9), 0, 1))
    return np.ascontiguousarray((shares * 255).astype(np.uint8))


def dark_on_white(values: NDArray[Any], shape: tuple[int, int], largest: float) -> QImage:
    """Returns a grey picture with what is large in it dark, as ink is on paper."""
    return picture(largest - np.asarray(values), shape, largest)
