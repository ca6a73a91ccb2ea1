"""Small pictures as PNG within the page."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

GREY, COLOUR = 0, 2
"""The kinds of PNG that are written."""


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Returns a PNG of (h, w) shades of grey or (h, w, 3) colours."""
    height, width = pixels.shape[:2]
    kind = GREY if pixels.ndim == 2 else COLOUR
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    # Each row begins with how it is filtered: not at all.
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_address(pixels: NDArray[np.uint8]) -> str:
    """Returns the picture as an address that holds all of it."""
    return "data:image/png;base64," + base64.b64encode(png(pixels)).decode()


def pixels_of(
    row: NDArray[np.floating], shape: tuple[int, int], limits: tuple[float, float], large_is_light: bool
) -> NDArray[np.uint8]:
    """Returns the picture that a row of inputs is.

    Args:
        row: (h * w,) or (h * w * 3,); what is missing is shown as the smallest value.
        shape: Height and width.
        limits: The smallest and the largest value there are.
        large_is_light: Whether large values are light.
    """
    low, high = limits
    shares = np.clip((np.nan_to_num(row, nan=low) - low) / max(high - low, 1e-12), 0, 1)
    shares = shares if large_is_light else 1 - shares
    colours = len(row) // (shape[0] * shape[1])
    pixels: NDArray[np.uint8] = (shares * 255).round().astype(np.uint8)
    return pixels.reshape(shape if colours == 1 else (*shape, colours))
