"""Paints the cells of a matrix of classes, shaded by what they hold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.qt.evaluation.matrix_table_model import MISTAKE_ROLE, SHADE_ROLE
from workbench.qt.palette import Theme, mixed, theme_of

DEEPEST = 0.85
LIGHTEST = 0.12
"""How much of its colour a cell has that holds the most, and one that holds next to nothing."""


class MatrixDelegate(QStyledItemDelegate):
    """The colour of right answers or of mistakes behind the figure; the chosen cell has a frame."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one cell."""
        theme = theme_of(option.palette)
        shade = float(index.data(SHADE_ROLE) or 0.0)
        background = _background(theme, shade, bool(index.data(MISTAKE_ROLE)))
        painter.save()
        painter.fillRect(option.rect, background)
        painter.setPen(_readable_on(background) if shade else theme.muted)
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.foreground, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _background(theme: Theme, shade: float, is_mistake: bool) -> QColor:
    if not shade:
        return theme.background
    color = theme.validation if is_mistake else theme.training
    return mixed(theme.background, color, LIGHTEST + (DEEPEST - LIGHTEST) * shade)


def _readable_on(background: QColor) -> QColor:
    """Returns black or white, whichever stands out more from the background (WCAG relative luminance)."""
    red, green, blue = (part**2.2 for part in background.getRgbF()[:3])  # type: ignore[index]
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor("black" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "white")
