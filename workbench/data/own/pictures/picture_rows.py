"""Pictures as rows of a table, and the account of those that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.data.own.block_column import block_column
from workbench.data.own.pictures.picture_folder import PictureFile, PictureFolder, readable_name
from workbench.data.own.pictures.picture_pixels import UnreadablePicture, pixels_of

PIXELS, CLASS, PART = "pixels", "class", "part"
MOST_NAMED = 3
GROUP_BYTES = 4 << 20
GROUP_PICTURES = 256
"""Read together: little enough that Cancel acts at once."""

Pixels: TypeAlias = NDArray[np.float32]


class PictureRows:
    """The pictures of a folder, brought to one size.

    Attributes:
        names: The columns.
    """

    def __init__(self, folder: PictureFolder, side: int, colour: bool) -> None:
        """Reads nothing yet.

        Args:
            folder: The pictures.
            side: Height and width that all are brought to.
            colour: Whether a pixel has three numbers instead of one.
        """
        self._folder, self._side, self._colour = folder, side, colour
        self._refused: list[str] = []
        self.names = (PIXELS, *([CLASS] if folder.classes else []), *([PART] if folder.has_parts else []))

    def tables(self, pictures: Sequence[PictureFile]) -> Iterator[tuple[pa.Table, int]]:
        """Yields tables of some pictures, and the bytes that these take; what cannot be read is left out."""
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            for group in _groups(pictures):
                pixels = list(pool.map(self._pixels, group))
                yield self._table(group, pixels), sum(picture.size for picture in group)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be read so far."""
        if not self._refused:
            return ()
        count, named = len(self._refused), "; ".join(sorted(self._refused)[:MOST_NAMED])
        more = f"; and {count - MOST_NAMED:,} more" if count > MOST_NAMED else ""
        return (f"{count:,} of the pictures cannot be read, and left out: {named}{more}.",)

    def _pixels(self, picture: PictureFile) -> Pixels | None:
        try:
            return pixels_of(picture.path, self._side, self._colour)
        except UnreadablePicture as error:
            name = readable_name(picture.path.relative_to(self._folder.path).as_posix())
            self._refused.append(f"{name} ({error})")
            return None

    def _table(self, group: Sequence[PictureFile], pixels: Sequence[Pixels | None]) -> pa.Table:
        width = self._side**2 * (3 if self._colour else 1)
        rows = [row for row in pixels if row is not None]
        read = [picture for picture, row in zip(group, pixels, strict=True) if row is not None]
        columns = {
            PIXELS: block_column(np.array(rows, np.float32).reshape(-1, width)),
            CLASS: pa.array([picture.label for picture in read], pa.string()),
            PART: pa.array([picture.part for picture in read], pa.string()),
        }
        return pa.table({name: columns[name] for name in self.names})


def _groups(pictures: Sequence[PictureFile]) -> Iterator[list[PictureFile]]:
    group, size = list[PictureFile](), 0
    for picture in pictures:
        group.append(picture)
        size += picture.size
        if len(group) == GROUP_PICTURES or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
