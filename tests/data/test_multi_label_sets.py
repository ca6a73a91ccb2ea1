"""The multi-label generator delivers the statistics that were asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.data.built_in import load
from workbench.data.multi_label_sets import LARGEST_FREQUENCY, label_frequencies, label_scores


@pytest.mark.parametrize("empty_share", [0.0, 0.1, 0.333, 0.95])
def test_the_share_of_empty_rows_is_exact(empty_share: float) -> None:
    dataset = load("multi-label", {"size": 1000, "empty_share": empty_share})
    assert dataset.rows_without_label == round(1000 * empty_share)


@pytest.mark.parametrize("cardinality", [1.5, 2.5, 5.0])
@pytest.mark.parametrize("correlation", [0.0, 0.5, 1.0])
def test_the_cardinality_is_met(cardinality: float, correlation: float) -> None:
    options = {"size": 2000, "cardinality": cardinality, "correlation": correlation}
    assert load("multi-label", options).cardinality == pytest.approx(cardinality, abs=0.01)


def test_an_impossible_cardinality_is_taken_as_near_as_can_be() -> None:
    low = load("multi-label", {"size": 1000, "cardinality": 0.1, "empty_share": 0.2})
    high = load("multi-label", {"size": 1000, "cardinality": 50.0, "empty_share": 0.2})
    assert low.cardinality == pytest.approx(0.8, abs=0.01)
    assert high.cardinality == pytest.approx(0.8 * 8 * LARGEST_FREQUENCY, abs=0.01)


@pytest.mark.parametrize("imbalance", [1.0, 4.0, 10.0])
def test_the_imbalance_holds(imbalance: float) -> None:
    counts = load("multi-label", {"size": 10_000, "imbalance": imbalance}).class_counts()
    assert counts[0] / counts[-1] == pytest.approx(imbalance, rel=0.2)


@pytest.mark.parametrize("correlation", [0.0, 0.4, 0.9, 1.0])
def test_the_scores_correlate_as_asked(correlation: float) -> None:
    generator = np.random.default_rng(0)
    scores = label_scores(generator.standard_normal((5000, 200)), 10, correlation, 0.0, generator)
    measured = np.asarray(np.corrcoef(scores.T))[np.triu_indices(10, 1)]
    assert measured.mean() == pytest.approx(correlation, abs=0.03)


def test_noise_alone_leaves_nothing_to_learn() -> None:
    def strength(noise: float) -> float:
        dataset = load("multi-label", {"size": 2000, "noise": noise, "correlation": 0.0})
        return float(np.abs(np.corrcoef(dataset.inputs.T, dataset.labels.T)[:20, 20:]).max())

    assert strength(0.0) > 0.3 and strength(1.0) < 0.15


@given(st.integers(2, 50), st.floats(0.01, LARGEST_FREQUENCY), st.floats(1, 100))
@settings(max_examples=50, deadline=None)
def test_frequencies_have_the_mean_and_fall(labels: int, mean: float, imbalance: float) -> None:
    frequencies = label_frequencies(labels, mean, imbalance)
    assert frequencies.mean() == pytest.approx(mean, rel=1e-3)
    assert (np.diff(frequencies) <= 1e-12).all() and frequencies.max() <= LARGEST_FREQUENCY


def test_random_numbers_are_those_of_the_tutorials() -> None:
    dataset = load("random-numbers")
    assert dataset.inputs.shape == (100, 100) and dataset.labels.shape == (100, 10)
    assert "nothing to learn" in dataset.description
