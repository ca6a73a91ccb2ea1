"""What a person is told of how the inputs were prepared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.prepared import prepare


def of(inputs: list[list[float]], **changes: object) -> Dataset:
    rows = np.array(inputs, np.float32)
    names = tuple("abcdefgh"[: rows.shape[1]])
    labels = np.zeros(len(rows), np.int32)
    made = Dataset("d", "D", rows, labels, LabelKind.CLASS_INDEX, ("one",), names, may_miss=True)
    return replace(made, **changes)  # type: ignore[arg-type]


def notes(dataset: Dataset, scaling: str = "standardise") -> tuple[str, ...]:
    return prepare(dataset, 0, 0, scaling).notes


NAN = float("nan")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ([[1, 2], [3, 4]], ()),
        ([[1, NAN], [3, 4], [5, 6]], ("1 missing value in 1 input (b) became the median of the training part.",)),
        (
            [[NAN, NAN], [NAN, 4], [5, 6], [3, 1]],
            ("3 missing values in 2 inputs (a, b) became the median of the training part.",),
        ),
        (
            [[1, 2], [1, 4]],
            ("1 input has only one value in the training part (a), so nothing can be learned from it.",),
        ),
        (
            [[1, 2, 3, 4, 5, 6]] * 3,
            (
                "6 inputs have only one value in the training part (a, b, c and 3 more), "
                "so nothing can be learned from them.",
            ),
        ),
    ],
)  # fmt: skip
def test_what_was_filled_in_and_what_says_nothing_is_counted_and_named(
    inputs: list[list[float]], said: tuple[str, ...]
) -> None:
    assert notes(of(inputs)) == said


def test_missing_values_are_counted_in_both_parts() -> None:
    dataset = of([[1], [2], [NAN], [4]], validation_rows=np.array([2]))
    assert notes(dataset) == ("1 missing value in 1 input (a) became the median of the training part.",)


def test_corners_of_pictures_that_never_change_are_not_worth_a_word() -> None:
    assert notes(of([[0, 1], [0, 2]], image_shape=(1, 2))) == ()
