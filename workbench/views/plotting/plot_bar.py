"""The switches and buttons over a plot of curves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

KINDS = (("png", "Picture (PNG)"), ("svg", "Drawing (SVG)"), ("csv", "Table (CSV)"))


class PlotBar(QHBoxLayout):
    """A row of buttons, to which each plot adds its own before the usual ones.

    Attributes:
        save_wanted: Emitted with the suffix of the file, without a dot.
    """

    save_wanted = Signal(str)

    def __init__(self, name: str) -> None:
        """Takes what the object names of the buttons begin with."""
        super().__init__()
        self._name = name
        self.setSpacing(4)

    def add_usual(self) -> None:
        """Adds what every plot has: `log_x`, `log_y`, `fit` and `save`."""
        self.log_x = self.add_button("LogX", "log x", "Logarithmic steps: the beginning gets more room", True)
        self.log_y = self.add_button(
            "LogY", "log y", "Logarithmic values: small differences near zero show", True
        )
        self.fit = self.add_button("Fit", "fit", "Show all of the curves; a double click does the same")
        self.save = self.add_button("Save", "save", "Save the plot as a picture or a table")
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save.setMenu(self._save_menu())

    def add_button(self, suffix: str, text: str, hint: str, checkable: bool = False) -> QToolButton:
        """Adds a button whose object name ends in `suffix`, and returns it."""
        button = QToolButton()
        button.setObjectName(f"{self._name}{suffix}")
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        button.setText(text)
        button.setCheckable(checkable)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        return button

    def _save_menu(self) -> QMenu:
        menu = QMenu(self.save)
        for suffix, what in KINDS:
            action = menu.addAction(f"{what}…")
            action.triggered.connect(partial(self._want, suffix))
            action.setObjectName(f"{self._name}Save{suffix.capitalize()}")
        return menu

    def _want(self, suffix: str, _checked: bool = False) -> None:
        self.save_wanted.emit(suffix)
