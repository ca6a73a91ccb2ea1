"""When a run has gone wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DIVERGED = 1000.0
"""A loss above this many times its chance line has diverged."""


class Diverged(Exception):
    """The loss was not finite or far above chance; the last good weights are back. The message says where."""


def first_bad(losses: NDArray[np.float32], chance: float) -> int | None:
    """Returns the place of the first loss that is not finite or far above `chance`; None where all are well."""
    bad = ~np.isfinite(losses) | (losses > DIVERGED * max(chance, 1e-3))
    return int(bad.argmax()) if bad.any() else None
