"""One picture as numbers: every form gives what a person sees, and what harms is refused."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.data.own.pictures.picture_pixels import UnreadablePicture, has_colour, picture_size, pixels_of

GREY = np.array([[0, 51], [204, 255]], np.uint8)
RED = np.array([[[255, 0, 0]] * 2] * 2, np.uint8)


def _saved(folder: Path, picture: Image.Image, name: str = "a.png", **options: object) -> Path:
    picture.save(folder / name, **options)
    return folder / name


@pytest.mark.parametrize("name", ["a.png", "a.bmp", "a.gif", "a.webp", "a.tif", "a.pgm"])
def test_every_lossless_format_gives_the_same_numbers(name: str, tmp_path: Path) -> None:
    options = {"lossless": True} if name == "a.webp" else {}
    path = _saved(tmp_path, Image.fromarray(GREY), name, **options)
    assert pixels_of(path, 2, False).tolist() == [0, 51, 204, 255]
    assert pixels_of(path, 2, False).dtype == np.float32


def test_colour_is_three_numbers_a_pixel(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.fromarray(RED))
    assert pixels_of(path, 2, True).tolist() == [255, 0, 0] * 4
    assert pixels_of(path, 2, False) == pytest.approx([76] * 4)


def test_sixteen_bits_keep_their_greys(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.fromarray(GREY.astype(np.uint16) * 257))
    assert pixels_of(path, 2, False).tolist() == [0, 51, 204, 255]


def test_a_palette_is_resolved(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.fromarray(RED).convert("P", palette=Image.Palette.ADAPTIVE))
    assert pixels_of(path, 2, True).tolist() == [255, 0, 0] * 4


def test_black_and_white_is_0_and_255(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.fromarray(GREY > 100))
    assert pixels_of(path, 2, False).tolist() == [0, 0, 255, 255]


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    see_through = np.zeros((2, 2, 4), np.uint8)
    see_through[0, 0, 3] = 255
    path = _saved(tmp_path, Image.fromarray(see_through))
    assert pixels_of(path, 2, False).tolist() == [0, 255, 255, 255]


def test_a_photo_taken_sideways_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = _saved(tmp_path, Image.fromarray(GREY), "a.png", exif=exif)
    assert pixels_of(path, 2, False).tolist() == [204, 0, 255, 51]


def test_a_large_jpeg_comes_near_its_colour_at_any_side(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.new("RGB", (1600, 900), (200, 100, 50)), "a.jpg")
    pixels = pixels_of(path, 24, True).reshape(-1, 3)
    assert pixels.shape == (576, 3) and np.abs(pixels - [200, 100, 50]).max() <= 3
    assert picture_size(path) == (1600, 900)


def test_colour_is_told_from_grey_saved_as_colour(tmp_path: Path) -> None:
    assert has_colour(_saved(tmp_path, Image.fromarray(RED), "red.png"))
    assert not has_colour(_saved(tmp_path, Image.fromarray(GREY).convert("RGB"), "grey.jpg"))


def _png_that_declares(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def _cut(folder: Path) -> bytes:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8)
    return _saved(folder, Image.fromarray(noise), "whole.png").read_bytes()[:2000]


HARMFUL = {
    "a bomb": lambda folder: _png_that_declares(60_000, 60_000),
    "a smaller bomb": lambda folder: _png_that_declares(10_001, 10_000),
    "less than declared": lambda folder: _png_that_declares(64, 64),
    "cut off": _cut,
    "text": lambda folder: b"no picture",
    "empty": lambda folder: b"",
    "postscript": lambda folder: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
}


@pytest.mark.filterwarnings("ignore:Image size")
@pytest.mark.parametrize("case", HARMFUL)
def test_what_harms_is_refused(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(HARMFUL[case](tmp_path))
    with pytest.raises(UnreadablePicture):
        pixels_of(tmp_path / "a.png", 8, False)
    assert not has_colour(tmp_path / "a.png")


def test_a_picture_of_32_bits_is_refused_with_advice(tmp_path: Path) -> None:
    path = _saved(tmp_path, Image.fromarray(GREY.astype(np.float32)), "a.tif")
    with pytest.raises(UnreadablePicture, match="save it with 8 or 16"):
        pixels_of(path, 2, False)
