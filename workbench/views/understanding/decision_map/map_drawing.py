"""What a decision map is drawn with: its picture, its lines, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph
from PySide6.QtGui import QColor, QImage, QPainterPath

from workbench.core.decision_map.contours import Segments, contour_lines
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
        lines: In columns and rows of the map, each by itself.
        color: Theirs.
        decides: Whether the answer changes there; else they only show how steep it is.
    """

    lines: QPainterPath
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
        return (Contour(_path([_border(made, int(index)) for index in present[:-1]]), theme.foreground),)
    return tuple(
        Contour(_path([_border(made, int(index))]), mixed(class_color(int(index)), theme.foreground, 0.35))
        for index in present
    )


def _heights(made: DecisionMap, label: int, theme: Theme) -> tuple[Contour, ...]:
    said = made.probabilities[..., label]
    steep = _path([contour_lines(said, level) for level in LEVELS])
    return Contour(steep, theme.muted, False), Contour(_path([_border(made, label)]), theme.foreground)


def _border(made: DecisionMap, index: int) -> Segments:
    return contour_lines(made.margin(index), 0)


def _path(parts: list[Segments]) -> QPainterPath:
    """Returns all lines as one path: an object of Qt for each line would take longer than drawing them."""
    ends = np.concatenate([np.empty((0, 2)), *(part.reshape(-1, 2) for part in parts)])
    path: QPainterPath = pyqtgraph.arrayToQPath(ends[:, 0], ends[:, 1], connect="pairs")
    return path
