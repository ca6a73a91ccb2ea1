"""A data set refuses arrays that contradict each other, and describes itself in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset

THREE_CLASSES = Dataset(
    name="three",
    title="Three",
    inputs=np.zeros((4, 2), np.float32),
    labels=np.array([0, 1, 2, 2], np.int32),
    label_kind=LabelKind.CLASS_INDEX,
    class_names=("a", "b", "c"),
    input_names=("x", "y"),
)
SUBSETS = replace(
    THREE_CLASSES,
    label_kind=LabelKind.MULTI_HOT,
    labels=np.array([[1, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 0]], np.float32),
)


def test_exactly_one_class() -> None:
    assert THREE_CLASSES.class_counts().tolist() == [1, 1, 2]
    assert THREE_CLASSES.cardinality == 1
    assert THREE_CLASSES.label_summary() == "exactly one of 3 classes, between 1 and 2 examples each"


def test_any_number_of_labels() -> None:
    assert SUBSETS.class_counts().tolist() == [2, 3, 1]
    assert SUBSETS.labels_per_row.tolist() == [2, 1, 3, 0]
    assert SUBSETS.rows_without_label == 1
    assert SUBSETS.label_summary() == "any number of 3 labels; 1.5 per example on average; 1 row with none"


def test_yes_or_no() -> None:
    labels = np.array([0, 1, 1, 1], np.int32)
    dataset = replace(THREE_CLASSES, label_kind=LabelKind.YES_NO, labels=labels, class_names=("ham", "spam"))
    assert dataset.label_summary() == "1 ham, 3 spam"


def test_soft_rows_count_for_their_largest_class() -> None:
    rows = np.array([[0.6, 0.4, 0], [0, 1, 0], [0, 0, 1], [0.2, 0.2, 0.6]], np.float32)
    assert replace(THREE_CLASSES, label_kind=LabelKind.ONE_HOT, labels=rows).class_counts().tolist() == [
        1,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"inputs": np.full((4, 2), np.nan, np.float32)}, "4 rows .* not a finite number"),
        ({"inputs": np.zeros((4, 2))}, "float32"),
        ({"inputs": np.zeros((4, 0), np.float32)}, "needs columns"),
        ({"inputs": np.zeros((3, 2), np.float32)}, "3 rows of inputs but 4 of labels"),
        ({"input_names": ("x",)}, "2 inputs have 1 names"),
        ({"image_shape": (3, 3)}, "do not fill a picture"),
        ({"class_names": ("a", "a", "b")}, "differ"),
        ({"class_names": ("a", "b")}, "from 0 to 2"),
        ({"labels": np.array([0, 1, 2, -1], np.int32)}, "from -1 to 2"),
        ({"labels": np.zeros(4)}, "int32"),
        ({"label_kind": LabelKind.YES_NO}, "need 2 class names"),
        ({"label_kind": LabelKind.MULTI_HOT}, "float32 array"),
        ({"label_kind": LabelKind.MULTI_HOT, "labels": np.full((4, 3), 0.5, np.float32)}, "must be 0 or 1"),
        ({"label_kind": LabelKind.ONE_HOT, "labels": np.ones((4, 3), np.float32)}, "4 one-hot rows"),
        ({"label_kind": LabelKind.ONE_HOT, "labels": np.full((4, 3), np.nan, np.float32)}, "4 one-hot rows"),
        ({"may_miss": True, "inputs": np.full((4, 2), np.inf, np.float32)}, "4 rows .* not a finite number"),
        ({"validation_rows": np.array([1], np.int32)}, "int64"),
        ({"validation_rows": np.empty(0, np.int64)}, "0 of 4 rows check"),
        ({"validation_rows": np.arange(4)}, "4 of 4 rows check"),
        ({"validation_rows": np.array([1, 1])}, "sorted"),
        ({"validation_rows": np.array([2, 1])}, "sorted"),
        ({"validation_rows": np.array([-1, 1])}, "sorted"),
        ({"validation_rows": np.array([1, 4])}, "below 4"),
        ({"test_rows": np.array([1])}, "Test rows need validation rows"),
        ({"validation_rows": np.array([1]), "test_rows": np.array([1, 2])}, "which are others"),
        ({"validation_rows": np.array([1]), "test_rows": np.array([2, 4])}, "Test rows .* below 4"),
        ({"validation_rows": np.array([1]), "test_rows": np.array([0, 2, 3])}, "some must train"),
    ],
)
def test_contradictions_are_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(THREE_CLASSES, **change)  # type: ignore[arg-type]


def test_values_may_be_missing_where_the_data_says_so() -> None:
    inputs = np.array([[1, np.nan], [np.nan, np.nan], [0, 1], [2, 3]], np.float32)
    assert np.isnan(replace(THREE_CLASSES, inputs=inputs, may_miss=True).inputs).sum() == 3


@pytest.mark.parametrize("numbers", [4, 12])
def test_a_picture_has_one_number_a_pixel_or_three(numbers: int) -> None:
    names = tuple(map(str, range(numbers)))
    inputs = np.zeros((4, numbers), np.float32)
    assert replace(THREE_CLASSES, inputs=inputs, input_names=names, image_shape=(2, 2)).image_shape == (2, 2)
