"""A button for each class that the brush can paint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from workbench.core.painted_data import MOST_CLASSES
from workbench.qt.palette import theme_of
from workbench.views.painting.label_marks import label_mark

COLUMNS = 5
SPACING = 4
MARK_SIDE = 14
BESIDE_NAME = MARK_SIDE + 20
"""Pixels of a button that its name does not get."""


class ClassButton(QToolButton):
    """A button with a frame in the accent colour where it is down: in a dark theme Qt's own shade hardly shows."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame over the button."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme_of(self.palette()).accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
            painter.end()


class ClassButtons(QWidget):
    """The classes as buttons with their marks; one is down, or any number where points take several labels.

    Attributes:
        chosen: Emitted with the classes whose buttons a person put down.
        added: Emitted when a person asks for one class more.
    """

    chosen = Signal(frozenset)
    added = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("classButtons")
        self.setAccessibleName("Classes to paint")
        self._names: tuple[str, ...] = ()
        self._several = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self._buttons = [self._button(index) for index in range(MOST_CLASSES)]
        self.add = self._add_button()
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _button(self, index: int) -> ClassButton:
        button = ClassButton()
        button.setObjectName(f"paintClass{index}")
        button.setAccessibleName(f"Paint class {index + 1}")
        button.setToolTip(f"Paint points of class {index + 1}.")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(MARK_SIDE, MARK_SIDE))
        # Not as wide as the name would like: the columns share the width.
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._on_clicked(index))
        self._grid.addWidget(button, index // COLUMNS, index % COLUMNS)
        return button

    def _add_button(self) -> QToolButton:
        # With its parent from the start: it is shown before it has its place, and would be a window else.
        button = QToolButton(self)
        button.setObjectName("addClassButton")
        button.setText("+")
        button.setAccessibleName("Add a class")
        button.setToolTip(f"Add a class to paint; there can be {MOST_CLASSES}.")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.added)
        return button

    def show_classes(self, names: Sequence[str], labels: frozenset[int], several: bool) -> None:
        """Shows a button for each name, those of `labels` down."""
        self._names, self._several = tuple(names), several
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(names))
            button.setChecked(index in labels)
        for name, button in zip(names, self._buttons, strict=False):
            button.setAccessibleName(f"Paint {name}")
            button.setToolTip(
                f"Give points the label {name}, or not." if several else f"Paint points of {name}."
            )
        self.add.setVisible(len(names) < MOST_CLASSES)
        self._grid.addWidget(self.add, len(names) // COLUMNS, len(names) % COLUMNS)
        self._show_names()
        self._show_marks()

    def _show_names(self) -> None:
        room = (self.width() + SPACING) // COLUMNS - SPACING - BESIDE_NAME
        for name, button in zip(self._names, self._buttons, strict=False):
            button.setText(button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(room, 0)))

    def _show_marks(self) -> None:
        ring, ratio = theme_of(self.palette()).muted, self.devicePixelRatioF()
        none = QColor(Qt.GlobalColor.transparent)
        for index, button in enumerate(self._buttons[: len(self._names)]):
            button.setIcon(QIcon(label_mark([index], ring, none, ratio, MARK_SIDE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as much of the names as there is room for."""
        super().resizeEvent(event)
        self._show_names()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of the text, which is larger on a projector."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "add"):
            self._show_names()

    def _on_clicked(self, index: int) -> None:
        if not self._several:
            for other, button in enumerate(self._buttons):
                button.setChecked(other == index)
        self.chosen.emit(frozenset(i for i, button in enumerate(self._buttons) if button.isChecked()))
