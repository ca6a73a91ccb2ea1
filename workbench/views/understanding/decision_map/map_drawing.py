"""What a decision map is drawn with: its picture, its lines, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QImage

from workbench.core.decision_map.contours import contour_lines
from workbench.core.decision_map.decision_map import DecisionMap
from workbench.qt.palette import Theme, class_color, mixed
from workbench.views.understanding.decision_map.map_image import label_image, territory_image

ALL = -1
"""In place of a label: all of them."""

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Of the probability of one label that get a line."""


@dataclass(frozen=True, eq=False)
class Contour:
    """Lines of one colour.

    Attributes:
        lines: In columns and rows of the map.
        color: Theirs.
        decides: Whether the answer changes there; else they only show how steep it is.
    """

    lines: list[QLineF]
    color: QColor
    decides: bool = True


@dataclass(frozen=True, eq=False)
class MapDrawing:
    """A map ready to be drawn.

    Attributes:
        image: One pixel for each place.
        contours: The lines over it.
        has_hatch: Whether places that nobody holds shine through the picture.
    """

    image: QImage
    contours: tuple[Contour, ...]
    has_hatch: bool


def drawing_of(made: DecisionMap, label: int, with_contours: bool, theme: Theme) -> MapDrawing:
    """Returns the drawing of all classes, or of the probability of one label."""
    if label == ALL:
        contours = _borders(made, theme) if with_contours else ()
        return MapDrawing(territory_image(made, theme), contours, True)
    contours = _heights(made, label, theme) if with_contours else ()
    return MapDrawing(label_image(made, label, theme), contours, False)


def _borders(made: DecisionMap, theme: Theme) -> tuple[Contour, ...]:
    """Returns where classes begin to hold a place: in their colours where they overlap, in one where they meet."""
    present = np.flatnonzero(made.held.any(axis=(0, 1)))
    if made.competes:
        # The border of the last class is that of the others.
        lines = [line for index in present[:-1] for line in _lines(made, int(index))]
        return (Contour(lines, theme.foreground),)
    return tuple(
        Contour(_lines(made, int(index)), mixed(class_color(int(index)), theme.foreground, 0.35))
        for index in present
    )


def _heights(made: DecisionMap, label: int, theme: Theme) -> tuple[Contour, ...]:
    said = made.probabilities[..., label]
    steep = [line for level in LEVELS for line in _as_lines(contour_lines(said, level))]
    return Contour(steep, theme.muted, False), Contour(_lines(made, label), theme.foreground)


def _lines(made: DecisionMap, index: int) -> list[QLineF]:
    return _as_lines(contour_lines(made.margin(index), 0))


def _as_lines(segments: np.ndarray) -> list[QLineF]:
    return [QLineF(*ends) for ends in segments.reshape(-1, 4).tolist()]
