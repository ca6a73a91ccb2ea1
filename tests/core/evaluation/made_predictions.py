"""Predictions with all that makes scores awkward: ties, classes that are absent or never said, rows without labels."""

from __future__ import annotations

import numpy as np

from workbench.core.heads import Head
from workbench.core.labels import LabelKind
from workbench.core.predictions import Predictions

ROWS = 300
NAMES = ("ant", "bee", "cat", "dog", "eel")


def names_of(head: Head) -> tuple[str, ...]:
    return ("no", "yes") if head.label_kind is LabelKind.YES_NO else NAMES


def made_predictions(head: Head, rows: int = ROWS, seed: int = 0) -> Predictions:
    """Returns predictions in which the last of five classes never holds, and the last but one is never said."""
    random = np.random.default_rng(seed)
    names = names_of(head)
    units = head.number_of_units(len(names))
    # Exact in single precision, so that what is compared is the arithmetic and not the rounding of the inputs.
    said = random.integers(0, 65, (rows, units)) / 64
    if units == len(NAMES):
        said[:, 3] = np.minimum(said[:, 3], 0.25) * (said.max(axis=1) > 0.5)
    return Predictions(head, 0.5, names, said.astype(np.float32), _truth(head, rows, units, random))


def _truth(head: Head, rows: int, units: int, random: np.random.Generator) -> np.ndarray:
    if head.decision == "threshold":
        truth = random.integers(0, 2, (rows, units)) * (np.arange(units) < 4)
        truth[::7] = 0
        return truth.astype(np.float32)
    return np.eye(units, dtype=np.float32)[random.integers(0, min(units, 4), rows)]
