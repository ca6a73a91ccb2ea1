"""Labels as a loss takes them, and the refusals."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.heads import HEADS, Encoding, Head
from workbench.core.labels import LabelKind
from workbench.data.dataset import Labels
from workbench.data.encoding import encode

INDICES = np.array([2, 0, 1], np.int32)
ROWS = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]], np.float32)
YES_NO = np.array([0, 1, 1], np.int32)
SUBSETS = np.array([[1, 1, 0], [0, 0, 0], [0, 1, 0]], np.float32)
LABELS = {
    LabelKind.CLASS_INDEX: INDICES,
    LabelKind.ONE_HOT: ROWS,
    LabelKind.YES_NO: YES_NO,
    LabelKind.MULTI_HOT: SUBSETS,
}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: f"{head.activation}-{head.label_kind}")
def test_every_head_gets_its_labels(head: Head) -> None:
    labels = LABELS[head.label_kind]
    classes = 2 if head.label_kind is LabelKind.YES_NO else 3
    encoded = encode(labels, head.label_kind, head.encoding, classes)
    shapes = {"class_index": (3,), "column": (3, 1), "one_hot": (3, classes), "multi_hot": (3, classes)}
    assert encoded.shape == shapes[head.encoding]
    assert encoded.dtype == (np.int32 if head.encoding == "class_index" else np.float32)


@pytest.mark.parametrize(
    ("labels", "kind", "encoding", "expected"),
    [
        (INDICES, LabelKind.CLASS_INDEX, "one_hot", ROWS),
        (ROWS, LabelKind.ONE_HOT, "class_index", INDICES),
        (YES_NO, LabelKind.YES_NO, "column", [[0], [1], [1]]),
        (ROWS, LabelKind.MULTI_HOT, "class_index", INDICES),
        (ROWS, LabelKind.MULTI_HOT, "one_hot", ROWS),
        (SUBSETS, LabelKind.MULTI_HOT, "multi_hot", SUBSETS),
    ],
)
def test_forms(labels: Labels, kind: LabelKind, encoding: Encoding, expected: object) -> None:
    assert np.array_equal(encode(labels, kind, encoding, 3), np.asarray(expected))


def test_yes_no_as_two_classes() -> None:
    assert encode(YES_NO, LabelKind.YES_NO, "one_hot", 2).tolist() == [[1, 0], [0, 1], [0, 1]]


def test_one_label_fits_in_a_column() -> None:
    assert encode(SUBSETS[:, :1], LabelKind.MULTI_HOT, "column", 1).shape == (3, 1)


@pytest.mark.parametrize(
    ("labels", "kind", "encoding", "complaint"),
    [
        (
            SUBSETS,
            LabelKind.MULTI_HOT,
            "class_index",
            r"2 of 3 rows do not .* \(1 with several, 1 with none\)",
        ),
        (SUBSETS[1:], LabelKind.MULTI_HOT, "one_hot", "1 of 2 rows does not carry exactly one label"),
        (SUBSETS, LabelKind.MULTI_HOT, "column", "3 labels do not fit in one column"),
        (np.full((3, 3), 1 / 3), LabelKind.ONE_HOT, "class_index", "3 of 3 rows share one whole"),
        (INDICES, LabelKind.CLASS_INDEX, "column", "All 3 rows .* use class index or one hot"),
        (YES_NO, LabelKind.YES_NO, "multi_hot", "All 3 rows .* use column"),
    ],
)
def test_refusals_count_the_rows(
    labels: Labels,
    kind: LabelKind,
    encoding: Encoding,
    complaint: str,
) -> None:
    with pytest.raises(UserError, match=complaint):
        encode(labels, kind, encoding, 3)
