"""What a person is told of how the inputs were prepared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.shares import Shares
from workbench.data import fitting
from workbench.data.dataset import Dataset
from workbench.data.mapped import write_mapped
from workbench.data.prepared import prepare


def of(inputs: list[list[float]], **changes: object) -> Dataset:
    rows = np.array(inputs, np.float32)
    names = tuple("abcdefgh"[: rows.shape[1]])
    labels = np.zeros(len(rows), np.int32)
    made = Dataset("d", "D", rows, labels, LabelKind.CLASS_INDEX, ("one",), names, may_miss=True)
    return replace(made, **changes)  # type: ignore[arg-type]


def notes(dataset: Dataset, scaling: str = "standardise") -> tuple[str, ...]:
    return prepare(dataset, Shares(0), 0, scaling).notes


NAN = float("nan")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ([[1, 2], [3, 4]], ()),
        ([[1, NAN], [3, 4], [5, 6]], ()),
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
def test_inputs_that_say_nothing_are_counted_and_named(
    inputs: list[list[float]], said: tuple[str, ...]
) -> None:
    assert notes(of(inputs)) == said


def test_medians_of_some_rows_of_a_large_file_are_said_to_be_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "SAMPLED_ROWS", 3)
    mapped = write_mapped(of([[1, 2], [3, 4], [5, NAN], [7, 8]]), tmp_path)
    assert notes(mapped) == ("The medians are those of 3 of the 4 training rows, evenly drawn.",)


def test_corners_of_pictures_that_never_change_are_not_worth_a_word() -> None:
    assert notes(of([[0, 1], [0, 2]], image_shape=(1, 2))) == ()
