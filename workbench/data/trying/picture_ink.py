"""What ink on paper is in the numbers of a picture data set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.own_data import OwnData
from workbench.data.dataset import Dataset

FOLDER, WHITE = "pictures", 255.0
"""How folders of pictures are called among the readers, and what white is in them, whatever the lightest pixel is."""
LOOKED_AT = 512
"""Examples that say what black, white and the background are."""


@dataclass(frozen=True)
class PictureInk:
    """How a picture is written in the inputs of a data set.

    Attributes:
        low: The smallest number that a pixel has.
        high: The largest one.
        large_is_light: Whether large numbers are light.
        ink_is_large: Whether what is drawn stands out by large numbers, from a background of small ones.
        margin: Pixels between what is drawn and the nearest edge, in most pictures.
    """

    low: float
    high: float
    large_is_light: bool
    ink_is_large: bool
    margin: float = 0.0

    @classmethod
    def of(cls, dataset: Dataset, own: OwnData | None = None) -> PictureInk:
        """Returns how the pictures of a data set are written; `own` says how a person's own data was read."""
        some = np.asarray(dataset.inputs[:LOOKED_AT])
        known = some[np.isfinite(some)]
        low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
        if own is not None and own.reading.format == FOLDER:
            low, high = 0.0, WHITE
        # Most of a picture is background.
        background = float(np.median(known)) if known.size else low
        ink_is_large = background - low <= high - background
        margin = _margin(some, dataset.image_shape, (low + high) / 2, ink_is_large)
        return cls(low, high, dataset.large_is_light, ink_is_large, margin)

    def of_drawing(self, shares: NDArray[np.floating]) -> NDArray[np.float32]:
        """Returns the inputs (d,) of pixels that hold ink to these shares, 0 to 1."""
        return self._scaled(shares if self.ink_is_large else 1 - shares)

    def of_lightness(self, lightness: NDArray[np.floating]) -> NDArray[np.float32]:
        """Returns the inputs (d,) of pixels, 0 for black to 1 for white."""
        return self._scaled(lightness if self.large_is_light else 1 - lightness)

    def _scaled(self, shares: NDArray[np.floating]) -> NDArray[np.float32]:
        return np.asarray(self.low + (self.high - self.low) * shares, np.float32).ravel()


def _margin(
    some: NDArray[np.float32], shape: tuple[int, int] | None, middle: float, ink_is_large: bool
) -> float:
    """Returns how many pixels most pictures of one number a pixel leave free along their edges."""
    if shape is None or not len(some) or some.shape[1] != shape[0] * shape[1]:
        return 0.0
    inked = ((some > middle) == ink_is_large).reshape(-1, *shape)
    rows, columns = inked.any(axis=2), inked.any(axis=1)
    sides = [side.argmax(axis=1) for side in (rows, rows[:, ::-1], columns, columns[:, ::-1])]
    return float(np.median(np.min(sides, axis=0)))
