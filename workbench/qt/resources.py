"""Icons from the resources folder: the program's own, and those of actions, tinted to the palette."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QIcon, QPalette, QPixmap

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def icon(name: str, palette: QPalette) -> QIcon:
    """Returns the monochrome icon `name` in the colour of the palette's text, pale where disabled."""
    source = (RESOURCES / "icons" / f"{name}.svg").read_text()
    result = QIcon()
    groups = {
        QIcon.Mode.Normal: QPalette.ColorGroup.Active,
        QIcon.Mode.Disabled: QPalette.ColorGroup.Disabled,
    }
    for mode, group in groups.items():
        color = palette.color(group, QPalette.ColorRole.ButtonText).name()
        pixmap = QPixmap()
        pixmap.loadFromData(QByteArray(source.replace("currentColor", color).encode()), "SVG")
        result.addPixmap(pixmap, mode)
    return result


def program_icon() -> QIcon:
    """Returns the icon of the program, in its own colours."""
    return QIcon(str(RESOURCES / "workbench.svg"))
