"""The texts of licences to read."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QTextBrowser, QVBoxLayout, QWidget

from workbench.qt.resources import RESOURCES
from workbench.views.about.named import named

LICENCES = RESOURCES / "licences"
TEXTS = {
    "Workbench: MIT licence": LICENCES / "MIT.txt",
    "Qt and PySide6: GNU LGPL 3.0": LICENCES / "LGPL-3.0.txt",
    "GNU GPL 3.0, which the LGPL adds to": LICENCES / "GPL-3.0.txt",
    "TensorFlow, Keras and others: Apache licence 2.0": LICENCES / "Apache-2.0.txt",
}
"""Texts that come with the program however it is installed."""

NOTICE = "Everything inside, with its licence"


class LicenceTexts(QWidget):
    """The texts of the licences, one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = {**TEXTS, **notice_of_bundle()}
        self._choice = QComboBox()
        named(self._choice, "licenceCombo", "Licence", "Which text to read.")
        self._choice.addItems(list(self._texts))
        self._browser = QTextBrowser()
        named(self._browser, "licenceText", "Text of the licence", "The text that was chosen.")
        layout = QVBoxLayout(self)
        layout.addWidget(self._choice)
        layout.addWidget(self._browser, 1)
        self._choice.currentTextChanged.connect(self._show)
        self._show(self._choice.currentText())

    def _show(self, title: str) -> None:
        self._browser.setPlainText(self._texts[title].read_text(encoding="utf-8"))


def notice_of_bundle() -> dict[str, Path]:
    """Returns the list that an installed app has of everything inside it; a run from source has none."""
    notice = Path(sys.executable).resolve().parent / "licences" / "NOTICE.txt"
    return {NOTICE: notice} if getattr(sys, "frozen", False) and notice.exists() else {}
