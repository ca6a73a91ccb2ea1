"""The truth comes in the columns in which a head says something."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.heads import HEADS, Head
from workbench.core.labels import LabelKind
from workbench.data.truth import truth_of

LABELS = {
    LabelKind.CLASS_INDEX: np.array([2, 0], np.int32),
    LabelKind.ONE_HOT: np.array([[0, 0, 1], [1, 0, 0]], np.float32),
    LabelKind.YES_NO: np.array([1, 0], np.int32),
    LabelKind.MULTI_HOT: np.array([[1, 0, 1], [0, 0, 0]], np.float32),
}
EXPECTED = {
    LabelKind.CLASS_INDEX: [[0, 0, 1], [1, 0, 0]],
    LabelKind.ONE_HOT: [[0, 0, 1], [1, 0, 0]],
    LabelKind.YES_NO: [[0, 1], [1, 0]],
    LabelKind.MULTI_HOT: [[1, 0, 1], [0, 0, 0]],
}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation} {head.label_kind.value}")
def test_each_head_gets_a_column_for_each_unit(head: Head) -> None:
    classes = 2 if head.label_kind is LabelKind.YES_NO else 3
    truth = truth_of(head, LABELS[head.label_kind], head.label_kind, classes)
    expected = [[1], [0]] if head.units == "one" else EXPECTED[head.label_kind]
    assert truth.tolist() == expected
    assert truth.shape[1] == head.number_of_units(classes)


def test_rows_without_a_label_are_not_known() -> None:
    truth = truth_of(HEADS[0], np.array([1, 0], np.int32), LabelKind.CLASS_INDEX, 2, np.array([False, True]))
    assert truth[0].tolist() == [0, 1] and np.isnan(truth[1]).all()
