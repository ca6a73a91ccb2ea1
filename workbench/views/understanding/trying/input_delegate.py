"""Cells that set an input: a slider with its number, or a list."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.data.trying.input_control import InputControl
from workbench.qt.palette import Theme, theme_of
from workbench.qt.trying.input_table_model import CHOICES_ROLE, CONTROL_ROLE
from workbench.views.importing.choice_delegate import ChoiceDelegate

Index = QModelIndex | QPersistentModelIndex
MARGIN, HANDLE, GROOVE = 10, 6, 4
NUMBER = "−0.000e+0"
"""As wide as most numbers get."""


class InputDelegate(ChoiceDelegate):
    """Draws a number as a slider that follows the pointer, beside the number, and choices as a list's box."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__("Choice", CHOICES_ROLE, self._set_value, view)

    def _set_value(self, row: int, column: int, place: object) -> None:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)
        view.model().setData(view.model().index(row, column), place)

    def groove(self, cell: QRect) -> QRect:
        """Returns where in a cell the slider runs."""
        view = self.parent()
        assert isinstance(view, QWidget)
        number = view.fontMetrics().horizontalAdvance(NUMBER)
        return QRect(
            cell.left() + MARGIN,
            cell.center().y() - GROOVE // 2,
            max(cell.width() - number - 2 * MARGIN, 20),
            GROOVE,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints the slider, or the list's box."""
        control: InputControl = index.data(CONTROL_ROLE)
        if control.choices:
            super().paint(painter, option, index)
            return
        theme = theme_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, option.backgroundBrush)
        self._paint_slider(painter, option.rect, control, float(index.data(Qt.ItemDataRole.EditRole)), theme)
        painter.setPen(theme.foreground)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(option.rect.adjusted(0, 0, -MARGIN, 0), flags, str(index.data()))
        painter.restore()

    def _paint_slider(
        self, painter: QPainter, cell: QRect, control: InputControl, value: float, theme: Theme
    ) -> None:
        groove = self.groove(cell)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.grid)
        painter.drawRoundedRect(groove, 2, 2)
        middle = _place(control, control.middle, groove)
        painter.fillRect(QRect(middle, groove.top() - 3, 1, GROOVE + 6), theme.muted)
        if np.isfinite(value):
            painter.setBrush(theme.accent)
            done = QRect(groove)
            done.setRight(_place(control, value, groove))
            painter.drawRoundedRect(done, 2, 2)
            centre = done.right(), groove.center().y() + 1
            painter.drawEllipse(centre[0] - HANDLE, centre[1] - HANDLE, 2 * HANDLE, 2 * HANDLE)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Moves a slider with the pointer; opens a list at the first click."""
        control: InputControl = index.data(CONTROL_ROLE)
        if control.choices:
            return super().editorEvent(event, model, option, index)
        is_down = isinstance(event, QMouseEvent) and event.buttons() & Qt.MouseButton.LeftButton
        moves = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove)
        groove = self.groove(option.rect)
        if not (is_down and moves) or event.position().x() > groove.right() + MARGIN:  # type: ignore[attr-defined]
            return False
        share = (event.position().x() - groove.left()) / groove.width()  # type: ignore[attr-defined]
        model.setData(index, control.at(share))
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Returns a list, or a box for a number, which may lie outside what the data has."""
        control: InputControl = index.data(CONTROL_ROLE)
        if control.choices:
            return super().createEditor(parent, option, index)
        spin = QDoubleSpinBox(parent)
        spin.setObjectName("inputSpin")
        spin.setAccessibleName(control.name)
        spin.setToolTip(str(index.data(Qt.ItemDataRole.ToolTipRole)))
        spin.setRange(-1e12, 1e12)
        spin.setDecimals(6)
        spin.setSingleStep(control.step)
        spin.setStepType(QDoubleSpinBox.StepType.DefaultStepType)
        spin.valueChanged.connect(lambda value: index.model().setData(index, value))
        return spin

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Shows the present value."""
        if not isinstance(editor, QDoubleSpinBox):
            super().setEditorData(editor, index)
        elif not editor.hasFocus():
            blocked = editor.blockSignals(True)
            value = float(index.data(Qt.ItemDataRole.EditRole))
            editor.setValue(0.0 if np.isnan(value) else value)
            editor.blockSignals(blocked)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hands the value on."""
        if isinstance(editor, QDoubleSpinBox):
            model.setData(index, editor.value())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Puts a box for a number where the number stands."""
        QStyledItemDelegate.updateEditorGeometry(self, editor, option, index)


def _place(control: InputControl, value: float, groove: QRect) -> int:
    """Returns where along the groove a value is; at its end where it lies outside what the data has."""
    share = (value - control.low) / (control.high - control.low)
    return groove.left() + round(min(max(share, 0.0), 1.0) * groove.width())
