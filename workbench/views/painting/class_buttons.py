"""A button for each class that the brush can paint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from workbench.core.painted_data import MOST_CLASSES
from workbench.qt.palette import theme_of
from workbench.views.painting.label_marks import label_mark

COLUMNS = 5
MARK_SIDE = 14
NAME_WIDTH = 40


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
        self._several = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._buttons = [self._button(index) for index in range(MOST_CLASSES)]
        self.add = self._add_button()
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _button(self, index: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"paintClass{index}")
        button.setAccessibleName(f"Paint class {index + 1}")
        button.setToolTip(f"Paint points of class {index + 1}.")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(MARK_SIDE, MARK_SIDE))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._on_clicked(index))
        self._grid.addWidget(button, index // COLUMNS, index % COLUMNS)
        return button

    def _add_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("addClassButton")
        button.setText("+")
        button.setAccessibleName("Add a class")
        button.setToolTip(f"Add a class to paint; there can be {MOST_CLASSES}.")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self.added)
        return button

    def show_classes(self, names: Sequence[str], labels: frozenset[int], several: bool) -> None:
        """Shows a button for each name, those of `labels` down."""
        self._several = several
        theme, ratio = theme_of(self.palette()), self.devicePixelRatioF()
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(names))
            name = names[index] if index < len(names) else ""
            button.setText(button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH))
            button.setAccessibleName(f"Paint {name}")
            button.setToolTip(
                f"Give points the label {name}, or not." if several else f"Paint points of {name}."
            )
            button.setChecked(index in labels)
            mark = label_mark([index], theme.muted, theme.background, ratio, MARK_SIDE)
            button.setIcon(QIcon(mark))
        self.add.setVisible(len(names) < MOST_CLASSES)
        self._grid.addWidget(self.add, len(names) // COLUMNS, len(names) % COLUMNS)

    def _on_clicked(self, index: int) -> None:
        if not self._several:
            for other, button in enumerate(self._buttons):
                button.setChecked(other == index)
        self.chosen.emit(frozenset(i for i, button in enumerate(self._buttons) if button.isChecked()))
