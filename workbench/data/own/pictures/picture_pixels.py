"""The numbers of one picture, brought to a square of a given side."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF", "PPM")
LARGEST_PIXELS = 100_000_000
"""Of one picture; a small file can declare any number."""
SIXTEEN_BITS = 257
"""White of 16 bits over white of 8."""

# Pillow warns of pictures that are refused here or read all the same; warnings are silenced for all threads or none.
warnings.filterwarnings("ignore", module=r"PIL\.")


class UnreadablePicture(ValueError):
    """Why a picture cannot be read, as it follows its name."""


def pixels_of(path: Path, side: int, colour: bool) -> NDArray[np.float32]:
    """Returns 0 (black) to 255 (white), row by row, shape (side * side,), or (side * side * 3,) for red, green and blue.

    A picture that is no square is stretched. What shines through it is white.

    Raises:
        UnreadablePicture: it is damaged, too large, or of a kind that is not read.
    """
    return pixels_in(path, (side, side), colour)


def pixels_in(source: Path | BinaryIO, size: tuple[int, int], colour: bool) -> NDArray[np.float32]:
    """Returns the same of a picture brought to `size`, width and height, from its path or its bytes.

    Raises:
        UnreadablePicture: see `pixels_of`.
    """
    mode = "RGB" if colour else "L"
    try:
        with _opened(source) as picture:
            # A JPEG is decoded at a half, a quarter or an eighth of its size where that is enough.
            picture.draft(mode, (2 * size[0], 2 * size[1]))
            return _pixels(picture, size, mode)
    except UnreadablePicture:
        raise
    except UnidentifiedImageError:
        raise UnreadablePicture("it is no picture") from None
    except Exception as error:
        # Pillow's readers raise almost anything for damaged files.
        raise UnreadablePicture(str(error).splitlines()[0] if str(error) else "it is damaged") from None


def picture_size(path: Path) -> tuple[int, int] | None:
    """Returns width and height from the beginning of a file, None if it cannot be read."""
    try:
        with _opened(path) as picture:
            return picture.size
    except Exception:
        return None


def has_colour(path: Path) -> bool:
    """Whether a picture, looked at as 16 by 16 pixels, holds anything but greys; False if it cannot be read."""
    try:
        red_green_blue = pixels_of(path, 16, True).reshape(-1, 3)
    except UnreadablePicture:
        return False
    return bool(np.ptp(red_green_blue, axis=1).max() > 8)


def _opened(source: Path | BinaryIO) -> Image.Image:
    picture = Image.open(source, formats=FORMATS)
    if picture.width * picture.height > LARGEST_PIXELS:
        picture.close()
        raise UnreadablePicture(f"it has {picture.width} by {picture.height} pixels, which are too many")
    return picture


def _pixels(picture: Image.Image, size: tuple[int, int], mode: str) -> NDArray[np.float32]:
    plain = _plain(ImageOps.exif_transpose(picture)).convert(mode)
    if plain.size != size:
        plain = plain.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(plain, np.float32).ravel()


def _plain(picture: Image.Image) -> Image.Image:
    """Returns the picture in 8 bits and without anything to see through."""
    if picture.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(picture) // SIXTEEN_BITS).astype(np.uint8))
    if picture.mode in ("I", "F"):
        raise UnreadablePicture("its pixels are numbers of 32 bits; save it with 8 or 16")
    if not picture.has_transparency_data:
        return picture
    seen = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
