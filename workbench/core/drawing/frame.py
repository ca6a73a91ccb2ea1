"""Turns strokes of a pen into the pixels of a small picture, as those of the handwritten digits were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

CELLS = 4
"""Cells along each side of a pixel; a pixel is the number of its cells that hold ink."""
PEN = 5 / 32
"""How wide the pen is, as a share of the frame: then digits hold as much ink as those of the set do."""
LARGEST_SCALE = 4.0
"""A dot stays a dot."""

Stroke: TypeAlias = NDArray[np.float64]
"""The way of the pen: (n, 2) places, in shares of width and height from the top left."""
Cells: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Frame:
    """The frame that a drawing is put in.

    Attributes:
        shape: Height and width of the picture in pixels.
        pen: How wide the pen is, as a share of the shorter side.
        margin: Pixels around a drawing that is fitted into the frame.
    """

    shape: tuple[int, int]
    pen: float = PEN
    margin: float = 0.0

    @property
    def _size(self) -> NDArray[np.float64]:
        """Width and height in cells."""
        return np.array([CELLS * self.shape[1], CELLS * self.shape[0]], np.float64)

    @property
    def _pen_width(self) -> float:
        return self.pen * float(self._size.min())

    def fitted(self, strokes: Sequence[Stroke]) -> list[Stroke]:
        """Returns the strokes enlarged to fill the frame, and in its middle; their proportions stay."""
        if not strokes:
            return []
        size = self._size
        every = np.concatenate(strokes) * size
        low, high = every.min(axis=0), every.max(axis=0)
        room = size - self._pen_width - 2 * CELLS * self.margin
        scale = min(float((room / np.maximum(high - low, 1e-9)).min()), LARGEST_SCALE)
        return [((stroke * size - (low + high) / 2) * scale + size / 2) / size for stroke in strokes]

    def bitmap(self, strokes: Sequence[Stroke]) -> Cells:
        """Returns which cells hold ink, (4 × height, 4 × width): those whose middle the pen went over."""
        width, height = self._size.astype(int)
        inked = np.zeros((height, width), bool)
        for stroke in strokes:
            places = stroke * self._size
            for start, end in zip(places, places[1:] if len(places) > 1 else places, strict=False):
                _ink(inked, start, end, self._pen_width / 2)
        return inked

    def shares(self, inked: Cells) -> NDArray[np.float32]:
        """Returns the share of the cells of each pixel that hold ink, (height, width)."""
        height, width = self.shape
        blocks = inked.reshape(height, CELLS, width, CELLS)
        return np.asarray(blocks.mean(axis=(1, 3)), np.float32)


def _ink(inked: Cells, start: NDArray[np.float64], end: NDArray[np.float64], radius: float) -> None:
    """Puts ink into the cells whose middle is within `radius` of a straight way."""
    low = np.maximum(np.floor(np.minimum(start, end) - radius), 0).astype(int)
    high = np.maximum(np.ceil(np.maximum(start, end) + radius), 0).astype(int)
    part = inked[low[1] : high[1], low[0] : high[0]]
    # From the start of the way to the middle of each cell.
    x = np.arange(low[0], low[0] + part.shape[1]) + 0.5 - start[0]
    y = (np.arange(low[1], low[1] + part.shape[0]) + 0.5 - start[1])[:, None]
    way = end - start
    along = np.clip((x * way[0] + y * way[1]) / max(float(way @ way), 1e-12), 0, 1)
    part |= (x - along * way[0]) ** 2 + (y - along * way[1]) ** 2 <= radius**2
