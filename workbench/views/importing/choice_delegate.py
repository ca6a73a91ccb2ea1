"""Cells that are chosen from a list: drawn as a list's box, opened by one click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a cell as a list's box and edits it with one that opens at once."""

    def __init__(
        self, name: str, choices_role: int, choose: Callable[[int, int, str], object], view: QAbstractItemView
    ) -> None:
        """Builds the delegate.

        Args:
            name: What a screen reader calls the list.
            choices_role: Under which role the model says what can be chosen: word, title and tool tip of each.
            choose: Is called with the row, the column and the word that is chosen.
            view: The table.
        """
        super().__init__(view)
        self._name, self._choices_role, self._choose = name, choices_role, choose

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints the background of the cell, and the box with the present choice on it."""
        super().initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        painter.fillRect(option.rect, option.backgroundBrush)
        box = QStyleOptionComboBox()
        box.initFrom(option.widget)
        box.rect = option.rect.adjusted(2, 1, -2, -1)
        box.currentText = str(index.data() or "")
        box.frame = True
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, box, painter, option.widget)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, box, painter, option.widget)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Returns the list, which opens once it is in its place."""
        combo = QComboBox(parent)
        combo.setObjectName("cellCombo")
        combo.setAccessibleName(self._name)
        combo.setToolTip(self._name)
        for row, (word, title, tool_tip) in enumerate(index.data(self._choices_role)):
            combo.addItem(title, word)
            combo.setItemData(row, tool_tip, Qt.ItemDataRole.ToolTipRole)
        combo.activated.connect(lambda _: self._take(combo))
        return combo

    def _take(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Shows the present choice and opens the list."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hands the choice on."""
        assert isinstance(editor, QComboBox)
        self._choose(index.row(), index.column(), editor.currentData())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fills the cell."""
        editor.setGeometry(option.rect)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Opens the list at the first click, where a table otherwise asks for two."""
        view = self.parent()
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(view, QAbstractItemView):
            view.edit(model.index(index.row(), index.column()))
            return True
        return super().editorEvent(event, model, option, index)
