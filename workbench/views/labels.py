"""Sets what widgets say only where it differs: setting the same text again still costs a layout."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def set_text(label: QLabel, text: str) -> None:
    """Makes a label say `text`."""
    if label.text() != text:
        label.setText(text)
