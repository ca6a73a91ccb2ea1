"""Paints the gradient at a logit as a bar to the left or the right of zero, beside its number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from workbench.qt.palette import theme_of
from workbench.qt.understanding.loss_table_model import LossTableModel

NUMBER, GAP, BARS = "−0.0000", 12, 90
"""The widest number there is, and the pixels between it and the bars, and of the bars at least."""


class GradientDelegate(QStyledItemDelegate):
    """The largest gradient of the example reaches the end of the room that the numbers leave.

    Blue is above zero and orange below, as in all views of numbers around zero.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Returns the room for the bars and the number."""
        size = super().sizeHint(option, index)
        return QSize(size.width() + GAP + BARS, size.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paints the bar and the number."""
        model = index.model()
        if isinstance(model, LossTableModel) and index.row() < len(model.rows) and model.reach:
            self._paint_bar(painter, option, (model.number(index.row(), index.column()) or 0.0) / model.reach)
        super().paint(painter, option, index)

    @staticmethod
    def _paint_bar(painter: QPainter, option: QStyleOptionViewItem, share: float) -> None:
        area, theme = option.rect, theme_of(option.palette)  # type: ignore[attr-defined]
        half = max(area.width() - option.fontMetrics.horizontalAdvance(NUMBER) - GAP, 0) // 2  # type: ignore[attr-defined]
        middle, length = area.left() + half, round(abs(share) * (half - 2))
        color = QColor(theme.training if share > 0 else theme.validation)
        left = middle if share > 0 else middle - length
        painter.fillRect(QRect(left, area.top() + 3, length, area.height() - 6), color)
        painter.fillRect(QRect(middle, area.top() + 1, 1, area.height() - 2), theme.muted)
