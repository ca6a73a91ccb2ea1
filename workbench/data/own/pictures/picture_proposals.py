"""Proposes how pictures are read, from a look at some of them."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.errors import UserError
from workbench.core.fields import Field
from workbench.data.own.pictures.picture_folder import PictureFile, PictureFolder
from workbench.data.own.pictures.picture_pixels import has_colour, picture_size

LOOKED_AT = 48
SIDE = Field(
    "size",
    "Side in pixels",
    "integer",
    32,
    8,
    256,
    tool_tip="Every picture is brought to a square of so many pixels a side; one that is no square is stretched.",
)
COLOUR = Field(
    "colour",
    "Colour",
    "flag",
    False,
    tool_tip="Three inputs a pixel, for red, green and blue, instead of one for its brightness.",
)
FIELDS = (SIDE, COLOUR)


def proposed_side(folder: PictureFolder) -> int:
    """Returns the side of the largest picture, but no more than is usual for dense networks.

    Raises:
        UserError: none of the pictures looked at can be read.
    """
    sizes = [size for picture in _some(folder) if (size := picture_size(picture.path))]
    if not sizes:
        raise UserError(f"None of the pictures in {folder.path.name} can be read; save them as PNG or JPEG.")
    return max(8, min(int(SIDE.default), max(max(size) for size in sizes)))


def proposed_colour(folder: PictureFolder) -> bool:
    """Returns whether there is any colour in the pictures."""
    return any(has_colour(picture.path) for picture in _some(folder))


def _some(folder: PictureFolder) -> Sequence[PictureFile]:
    step = -(-len(folder.pictures) // LOOKED_AT)
    return folder.pictures[::step]
