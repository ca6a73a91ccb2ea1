"""From which probability on each label is said."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import HeadChoice

Thresholds = NDArray[np.float64]


def thresholds_of(choice: HeadChoice, units: int) -> Thresholds:
    """Returns the threshold of each label, (units,).

    Those of other data, which has another number of labels, do not count: then there is one for all.
    """
    own = choice.thresholds
    return np.array(own if len(own) == units else (choice.threshold,) * units, np.float64)
