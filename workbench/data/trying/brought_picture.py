"""A picture that a person brings, as the network of a picture data set takes it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.data.trying.picture_ink import PictureInk

WHITE = 255.0


def brought_picture(
    source: Path | BinaryIO, shape: tuple[int, int], colour: bool, ink: PictureInk
) -> NDArray[np.float32]:
    """Returns the inputs (d,) of a picture, brought to the size of the data set as its own pictures were.

    Args:
        source: Where the picture lies, or its bytes.
        shape: Height and width in the data set.
        colour: Whether a pixel has three numbers.
        ink: How pictures are written there.

    Raises:
        UserError: it cannot be read.
    """
    # Pillow is needed by few, and the first frame waits for nobody.
    from workbench.data.own.pictures.picture_pixels import UnreadablePicture, pixels_in

    try:
        pixels = pixels_in(source, (shape[1], shape[0]), colour)
    except UnreadablePicture as error:
        name = source.name if isinstance(source, Path) else "The picture"
        raise UserError(f"{name} cannot be used: {error}. Bring a PNG or JPEG.") from None
    return ink.of_lightness(pixels / WHITE)
