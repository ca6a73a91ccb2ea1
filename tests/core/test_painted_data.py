"""Painted points are checked before a project takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import UserError
from workbench.core.painted_data import MOST_POINTS, PaintedData, checked_painted, empty_canvas
from workbench.core.project import DataChoice
from workbench.core.project_file import load, save
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.data_edits import scaling_elsewhere, with_painted

TWO = PaintedData(("A", "B"), points=((0.0, 0.5), (-1.0, 1.0)), labels=(0, 1))


@pytest.mark.parametrize(
    ("painted", "words"),
    [
        (PaintedData(("A",)), "1 classes; use 2 to 10"),
        (PaintedData(tuple("ABCDEFGHIJK")), "11 classes"),
        (PaintedData(("A", "A")), "the same name"),
        (PaintedData(("A", "")), "the same name, or one has none"),
        (PaintedData(("A", "B"), points=((0, 0),)), "1 painted points but 0 labels"),
        (PaintedData(("A", "B"), points=((0, 0),), labels=(2,)), "none of the 2 classes"),
        (PaintedData(("A", "B"), points=((0, 0),), labels=(-1,)), "none of the 2 classes"),
        (PaintedData(("A", "B"), True, ((0, 0),), (4,)), "none of the 2 classes"),
        (PaintedData(("A", "B"), points=((0, 1.5),), labels=(0,)), "outside the canvas"),
        (PaintedData(("A", "B"), points=((float("nan"), 0),), labels=(0,)), "outside the canvas"),
        (PaintedData(("A", "B"), points=((0, 0),) * (MOST_POINTS + 1)), "10,001 painted points"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(painted: PaintedData, words: str) -> None:
    with pytest.raises(UserError, match=words):
        checked_painted(painted)


@pytest.mark.parametrize("painted", [empty_canvas(), TWO, PaintedData(("A", "B"), True, TWO.points, (0, 3))])
def test_what_fits_goes_into_a_file_and_out_again(painted: PaintedData, tmp_path: Path) -> None:
    project = with_painted(starting_project(), painted)
    save(tmp_path / "painted.workbench", project, None)
    assert load(tmp_path / "painted.workbench").project == project


def test_the_head_follows_when_points_begin_or_cease_to_carry_several_labels() -> None:
    project = with_painted(starting_project(), TWO)
    assert project.head.activation == "softmax"
    several = with_painted(project, PaintedData(("A", "B"), True))
    assert (several.head.activation, several.head.loss) == ("sigmoid", "binary_crossentropy")
    assert with_painted(several, TWO).head.activation == "softmax"


def test_points_are_not_scaled_until_a_person_says_so() -> None:
    project = with_painted(starting_project(), empty_canvas())
    assert project.data.scaling == "none"


def test_other_data_after_painted_points_is_scaled_as_ever() -> None:
    painted = with_painted(starting_project(), empty_canvas()).data
    assert scaling_elsewhere(painted) == "standardise"
    assert scaling_elsewhere(DataChoice(scaling="min_max")) == "min_max"
