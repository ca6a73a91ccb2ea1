"""Classes that the training or the validation part lacks are named."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset, Labels
from workbench.data.own.doctor.part_findings import part_findings
from workbench.data.split import Split

NAMES = ("a", "b", "c")
INDICES = np.array([0, 1, 2, 0], np.int32)
ROWS = np.eye(3, dtype=np.float32)[INDICES]


def dataset(labels: Labels, kind: LabelKind) -> Dataset:
    return Dataset("own", "Own", np.zeros((4, 1), np.float32), labels, kind, NAMES, ("x",))


def parts(training: list[int], validation: list[int], test: tuple[int, ...] = ()) -> Split:
    return Split(np.array(training, np.int64), np.array(validation, np.int64), np.array(test, np.int64))


EACH_KIND = pytest.mark.parametrize(
    ("labels", "kind"),
    [(INDICES, LabelKind.CLASS_INDEX), (ROWS, LabelKind.ONE_HOT), (ROWS, LabelKind.MULTI_HOT)],
)


@EACH_KIND
def test_what_is_missing_in_the_validation_part_is_not_checked(labels: Labels, kind: LabelKind) -> None:
    (found,) = part_findings(dataset(labels, kind), parts([0, 1, 2], [3]))
    assert found.weight == "warning"
    assert (
        "2 classes (“b”, “c”) have no row in the validation part, so each of them is not checked."
        in found.sentence
    )


@EACH_KIND
def test_what_is_missing_in_the_training_part_cannot_be_learned(labels: Labels, kind: LabelKind) -> None:
    first = part_findings(dataset(labels, kind), parts([1, 2], [0, 3]))[0]
    assert "1 class (“a”) has no row in the training part, so it cannot be learned." in first.sentence


@EACH_KIND
def test_what_is_missing_in_the_test_part_is_not_tested(labels: Labels, kind: LabelKind) -> None:
    found = part_findings(dataset(labels, kind), parts([0, 1, 2], [], (3,)))
    assert [one.sentence.split(".")[0] for one in found] == [
        "2 classes (“b”, “c”) have no row in the test part, so each of them is not tested"
    ]


@EACH_KIND
def test_nothing_is_said_where_no_row_checks(labels: Labels, kind: LabelKind) -> None:
    assert part_findings(dataset(labels, kind), parts([0, 1, 2, 3], [])) == ()


def test_a_class_that_no_row_has_is_missing_in_no_part() -> None:
    two = dataset(np.array([0, 1, 0, 1], np.int32), LabelKind.CLASS_INDEX)
    assert part_findings(two, parts([0, 1], [2, 3])) == ()
