"""The same rows as scikit-learn's own splitter."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedShuffleSplit

from workbench.data.stratified import stratified_rows

COUNTS = st.lists(st.integers(2, 30), min_size=1, max_size=8)


@given(COUNTS, st.floats(0, 1), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_the_rows_are_scikit_learns(counts: list[int], share: float, seed: int) -> None:
    classes = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    wanted = round(len(counts) + share * (len(classes) - 2 * len(counts)))
    splitter = StratifiedShuffleSplit(n_splits=1, test_size=wanted, random_state=seed)
    _, expected = next(splitter.split(classes[:, None], classes))
    assert stratified_rows(classes, wanted, seed).tolist() == sorted(expected.tolist())
