"""What a person does to painted points."""

from __future__ import annotations

from workbench.core.painted_data import MOST_CLASSES, MOST_POINTS, PaintedData, empty_canvas
from workbench.core.painted_edits import (
    with_class,
    with_class_name,
    with_points,
    with_several,
    without_class,
    without_points,
    without_points_near,
)

THREE = PaintedData(("A", "B", "C"), points=((0, 0), (0.5, 0), (1, 1)), labels=(0, 1, 2))
SETS = PaintedData(("A", "B", "C"), True, ((0, 0), (0.5, 0), (1, 1)), (0b110, 0b000, 0b101))


def test_points_are_added_at_the_end() -> None:
    painted = with_points(THREE, [(-1, -1), (0, 1)], 1)
    assert painted.points[3:] == ((-1, -1), (0, 1))
    assert painted.labels == (0, 1, 2, 1, 1)


def test_a_full_canvas_takes_no_more_points() -> None:
    painted = with_points(empty_canvas(), [(0, 0)] * (MOST_POINTS - 1), 0)
    assert len(with_points(painted, [(1, 1)] * 5, 1).points) == MOST_POINTS


def test_the_eraser_takes_what_it_touches() -> None:
    painted = without_points_near(THREE, (0.1, 0), 0.4)
    assert (painted.points, painted.labels) == (((1, 1),), (2,))


def test_an_eraser_that_touches_nothing_changes_nothing() -> None:
    assert without_points_near(THREE, (-1, -1), 0.1) is THREE


def test_the_classes_stay_on_an_empty_canvas() -> None:
    assert without_points(THREE) == PaintedData(("A", "B", "C"))


def test_a_class_becomes_one_of_several_labels() -> None:
    assert with_several(THREE, True).labels == (0b001, 0b010, 0b100)


def test_of_several_labels_the_first_is_kept_and_points_without_one_go() -> None:
    painted = with_several(SETS, False)
    assert (painted.points, painted.labels) == (((0, 0), (1, 1)), (1, 0))


def test_several_labels_and_back_is_the_same_painting() -> None:
    assert with_several(with_several(THREE, True), False) == THREE


def test_a_class_goes_with_its_points_and_the_later_ones_move_up() -> None:
    painted = without_class(THREE, 1)
    assert painted == PaintedData(("A", "C"), points=((0, 0), (1, 1)), labels=(0, 1))


def test_of_several_labels_only_that_one_goes() -> None:
    assert without_class(SETS, 1) == PaintedData(("A", "C"), True, SETS.points, (0b10, 0b00, 0b11))


def test_a_new_class_gets_the_first_free_letter_up_to_ten_classes() -> None:
    painted = with_class(without_class(THREE, 1))
    assert painted.class_names == ("A", "C", "B")
    for _ in range(MOST_CLASSES):
        painted = with_class(painted)
    assert len(painted.class_names) == MOST_CLASSES


def test_a_class_can_be_called_otherwise() -> None:
    assert with_class_name(THREE, 1, "birds").class_names == ("A", "birds", "C")
