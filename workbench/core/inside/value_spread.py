"""How many numbers are spread, in few: their quantiles, from which a histogram of any bins is made."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

SHARES = np.linspace(0, 1, 65)
"""The shares of the numbers that lie below each quantile."""
MOST_VALUES = 4096
"""More numbers than these are thinned evenly: their spread is the same, and to sort them takes long."""

Spread = NDArray[np.float32]
"""The quantiles at `SHARES`, from the smallest number to the largest, (65,); NaN where there are none."""


def spread_of(values: NDArray[Any]) -> Spread:
    """Returns the spread of numbers of any shape; those that are not finite are left out."""
    flat = np.ravel(values)
    ends = [flat.min(), flat.max()] if len(flat) > MOST_VALUES else []
    flat = np.concatenate([flat[:: -(-len(flat) // MOST_VALUES) or 1], ends])
    known = flat[np.isfinite(flat)]
    if not len(known):
        return np.full(len(SHARES), np.nan, np.float32)
    return np.asarray(np.quantile(known, SHARES), np.float32)


def share_in_bins(spread: Spread, edges: NDArray[np.floating]) -> NDArray[np.float64]:
    """Returns the share of the numbers that lies in each bin, from its edges (n + 1,), rising; 0 where there are none."""
    if np.isnan(spread).any():
        return np.zeros(len(edges) - 1)
    # Many equal numbers are a step up, which belongs to the bin that they are in.
    below = np.where(edges <= spread[0], 0.0, np.interp(edges, spread, SHARES))
    below[edges >= spread[-1]] = 1.0
    if spread[0] == spread[-1]:
        below = (edges > spread[0]).astype(np.float64)
    shares: NDArray[np.float64] = np.diff(below)
    return shares
