"""Shares that may be undefined, as numbers and in words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def ratio(part: Any, whole: Any) -> Numbers:
    """Returns `part / whole`, and not a number where the whole is nothing: such a share is undefined, not 0."""
    whole = np.asarray(whole, np.float64)
    shares = np.full(np.broadcast(part, whole).shape, np.nan)
    np.divide(part, whole, out=shares, where=whole != 0)
    return shares


def mean_of_defined(values: Numbers) -> float:
    """Returns the mean of the values that are defined; not a number where none is."""
    defined = values[~np.isnan(values)]
    return float(defined.mean()) if len(defined) else math.nan


def score_text(value: float, digits: int = 3) -> str:
    """Returns a score as a person reads it: what is undefined is said to be so."""
    return "undefined" if math.isnan(value) else f"{value:.{digits}f}"
