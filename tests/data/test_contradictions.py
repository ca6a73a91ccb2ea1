"""How many rows contradict a head is counted, and said."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.data.contradictions import contradictions, with_count
from workbench.data.dataset import Dataset


def labelled(rows: list[list[int]]) -> Dataset:
    labels = np.array(rows, np.float32).reshape(-1, 2)
    inputs = np.zeros((len(rows), 1), np.float32)
    return Dataset("own", "Own", inputs, labels, LabelKind.MULTI_HOT, ("a", "b"), ("x",))


@pytest.mark.parametrize(
    ("rows", "count", "sentence"),
    [
        ([[1, 1], [0, 0], [0, 0], [1, 0]], 3, "3 of 4 rows contradict the softmax head: 1 carries several labels and 2 carry none."),
        ([[1, 1], [1, 1], [0, 1]], 2, "2 of 3 rows contradict the softmax head: 2 carry several labels."),
        ([[0, 0], [0, 1]], 1, "1 of 2 rows contradicts the softmax head: 1 carries none."),
        ([], 0, ""),
        ([[1, 0], [0, 1]], 0, "Each of the 2 rows carries exactly one label, though any number is allowed."),
    ],
)  # fmt: skip
def test_rows_without_exactly_one_label_contradict_softmax(
    rows: list[list[int]], count: int, sentence: str
) -> None:
    found = contradictions(labelled(rows), "softmax")
    assert found is not None
    assert (found.rows, found.of_rows, found.sentence) == (count, len(rows), sentence)


LABELS = {
    LabelKind.CLASS_INDEX: np.array([0, 1], np.int32),
    LabelKind.YES_NO: np.array([0, 1], np.int32),
    LabelKind.ONE_HOT: np.eye(2, dtype=np.float32),
    LabelKind.MULTI_HOT: np.ones((2, 2), np.float32),
}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation} {head.label_kind.value}")
def test_no_row_contradicts_a_head_that_fits(head: Head) -> None:
    inputs = np.zeros((2, 1), np.float32)
    dataset = Dataset("own", "Own", inputs, LABELS[head.label_kind], head.label_kind, ("no", "yes"), ("x",))
    assert contradictions(dataset, head.activation) is None
    assert with_count("Why.", dataset, head.activation) == "Why."


def test_the_count_comes_before_the_reason() -> None:
    said = with_count("Why.", labelled([[1, 1], [0, 1]]), "softmax")
    assert said == "1 of 2 rows contradicts the softmax head: 1 carries several labels. Why."
