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
    colors = [np.full(made.owners.shape, behind) for behind in _behind(theme)]
    for index in np.flatnonzero(made.held.any(axis=(0, 1))):
        said = made.probabilities[..., index].astype(np.float32, copy=False)
        strength = (WEAKEST + (STRONGEST - WEAKEST) * said) * made.held[..., index]
        for channel, ink in zip(colors, _ink(int(index), theme), strict=True):
            channel *= 1 - strength * (1 - ink)
    return _image(colors, made.owners > 0, theme)


def label_image(made: DecisionMap, index: int, theme: Theme) -> QImage:
    """Returns the probability of one label, from the background at 0 to the label's colour at 1."""
    strength = made.probabilities[..., index].astype(np.float32, copy=False)
    channels = zip(_behind(theme), _ink(index, theme), strict=True)
    colors = [behind * (1 - strength * (1 - ink)) for behind, ink in channels]
    return _image(colors, np.ones(strength.shape, bool), theme)


def _behind(theme: Theme) -> NDArray[np.float32]:
    """Returns what the inks are laid on; on a dark background everything is reckoned as its negative."""
    return _channels(theme.background, theme)


def _ink(index: int, theme: Theme) -> NDArray[np.float32]:
    return _channels(class_color(index), theme)


def _channels(color: QColor, theme: Theme) -> NDArray[np.float32]:
    channels = np.array([color.redF(), color.greenF(), color.blueF()], np.float32)
    return 1 - channels if theme.is_dark else channels


def _image(colors: list[NDArray[np.float32]], is_opaque: NDArray[np.bool_], theme: Theme) -> QImage:
    """Returns the picture of red, green and blue (height, width), with nothing where it is not opaque."""
    pixels = np.empty((*is_opaque.shape, 4), np.uint8)
    for place, channel in enumerate(colors):
        shown = 1 - channel if theme.is_dark else channel
        pixels[..., place] = np.rint(shown * 255 * is_opaque)
    pixels[..., 3] = 255 * is_opaque
    height, width = is_opaque.shape
    form = QImage.Format.Format_RGBA8888_Premultiplied
    return QImage(pixels.data, width, height, 4 * width, form).copy()
