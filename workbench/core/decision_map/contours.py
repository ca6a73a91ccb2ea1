"""Lines of equal height through a grid of numbers (marching squares)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Segments = NDArray[np.float64]
"""(n, 2, 2): n lines from one (x, y) to another, in columns and rows of the grid from 0 on."""

TOP, RIGHT, BOTTOM, LEFT = range(4)
SADDLES = {True: ((TOP, RIGHT), (BOTTOM, LEFT)), False: ((TOP, LEFT), (BOTTOM, RIGHT))}
"""Which sides are joined in a square whose corners are high and low by turns.

The key says whether its middle is on the same side of the level as its top left corner.
"""


def contour_lines(heights: NDArray[np.floating], level: float) -> Segments:
    """Returns the lines along which `heights` (rows, columns) cross `level`, straight within each square.

    Numbers exactly at the level count as below it.
    """
    above = heights > level
    across, down = above[:, 1:] != above[:, :-1], above[1:] != above[:-1]
    rows, columns = np.nonzero(across[:-1] | across[1:] | down[:, :-1])
    if not len(rows):
        return np.empty((0, 2, 2))
    values = _corner_values(heights, rows, columns) - level
    sides = _crossings(values) + np.stack([columns, rows], axis=1)
    high = values > 0
    crossed = high != np.roll(high, -1, axis=1)
    saddle = crossed.all(axis=1)
    return np.concatenate([_simple(sides, crossed, ~saddle), *_saddles(sides, values, saddle)])


def _corner_values(
    heights: NDArray[np.floating], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Returns the corners of squares (n, 4), clockwise from the top left."""
    places = ((0, 0), (0, 1), (1, 1), (1, 0))
    return np.stack([heights[rows + down, columns + right] for down, right in places], axis=1, dtype=float)


def _crossings(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns where each side of each square would cross zero, (4, n, 2) from the square's top left corner."""
    following = np.roll(values, -1, axis=1)
    difference = values - following
    shares = np.divide(values, difference, out=np.full_like(values, 0.5), where=difference != 0).T
    zeros, ones = np.zeros_like(shares[0]), np.ones_like(shares[0])
    return np.stack(
        [
            np.stack([shares[TOP], zeros], axis=1),
            np.stack([ones, shares[RIGHT]], axis=1),
            np.stack([1 - shares[BOTTOM], ones], axis=1),
            np.stack([zeros, 1 - shares[LEFT]], axis=1),
        ]
    )


def _simple(
    sides: NDArray[np.float64], crossed: NDArray[np.bool_], chosen: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Returns the one line of each square that two sides of cross the level."""
    squares = np.flatnonzero(chosen)
    first = crossed[squares].argmax(axis=1)
    last = 3 - crossed[squares, ::-1].argmax(axis=1)
    return np.stack([sides[first, squares], sides[last, squares]], axis=1)


def _saddles(
    sides: NDArray[np.float64], values: NDArray[np.float64], chosen: NDArray[np.bool_]
) -> list[NDArray[np.float64]]:
    """Returns the two lines of each square whose corners are high and low by turns."""
    joined = (values.mean(axis=1) > 0) == (values[:, 0] > 0)
    return [
        np.stack([sides[one, squares], sides[other, squares]], axis=1)
        for is_joined, pairs in SADDLES.items()
        for squares in [np.flatnonzero(chosen & (joined == is_joined))]
        for one, other in pairs
    ]
