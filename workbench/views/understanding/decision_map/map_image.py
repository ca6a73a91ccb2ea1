"""A decision map as a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from workbench.core.decision_map.decision_map import DecisionMap
from workbench.qt.palette import Theme, class_color

WEAKEST, STRONGEST = 0.3, 0.75
"""How much of its class's colour a place has that is held with probability 0, and with 1."""


def territory_image(made: DecisionMap, theme: Theme) -> QImage:
    """Returns who holds what: the colours of several that share a place darken each other as inks do.

    A place that nobody holds is left transparent. On a dark background colours add up as lights do instead.
    """
    colors = np.ones((*made.owners.shape, 3), np.float32) * _behind(theme)
    for index in np.flatnonzero(made.held.any(axis=(0, 1))):
        held = made.held[..., index]
        strength = WEAKEST + (STRONGEST - WEAKEST) * made.probabilities[..., index][held]
        colors[held] *= 1 - strength[:, None] * (1 - _ink(int(index), theme))
    return _image(colors, (made.owners > 0).astype(np.float32), theme)


def label_image(made: DecisionMap, index: int, theme: Theme) -> QImage:
    """Returns the probability of one label, from the background at 0 to the label's colour at 1."""
    strength = made.probabilities[..., index, None].astype(np.float32)
    colors = _behind(theme) * (1 - strength * (1 - _ink(index, theme)))
    return _image(colors, np.ones(strength.shape[:2], np.float32), theme)


def _behind(theme: Theme) -> NDArray[np.float32]:
    """Returns what the inks are laid on; on a dark background everything is reckoned as its negative."""
    return _channels(theme.background, theme)


def _ink(index: int, theme: Theme) -> NDArray[np.float32]:
    return _channels(class_color(index), theme)


def _channels(color: QColor, theme: Theme) -> NDArray[np.float32]:
    channels = np.array([color.redF(), color.greenF(), color.blueF()], np.float32)
    return 1 - channels if theme.is_dark else channels


def _image(colors: NDArray[np.float32], opacity: NDArray[np.float32], theme: Theme) -> QImage:
    shown = 1 - colors if theme.is_dark else colors
    rgba = np.concatenate([shown, np.ones_like(opacity)[..., None]], axis=-1) * opacity[..., None]
    pixels = np.ascontiguousarray(np.round(rgba * 255), np.uint8)
    height, width = opacity.shape
    form = QImage.Format.Format_RGBA8888_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, form).copy()
