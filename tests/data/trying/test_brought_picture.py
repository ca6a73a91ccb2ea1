"""A picture of a person's own is brought to the size and the numbers of the data set."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from workbench.core.errors import UserError
from workbench.data.trying.brought_picture import brought_picture
from workbench.data.trying.picture_ink import PictureInk

DIGITS, PHOTOGRAPHS = PictureInk(0, 16, False, True), PictureInk(0, 255, True, False)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Black in its left half, white in its right one."""
    pixels = np.zeros((40, 80), np.uint8)
    pixels[:, 40:] = 255
    path = tmp_path / "half.png"
    Image.fromarray(pixels).save(path)
    return path


def test_black_is_ink_where_large_numbers_are_dark(picture: Path) -> None:
    inputs = brought_picture(picture, (4, 8), False, DIGITS).reshape(4, 8)
    assert inputs[:, :3].min() == 16
    assert inputs[:, 5:].max() == 0


def test_a_photograph_in_colour_keeps_its_three_numbers_a_pixel(picture: Path) -> None:
    inputs = brought_picture(BytesIO(picture.read_bytes()), (2, 4), True, PHOTOGRAPHS).reshape(2, 4, 3)
    assert inputs[:, 0].max() == 0
    assert inputs[:, -1].min() == 255


def test_what_is_no_picture_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear Ada")
    with pytest.raises(UserError, match=r"letter\.png cannot be used: it is no picture\. Bring a PNG"):
        brought_picture(path, (4, 4), False, DIGITS)
    with pytest.raises(UserError, match="The picture cannot be used"):
        brought_picture(BytesIO(b"Dear Ada"), (4, 4), False, DIGITS)
