"""Painted points as a data set."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.painted_data import PaintedData, empty_canvas
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.data_edits import with_painted
from workbench.core.shares import Shares
from workbench.data.load import load
from workbench.data.painted import load_painted
from workbench.data.prepared import prepare_project

POINTS = ((0.0, 0.5), (-1.0, 1.0), (0.25, -0.25))


def test_exactly_one_class_is_an_index() -> None:
    dataset = load(with_painted(starting_project(), PaintedData(("A", "B"), False, POINTS, (0, 1, 1))).data)
    np.testing.assert_array_equal(dataset.inputs, np.array(POINTS, np.float32))
    assert dataset.label_kind is LabelKind.CLASS_INDEX
    assert dataset.labels.tolist() == [0, 1, 1]
    assert dataset.input_names == ("x", "y")


def test_any_number_of_labels_is_a_row_of_ones_and_zeros() -> None:
    painted = PaintedData(("A", "B", "C"), True, POINTS, (0b101, 0b000, 0b010))
    dataset = load(with_painted(starting_project(), painted).data)
    assert dataset.label_kind is LabelKind.MULTI_HOT
    assert dataset.labels.tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]


def test_the_same_painting_is_the_same_data_set() -> None:
    one, other = (PaintedData(("A", "B"), False, POINTS, (0, 1, 1)) for _ in range(2))
    project = starting_project()
    assert load(with_painted(project, one).data) is load(with_painted(project, other).data)


@pytest.mark.parametrize("several", [False, True])
def test_an_empty_canvas_is_a_data_set_without_rows(several: bool) -> None:
    dataset = load(with_painted(starting_project(), PaintedData(("A", "B"), several)).data)
    assert (dataset.number_of_examples, dataset.number_of_inputs) == (0, 2)
    assert "of 2" in dataset.label_summary()


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_points_to_train_are_refused_in_words(count: int) -> None:
    painted = PaintedData(("A", "B"), False, POINTS[:count], (0,) * count)
    with pytest.raises(UserError, match="at least 2"):
        prepare_project(with_painted(starting_project(), painted))


def test_two_points_are_enough() -> None:
    painted = PaintedData(empty_canvas().class_names, False, POINTS[:2], (0, 1))
    parts = prepare_project(with_painted(starting_project(), painted)).split
    assert (len(parts.training_rows), len(parts.validation_rows)) == (1, 1)


@pytest.mark.parametrize(("fraction", "checking"), [(0.2, [5, 12]), (0.5, [1, 4, 6, 7, 9, 11])])
def test_a_share_of_each_class_checks_and_later_points_change_nothing(fraction: float, checking) -> None:
    labels = (0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1)
    for count in (13, 10):
        painted = PaintedData(("A", "B"), False, ((0.0, 0.0),) * count, labels[:count])
        rows = load_painted(painted, Shares(fraction)).validation_rows
        assert rows is not None
        assert rows.tolist() == [row for row in checking if row < count]


def test_a_share_of_each_class_tests_and_neither_later_points_nor_another_validation_share_change_it() -> (
    None
):
    labels = (0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1)
    for count, validation in ((13, 0.2), (13, 0.5), (10, 0.5)):
        painted = PaintedData(("A", "B"), False, ((0.0, 0.0),) * count, labels[:count])
        dataset = load_painted(painted, Shares(validation, 0.2))
        assert dataset.test_rows is not None and dataset.validation_rows is not None
        assert dataset.test_rows.tolist() == [row for row in (5, 12) if row < count]
        assert not set(dataset.test_rows) & set(dataset.validation_rows)


def test_the_parts_of_painted_points_have_the_sizes_asked_for() -> None:
    painted = PaintedData(("A", "B"), False, ((0.0, 0.0),) * 200, (0, 1) * 100)
    dataset = load_painted(painted, Shares(0.3, 0.1))
    assert dataset.test_rows is not None and dataset.validation_rows is not None
    assert (len(dataset.validation_rows), len(dataset.test_rows)) == (60, 20)


def test_few_points_have_no_test_part() -> None:
    painted = PaintedData(("A", "B"), False, POINTS[:2], (0, 1))
    project = with_painted(starting_project(), painted)
    data = msgspec.structs.replace(project.data, test_fraction=0.5)
    parts = prepare_project(msgspec.structs.replace(project, data=data)).split
    assert (len(parts.training_rows), len(parts.validation_rows), len(parts.test_rows)) == (1, 1, 0)


def test_of_few_points_a_random_one_checks() -> None:
    painted = PaintedData(("A", "B"), False, POINTS, (0, 1, 1))
    assert load_painted(painted, Shares(0.2)).validation_rows is None
