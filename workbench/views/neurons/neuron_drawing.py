"""Draws neurons in columns under the blocks of the diagram, and the weights as links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from workbench.qt.neurons.neuron_columns import HEAD, INPUTS, NeuronColumn
from workbench.qt.palette import Theme
from workbench.views.neurons.neuron_images import answer_images, probability_images

NEURON = 26
GAP = 5
THICKEST = 4.0
FAINTEST = 0.05
"""A link with a smaller share of the strongest weight of its layer is not drawn."""


@dataclass(frozen=True, eq=False)
class DrawnColumn:
    """A column with its pictures."""

    column: NeuronColumn
    images: list[QImage]


def drawn_columns(columns: tuple[NeuronColumn, ...], classes: int, theme: Theme) -> tuple[DrawnColumn, ...]:
    """Returns the columns with the pictures of their neurons."""
    return tuple(DrawnColumn(column, _images(column, classes, theme)) for column in columns)


def _images(column: NeuronColumn, classes: int, theme: Theme) -> list[QImage]:
    if not column.are_probabilities:
        return answer_images(column.maps, theme)
    # One unit answers for yes, the second class.
    first = classes - 1 if len(column.maps) == 1 else 0
    return probability_images(column.maps, first, theme)


def height_of(columns: tuple[NeuronColumn, ...], line: int) -> int:
    """Returns how many pixels the columns take, with a line of text of height `line` beneath."""
    most = max((len(column.maps) for column in columns), default=0)
    return most * (NEURON + GAP) + line + 2 * GAP if most else 0


def place_of(block: QRect, row: int, top: int) -> QRectF:
    """Returns where the neuron in row `row` of a block's column is; the columns begin at `top`."""
    return QRectF(block.center().x() - NEURON / 2, top + GAP + row * (NEURON + GAP), NEURON, NEURON)


def draw_columns(
    painter: QPainter, drawn: tuple[DrawnColumn, ...], blocks: Mapping[int, QRect], top: int, theme: Theme
) -> None:
    """Draws links, then neurons over them.

    Args:
        painter: On the diagram.
        drawn: From the inputs to the head.
        blocks: The place of the block of each column.
        top: Where the columns begin.
        theme: The colours.
    """
    shown = [one for one in drawn if one.column.block in blocks]
    for before, after in zip(shown, shown[1:], strict=False):
        _draw_links(painter, before.column, after.column, blocks, top, theme)
    for one in shown:
        _draw_neurons(painter, one, blocks[one.column.block], top, theme)


def _draw_links(
    painter: QPainter,
    before: NeuronColumn,
    after: NeuronColumn,
    blocks: Mapping[int, QRect],
    top: int,
    theme: Theme,
) -> None:
    if after.weights is None:
        return
    shares = after.weights / (np.abs(after.weights).max() or 1)
    for source, target in np.argwhere(np.abs(shares) > FAINTEST).tolist():
        share = float(shares[source, target])
        color = QColor(theme.training if share > 0 else theme.validation)
        color.setAlphaF(0.25 + 0.6 * abs(share))
        painter.setPen(QPen(color, max(THICKEST * abs(share), 0.6)))
        start, end = place_of(blocks[before.block], source, top), place_of(blocks[after.block], target, top)
        painter.drawLine(
            QPointF(start.right() + 1, start.center().y()), QPointF(end.left() - 1, end.center().y())
        )


def _draw_neurons(painter: QPainter, one: DrawnColumn, block: QRect, top: int, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for row, image in enumerate(one.images):
        place = place_of(block, row, top)
        painter.drawImage(place, image)
        painter.setPen(theme.muted)
        painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
    if one.column.left_out:
        below = place_of(block, len(one.images), top)
        painter.drawText(
            below.adjusted(-40, 0, 40, 0), Qt.AlignmentFlag.AlignHCenter, f"and {one.column.left_out} more"
        )


def neuron_words(column: NeuronColumn, row: int) -> str:
    """Returns what one neuron is, for a tool tip."""
    number = row + 1
    name = column.names[row] if row < len(column.names) else str(number)
    if column.block == INPUTS:
        return f"input {name}: from its lowest value (orange) to its highest (blue)"
    if column.block == HEAD:
        return f"probability of {name}: from 0 to 1 all over the plane"
    answers = column.maps[row] * column.scale
    return f"neuron {number}: answers from {answers.min():.3g} to {answers.max():.3g} all over the plane"
