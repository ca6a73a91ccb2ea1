"""Paints a probability as a bar in the cell of a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.qt.palette import class_brush, class_color, theme_of
from workbench.qt.predicting.predictions_table_model import CLASS_ROLE, PROBABILITY_ROLE, SAID_ROLE

MARGIN = 3
TRACK_HEIGHT = 5


class ProbabilityDelegate(QStyledItemDelegate):
    """A figure above a bar in the colour and pattern of its class; what the network says has a frame around it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints one cell."""
        probability = index.data(PROBABILITY_ROLE)
        if probability is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        said = bool(index.data(SAID_ROLE))
        option.font.setBold(said)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._paint_bar(painter, option, float(probability), int(index.data(CLASS_ROLE)), said)

    def _paint_bar(
        self, painter: QPainter, option: QStyleOptionViewItem, probability: float, number: int, said: bool
    ) -> None:
        theme, area = theme_of(option.palette), option.rect
        top = area.bottom() - TRACK_HEIGHT - MARGIN
        track = QRect(area.left() + MARGIN, top, area.width() - 2 * MARGIN, TRACK_HEIGHT)
        filled = QRect(track)
        filled.setWidth(round(track.width() * min(max(probability, 0.0), 1.0)))
        painter.save()
        painter.fillRect(track, theme.grid)
        painter.fillRect(filled, theme.background)
        painter.fillRect(filled, class_brush(number))
        painter.fillRect(QRect(track.left(), top, 1, TRACK_HEIGHT), class_color(number))
        if said:
            painter.setPen(QPen(theme.foreground, 1))
            painter.drawRect(filled.adjusted(0, -1, 0, 0))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Returns room for a figure and the bar below it."""
        hint = super().sizeHint(option, index)
        return QSize(max(hint.width(), 72), hint.height() + TRACK_HEIGHT + MARGIN)
