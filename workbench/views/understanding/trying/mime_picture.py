"""The picture that was dropped or copied, if there is one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

Source = Path | BytesIO
"""Where a picture lies, or its bytes as those of a file."""


def mime_picture(data: QMimeData) -> tuple[Source, QImage] | None:
    """Returns the first local file, or the picture itself, with what is shown for it; None where there is neither."""
    if data.hasUrls() and data.urls()[0].isLocalFile():
        path = Path(data.urls()[0].toLocalFile())
        return path, QImage(str(path))
    if data.hasImage():
        image = QImage(data.imageData())
        return _as_file(image), image
    return None


def _as_file(image: QImage) -> BytesIO:
    """Returns the picture as a PNG file in memory, so that it is read as pictures are."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Its type hints ask for bytes, which it refuses.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return BytesIO(bytes(buffer.data().data()))
