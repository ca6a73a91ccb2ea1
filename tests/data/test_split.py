"""A split covers all rows once and keeps the shares of the classes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.shares import Shares
from workbench.data.built_in import DATA_SETS, load
from workbench.data.dataset import Dataset
from workbench.data.split import Split, iterative_stratification, number_of_training_rows, split

FRACTIONS = st.floats(0.05, 0.9)


def labelled(labels: list[int]) -> Dataset:
    inputs = np.zeros((len(labels), 1), np.float32)
    names = tuple(f"class {index}" for index in range(max(labels) + 1))
    return Dataset("d", "D", inputs, np.array(labels, np.int32), LabelKind.CLASS_INDEX, names, ("x",))


def check_parts(parts: Split, number_of_examples: int) -> None:
    both = np.concatenate([parts.training_rows, parts.validation_rows])
    assert sorted(both.tolist()) == list(range(number_of_examples))
    for rows in (parts.training_rows, parts.validation_rows):
        assert rows.dtype == np.int64 and (np.diff(rows) > 0).all() and len(rows)


@pytest.mark.parametrize("name", DATA_SETS)
def test_every_data_set_keeps_its_shares(name: str) -> None:
    dataset = load(name)
    parts = split(dataset, Shares(0.2), 0)
    check_parts(parts, dataset.number_of_examples)
    assert parts.note == ""
    held_back = label_rows(dataset)[parts.validation_rows].sum(axis=0)
    assert np.abs(held_back - 0.2 * dataset.class_counts()).max() <= 2


def label_rows(dataset: Dataset) -> NDArray[np.float64]:
    if dataset.label_kind is LabelKind.MULTI_HOT:
        return dataset.labels.astype(np.float64)
    rows: NDArray[np.float64] = np.eye(dataset.number_of_classes)[dataset.labels]
    return rows


@pytest.mark.parametrize("name", ["iris", "digit-traits"])
def test_the_seed_decides(name: str) -> None:
    first, again, other = (split(load(name), Shares(0.2), seed) for seed in (0, 0, 1))
    assert (first.validation_rows == again.validation_rows).all()
    assert first.validation_rows.tolist() != other.validation_rows.tolist()


@given(st.lists(st.integers(0, 4), min_size=2, max_size=80), FRACTIONS, st.integers(0, 2**31 - 1))
@settings(deadline=None)
def test_any_single_labels(labels: list[int], fraction: float, seed: int) -> None:
    dataset = labelled(labels)
    parts = split(dataset, Shares(fraction), seed)
    check_parts(parts, len(labels))
    if not parts.note:
        held_back = np.bincount(dataset.labels[parts.validation_rows], minlength=dataset.number_of_classes)
        wanted = len(parts.validation_rows) * dataset.class_counts() / len(labels)
        assert np.abs(held_back - wanted).max() <= 1.01


@given(st.integers(2, 200), st.integers(1, 12), FRACTIONS, st.integers(0, 1000))
@settings(deadline=None)
def test_any_subsets(rows: int, labels: int, fraction: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    multi_hot = (generator.random((rows, labels)) < generator.random(labels)).astype(np.float32)
    names = tuple(f"label {index}" for index in range(labels))
    dataset = Dataset(
        "d", "D", np.zeros((rows, 1), np.float32), multi_hot, LabelKind.MULTI_HOT, names, ("x",)
    )
    parts = split(dataset, Shares(fraction), seed)
    check_parts(parts, rows)
    assert abs(len(parts.validation_rows) - fraction * rows) <= 1


def test_labels_with_one_row_each_still_leave_validation_rows() -> None:
    assert len(iterative_stratification(np.eye(10, dtype=bool), 2, np.random.default_rng(0))) == 2


def test_labels_keep_their_shares_within_a_row_or_so() -> None:
    misses = [largest_miss(np.random.default_rng(seed)) for seed in range(200)]
    assert np.quantile(misses, 0.9) <= 1.01
    # Drawn at random, the median would be 4 rows.
    assert np.median(misses) <= 1


def largest_miss(generator: np.random.Generator) -> float:
    rows, labels = generator.integers(50, 400), generator.integers(1, 11)
    multi_hot = generator.random((rows, labels)) < generator.uniform(0.05, 0.5, labels)
    chosen = iterative_stratification(multi_hot, int(rows // 4), generator)
    wanted = multi_hot.sum(axis=0) * (rows // 4) / rows
    return float(np.abs(multi_hot[chosen].sum(axis=0) - wanted).max())


def test_iterative_stratification_spares_the_rare_label() -> None:
    labels = np.zeros((1000, 3), bool)
    labels[:500, 0], labels[400:800, 1], labels[::200, 2] = True, True, True
    for seed in range(20):
        chosen = iterative_stratification(labels, 200, np.random.default_rng(seed))
        assert np.abs(labels[chosen].sum(axis=0) - (100, 80, 1)).max() <= 1
        assert len(chosen) == 200


def test_a_class_with_one_row_is_named() -> None:
    parts = split(labelled([0, 0, 0, 0, 1]), Shares(0.4), 0)
    check_parts(parts, 5)
    assert (
        parts.note
        == "Rows were drawn regardless of class, because class 1 has only one example to share out."
    )


def test_more_classes_than_rows_is_said() -> None:
    assert "fewer rows than the 5 classes" in split(labelled([0, 1, 2, 3, 4] * 2), Shares(0.1), 0).note


def test_no_validation_keeps_all_rows() -> None:
    parts = split(load("iris"), Shares(0), 0)
    assert len(parts.training_rows) == 150 and len(parts.validation_rows) == 0


@pytest.mark.parametrize("fraction", [-0.1, 1.0, float("nan")])
def test_an_impossible_share_is_refused(fraction: float) -> None:
    with pytest.raises(UserError, match="at least 0 and below 1"):
        split(load("iris"), Shares(fraction), 0)


def test_a_single_example_cannot_be_split() -> None:
    with pytest.raises(UserError, match="only 1 example"):
        split(labelled([0]), Shares(0.5), 0)


@pytest.mark.parametrize("fraction", [0, 0.2, 0.9])
def test_the_data_itself_may_say_which_rows_check(fraction: float) -> None:
    dataset = replace(labelled([0, 1, 0, 1, 2]), validation_rows=np.array([1, 4]))
    parts = split(dataset, Shares(fraction), 0)
    check_parts(parts, 5)
    assert parts.validation_rows.tolist() == [1, 4] and parts.is_given
    assert parts.note == "The data itself says which rows check."
    assert number_of_training_rows(dataset, Shares(fraction)) == 3


@pytest.mark.parametrize("name", DATA_SETS)
def test_a_test_part_keeps_its_shares_and_leaves_the_validation_part_as_it_is(name: str) -> None:
    dataset = load(name)
    without, parts = split(dataset, Shares(0.2), 0), split(dataset, Shares(0.2, 0.1), 0)
    assert parts.validation_rows.tolist() == without.validation_rows.tolist()
    assert without.test_rows.tolist() == [] and parts.test_note == ""
    together = np.concatenate([parts.training_rows, parts.test_rows])
    assert np.sort(together).tolist() == without.training_rows.tolist()
    assert (np.diff(parts.test_rows) > 0).all() and (np.diff(parts.training_rows) > 0).all()
    tested = label_rows(dataset)[parts.test_rows].sum(axis=0)
    assert np.abs(tested - 0.1 * dataset.class_counts()).max() <= 2


@pytest.mark.parametrize("name", ["iris", "digit-traits"])
def test_the_seed_decides_which_rows_test(name: str) -> None:
    first, again, other = (split(load(name), Shares(0.2, 0.2), seed).test_rows.tolist() for seed in (0, 0, 1))
    assert first == again != other


def test_where_the_data_says_which_rows_check_the_test_part_comes_from_the_others() -> None:
    dataset = replace(labelled([0, 1] * 10), validation_rows=np.arange(4))
    parts = split(dataset, Shares(0.2, 0.1), 0)
    assert parts.validation_rows.tolist() == [0, 1, 2, 3] and parts.is_given and not parts.test_is_given
    assert dataset.labels[parts.test_rows].tolist() in ([0, 1], [1, 0])
    assert number_of_training_rows(dataset, Shares(0.2, 0.1)) == len(parts.training_rows) == 14


def test_the_data_itself_may_say_which_rows_test() -> None:
    dataset = replace(labelled([0, 1, 0, 1, 2]), validation_rows=np.array([1]), test_rows=np.array([0, 4]))
    parts = split(dataset, Shares(0.2, 0.5), 0)
    assert (parts.training_rows.tolist(), parts.test_rows.tolist()) == ([2, 3], [0, 4])
    assert parts.test_is_given and number_of_training_rows(dataset, Shares(0.2, 0.5)) == 2


def test_a_test_part_of_rare_classes_is_drawn_regardless_of_them() -> None:
    parts = split(labelled([0, 0, 0, 0, 1, 1]), Shares(0.34, 0.2), 0)
    assert parts.note == "" and len(parts.test_rows) == 1
    assert (
        parts.test_note
        == "Rows were drawn regardless of class, because class 1 has only one example to share out."
    )


def test_two_examples_are_too_few_for_three_parts() -> None:
    with pytest.raises(
        UserError, match="only 2 examples, .*at least 3: one to learn from, one to check, one to test"
    ):
        split(labelled([0, 1]), Shares(0.5, 0.1), 0)


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_an_impossible_test_share_is_refused(share: float) -> None:
    with pytest.raises(UserError, match="The test share is .* at least 0 and below 1"):
        split(load("iris"), Shares(0.2, share), 0)


@pytest.mark.parametrize("fraction", [0, 0.2, 0.33])
def test_the_training_rows_are_counted_as_they_are_drawn(fraction: float) -> None:
    iris = load("iris")
    for shares in (Shares(fraction), Shares(fraction, 0.1)):
        assert number_of_training_rows(iris, shares) == len(split(iris, shares, 0).training_rows)
