"""The ways of laying a plane through the examples of a data set."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from workbench.data.dataset import Inputs
from workbench.data.plane.plane import Plane


def plane_of_two_inputs(rows: Inputs, names: tuple[str, ...], x: int, y: int) -> Plane:
    """Returns the plane of the inputs in columns `x` and `y`, all others at their median.

    Args:
        rows: Raw inputs (n, d), NaN for a missing value; at least one row.
        names: One for each column.
        x: The column that goes to the right.
        y: The column that goes upwards.
    """
    origin = medians(rows)
    origin[[x, y]] = 0
    directions = np.zeros((2, rows.shape[1]))
    directions[0, x] = directions[1, y] = 1
    return Plane((names[x], names[y]), origin, directions, directions)


def plane_of_principal_components(rows: Inputs) -> Plane:
    """Returns the plane in which the rows (n, d) differ most, each input measured in its standard deviations.

    A component's sign is such that its largest weight is positive.
    """
    filled = np.where(np.isnan(rows), medians(rows), rows).astype(np.float64)
    mean, deviation = filled.mean(axis=0), filled.std(axis=0)
    scale = np.where(deviation > 0, deviation, 1)
    components, shares = _principal_components((filled - mean) / scale)
    titles = (f"component {i + 1} ({share:.0%})" for i, share in enumerate(shares))
    first, second = titles
    return Plane((first, second), mean, components * scale, components / scale)


def medians(rows: Inputs) -> NDArray[np.float64]:
    """Returns the median of each column of (n, d), missing values left out; 0 where all are missing."""
    with warnings.catch_warnings():
        # NumPy warns of a column without any value, which is what the 0 is for.
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nan_to_num(np.nanmedian(rows.astype(np.float64), axis=0))


def _principal_components(centred: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the first two components (2, d) of centred rows (n, d), and their shares of the spread (2,)."""
    _, lengths, components = np.linalg.svd(centred, full_matrices=False)
    spread = lengths**2
    missing = max(2 - len(components), 0)
    components = np.pad(components[:2], ((0, missing), (0, 0)))
    signs = np.sign(components[np.arange(2), np.abs(components).argmax(axis=1)])
    shares = np.pad(spread[:2], (0, missing)) / max(float(spread.sum()), np.finfo(float).tiny)
    return components * np.where(signs == 0, 1, signs)[:, None], shares
