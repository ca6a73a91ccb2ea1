"""What an X server has on its screen becomes a picture."""

from __future__ import annotations

import io
import struct

import pytest
from installed.screen import HEADER, png
from PIL import Image

NAME = b"Xvfb\0\0\0\0"


def dump(width: int, height: int, pixels: bytes, bits: int = 32) -> bytes:
    """Returns an X window dump with a colour map of two entries, as Xvfb writes it."""
    fields = [0] * 25
    fields[0], fields[4], fields[5] = HEADER.size + len(NAME), width, height
    fields[11], fields[12], fields[19] = bits, len(pixels) // height, 2
    return struct.pack(">25I", *fields) + NAME + bytes(24) + pixels


def test_colours_keep_their_places() -> None:
    red, green, blue, padding = b"\0\0\xff\0", b"\0\xff\0\0", b"\xff\0\0\0", b"\x55" * 4
    picture = Image.open(io.BytesIO(png(dump(2, 2, red + green + padding + blue + red + padding))))
    assert (picture.size, picture.mode) == ((2, 2), "RGB")
    colours = [picture.getpixel(place) for place in ((0, 0), (1, 0), (0, 1), (1, 1))]
    assert colours == [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 0, 0)]


def test_other_pixels_are_told() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        png(dump(1, 1, b"\0\0", bits=16))
