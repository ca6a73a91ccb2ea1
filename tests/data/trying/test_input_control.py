"""What there is to set of an example: sliders for numbers, lists for categories."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.data.built_in import load
from workbench.data.dataset import Dataset
from workbench.data.trying.input_control import InputControl, input_controls

COLUMNS = (
    Column("age"),
    Column("species", "label", "category", ("cat", "dog")),
    Column("colour", "input", "category", ("red", "white", "black")),
    Column("tame", "input", "yes_no", ("no", "yes")),
)
ROWS = np.array(
    [[3, 1, 0, 0, 1], [5, 0, 0, 1, 1], [4, 1, 0, 0, 0], [np.nan, np.nan, np.nan, np.nan, np.nan]], np.float32
)


def own_data(columns: tuple[Column, ...] = COLUMNS) -> OwnData:
    return OwnData(FileReference("pets.csv"), Reading("delimited"), columns, LabelReading("class_texts"))


def pets() -> Dataset:
    names = ("age", "colour = red", "colour = white", "colour = black", "tame")
    labels = np.array([0, 1, 0, 1], np.int32)
    return Dataset("pets", "Pets", ROWS, labels, LabelKind.CLASS_INDEX, ("cat", "dog"), names, may_miss=True)


def test_numbers_go_from_the_smallest_to_the_largest_around_the_median() -> None:
    iris = load("iris", {})
    controls = input_controls(iris, None)
    assert [control.name for control in controls] == list(iris.input_names)
    for place, control in enumerate(controls):
        values = iris.inputs[:, place]
        assert (control.low, control.high) == (values.min(), values.max())
        assert control.middle == pytest.approx(np.median(values))
        assert control.at(0) == control.low
        assert control.at(2) == control.high


def test_a_category_is_one_list_over_its_inputs_and_yes_no_another() -> None:
    age, colour, tame = input_controls(pets(), own_data())
    assert (age.low, age.high, age.middle, age.step) == (3, 5, 4, 1)
    assert age.at(0.6) == 4, "whole numbers are set in whole steps"
    assert (colour.first, colour.width, colour.choices) == (1, 3, ("red", "white", "black"))
    assert (tame.first, tame.width, tame.choices) == (4, 1, ("no", "yes"))
    assert (colour.middle, tame.middle) == (0, 1), "what most rows have"
    assert [control.value(ROWS[1]) for control in (age, colour, tame)] == [5, 2, 1]
    assert [control.words(2.0) for control in (age, colour)] == ["2", "black"]


def test_a_value_is_written_into_its_inputs_alone() -> None:
    controls = input_controls(pets(), own_data())
    inputs = ROWS[0].copy()
    controls[1].put(inputs, 1)
    assert inputs.tolist() == [3, 0, 1, 0, 1]
    controls[0].put(inputs, 7.5)
    controls[2].put(inputs, 0)
    assert inputs.tolist() == [7.5, 0, 1, 0, 0]
    for control in controls:
        control.put(inputs, np.nan)
        assert np.isnan(control.value(inputs))
        assert control.words(np.nan) == "missing"
    assert np.isnan(inputs).all()


def test_columns_that_do_not_make_up_the_inputs_are_taken_as_numbers() -> None:
    controls = input_controls(pets(), own_data(COLUMNS[:2]))
    assert len(controls) == 5
    assert not any(control.choices for control in controls)


@pytest.mark.parametrize("values", [[], [np.nan, np.nan], [2, 2]])
def test_a_column_without_two_values_still_has_a_range(values: list[float]) -> None:
    inputs = np.array(values, np.float32).reshape(-1, 1)
    labels = np.zeros(len(values), np.int32)
    data = Dataset("x", "x", inputs, labels, LabelKind.CLASS_INDEX, ("a",), ("x",), may_miss=True)
    (control,) = input_controls(data, None)
    assert control.low < control.high
    assert control.low <= control.middle <= control.high


def test_data_larger_than_what_is_looked_at_is_looked_at_all_over() -> None:
    inputs = np.arange(20_001, dtype=np.float32).reshape(-1, 1)
    labels = np.zeros(len(inputs), np.int32)
    (control,) = input_controls(
        Dataset("x", "x", inputs, labels, LabelKind.CLASS_INDEX, ("a",), ("x",)), None
    )
    assert isinstance(control, InputControl)
    assert (control.low, control.high) == (0, 20_000)
    assert control.middle == pytest.approx(10_000, abs=5)
