"""A curve of very many points is drawn through some of them, and its area stays."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.evaluation.curve import precision_recall_curve, roc_curve
from workbench.qt.evaluation.named_curves import thinned

RANDOM = np.random.default_rng(0)
TRUE = RANDOM.random(20_000) < 0.3
SAID = RANDOM.random(20_000) + 0.5 * TRUE


@pytest.mark.parametrize("make", [roc_curve, precision_recall_curve])
def test_a_thinned_curve_runs_through_points_of_the_whole_one(make) -> None:
    whole = make(TRUE, SAID)
    few = thinned(whole, 1000)
    assert 300 < len(few.x) <= 1000
    assert few.area == whole.area
    places = set(zip(whole.x, whole.y, whole.thresholds, strict=True))
    assert set(zip(few.x, few.y, few.thresholds, strict=True)) <= places
    assert (few.x[0], few.x[-1]) == (whole.x[0], whole.x[-1])
    heights = np.interp(whole.x, few.x, few.y)
    assert np.median(np.abs(heights - whole.y)) < 2e-3


def test_a_curve_of_few_points_is_left_as_it_is() -> None:
    curve = roc_curve(TRUE[:50], SAID[:50])
    assert thinned(curve, 1000) is curve
