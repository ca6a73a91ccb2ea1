"""Draws the same share of every class, as scikit-learn does, without importing it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def stratified_rows(classes: NDArray[Any], wanted: int, seed: int) -> NDArray[np.int64]:
    """Returns the rows that scikit-learn's `StratifiedShuffleSplit` holds back, sorted, shape (wanted,).

    The rows and their draws are the same for every seed. The first frame of the window needs them, and
    importing scikit-learn takes longer than everything else in that frame.

    Args:
        classes: The index of each row's class, shape (n,); each class has at least two rows, or none.
        wanted: How many rows to hold back; at least one a class, and at least one a class is left.
        seed: Of NumPy's `RandomState`.
    """
    generator = np.random.RandomState(seed)
    # NumPy's `unique` would do, but it imports masked arrays the first time.
    counts = np.bincount(classes)
    counts = counts[counts > 0]
    kept = _shares(counts, len(classes) - wanted, generator)
    held_back = _shares(counts - kept, wanted, generator)
    of_class = np.split(np.argsort(classes, kind="stable"), np.cumsum(counts)[:-1])
    drawn = [rows[generator.permutation(len(rows))] for rows in of_class]
    parts = [rows[kept[i] : kept[i] + held_back[i]] for i, rows in enumerate(drawn)]
    return np.sort(np.concatenate(parts)).astype(np.int64)


def _shares(counts: NDArray[Any], draws: int, generator: np.random.RandomState) -> NDArray[np.int64]:
    """Returns how many of `draws` fall on each class: in proportion, ties among the remainders by lot."""
    exact = counts / counts.sum() * draws
    whole = np.floor(exact)
    remainders, missing = exact - whole, int(draws - whole.sum())
    for remainder in sorted(set(remainders.tolist()), reverse=True):
        if missing <= 0:
            break
        tied = np.flatnonzero(remainders == remainder)
        lucky = generator.choice(tied, size=min(len(tied), missing), replace=False)
        whole[lucky] += 1
        missing -= len(lucky)
    shares: NDArray[np.int64] = whole.astype(np.int64)
    return shares
