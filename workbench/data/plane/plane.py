"""A plane through the space of the inputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import Inputs

Span = tuple[float, float]
"""From the lowest to the highest."""


@dataclass(frozen=True, eq=False)
class Plane:
    """Two directions through one point, and how rows are brought onto them.

    Attributes:
        titles: What stands beside the axes.
        origin: The row (d,) that lies at (0, 0), float64.
        directions: (2, d): what one step to the right, and one upwards, add to a row.
        readings: (2, d): their products with a row less `origin` are its coordinates.
    """

    titles: tuple[str, str]
    origin: NDArray[np.float64]
    directions: NDArray[np.float64]
    readings: NDArray[np.float64]

    def rows_at(self, points: NDArray[np.floating]) -> Inputs:
        """Returns the raw inputs (n, d) float32 at the points (n, 2) of the plane."""
        return np.asarray(self.origin + points @ self.directions, np.float32)

    def points_of(self, rows: NDArray[np.floating]) -> NDArray[np.float64]:
        """Returns where rows (n, d) lie on the plane, (n, 2), NaN where an input that it needs is missing."""
        # A missing input that the plane does not look at must not make the product NaN.
        used = self.readings.any(axis=0)
        points: NDArray[np.float64] = (rows[:, used] - self.origin[used]) @ self.readings[:, used].T
        return points

    def grid(self, across: Span, upwards: Span, side: int) -> Inputs:
        """Returns the raw inputs at the centres of side times side fields of a window, row by row from the top left."""
        centres = (np.arange(side) + 0.5) / side
        x, y = across[0] + centres * (across[1] - across[0]), upwards[1] - centres * (upwards[1] - upwards[0])
        points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        return self.rows_at(points)
