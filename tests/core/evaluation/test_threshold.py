"""The threshold that serves best, against trying all of them."""

from __future__ import annotations

import numpy as np
import pytest
import sklearn.metrics as sk

from workbench.core.evaluation.threshold import HIGHEST, LOWEST, best_by_f1, best_for_precision

TRIED = np.round(np.arange(LOWEST, HIGHEST + 1e-9, 0.001), 3)


def example(seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    true = random.random(200) < 0.3
    return true, np.clip(true * 0.2 + random.random(200) * 0.7, 0, 1).round(2)


@pytest.mark.parametrize("seed", range(5))
def test_no_other_threshold_has_a_higher_f1(seed: int) -> None:
    true, said = example(seed)
    best = best_by_f1(true, said)
    assert best is not None
    assert best.f1 == pytest.approx(max(sk.f1_score(true, said > t) for t in TRIED), abs=1e-9)
    answers = said > best.threshold
    assert best.f1 == pytest.approx(sk.f1_score(true, answers), abs=1e-9)
    assert best.precision == pytest.approx(sk.precision_score(true, answers), abs=1e-9)
    assert best.recall == pytest.approx(sk.recall_score(true, answers), abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("wanted", [0.4, 0.6])
def test_no_other_threshold_of_the_wanted_precision_finds_more(seed: int, wanted: float) -> None:
    true, said = example(seed)
    best = best_for_precision(true, said, wanted)
    assert best is not None and best.precision >= wanted
    reached = [
        sk.recall_score(true, said > t) for t in TRIED if (said > t).any() and true[said > t].mean() >= wanted
    ]
    assert best.recall == pytest.approx(max(reached), abs=1e-9)
    assert best.recall == pytest.approx(sk.recall_score(true, said > best.threshold), abs=1e-9)


def test_thresholds_have_no_more_decimals_than_they_need() -> None:
    best = best_by_f1(np.array([0, 0, 1, 1], bool), np.array([0.1, 0.2, 0.71, 0.9]))
    assert best is not None and (best.threshold, best.f1) == (0.5, 1.0)


def test_neighbours_in_single_precision_are_told_apart() -> None:
    low = np.float32(0.3)
    said = np.array([low, np.nextafter(low, np.float32(1))], np.float32)
    best = best_by_f1(np.array([False, True]), said)
    assert best is not None and (said > np.float64(best.threshold)).tolist() == [False, True]


def test_a_threshold_stays_within_its_range() -> None:
    low, high = np.array([0.001, 0.002]), np.array([0.995, 0.999])
    true = np.array([False, True])
    for said in (low, high):
        best = best_by_f1(true, said)
        assert best is not None and LOWEST <= best.threshold <= HIGHEST


def test_where_nothing_is_true_or_the_precision_is_out_of_reach_there_is_none() -> None:
    nothing = np.zeros(3, bool)
    assert best_by_f1(nothing, np.ones(3)) is None and best_for_precision(nothing, np.ones(3), 0.5) is None
    assert best_for_precision(np.array([False, True]), np.array([0.8, 0.3]), 0.9) is None
