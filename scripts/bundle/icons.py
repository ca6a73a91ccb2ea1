"""The program's icon in the forms that systems want."""

from __future__ import annotations

import os
from pathlib import Path

from bundle.product import ICON

LARGEST = 256
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)


def write_png(path: Path, size: int) -> None:
    """Draws the icon as a picture of so many pixels a side."""
    # No window is opened.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(path))


def write_ico(path: Path) -> None:
    """Writes the icon for Windows."""
    _converted(path, sizes=[(size, size) for size in ICO_SIZES])


def write_icns(path: Path) -> None:
    """Writes the icon for macOS."""
    _converted(path)


def _converted(path: Path, **options: object) -> None:
    from PIL import Image

    drawn = path.with_suffix(".png")
    write_png(drawn, LARGEST)
    with Image.open(drawn) as picture:
        picture.save(path, **options)
