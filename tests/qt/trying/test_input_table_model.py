"""The table of the inputs of a made-up example."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from workbench.data.trying.input_control import InputControl
from workbench.qt.trying.input_table_model import CHOICES_ROLE, NAME, VALUE, InputTableModel

AGE = InputControl("age", 0, low=0, high=10, middle=4, step=1)
COLOUR = InputControl("colour", 1, ("red", "white"), 2, middle=1)


@pytest.fixture
def model() -> InputTableModel:
    model = InputTableModel()
    model.offer((AGE, COLOUR), may_miss=False)
    return model


def shown(model: InputTableModel) -> list[tuple[str, str]]:
    return [(model.index(row, NAME).data(), model.index(row, VALUE).data()) for row in range(2)]


def test_it_begins_in_the_middle_of_every_input(model: InputTableModel) -> None:
    assert shown(model) == [("age", "4"), ("colour", "white")]
    assert model.inputs.tolist() == [4, 0, 1]


def test_an_edit_writes_into_the_inputs_and_is_told_once(model: InputTableModel, qtbot) -> None:
    with qtbot.waitSignal(model.edited):
        assert model.setData(model.index(0, VALUE), 7)
    with qtbot.waitSignal(model.edited):
        model.setData(model.index(1, VALUE), 0.0)
    assert model.inputs.tolist() == [7, 1, 0]
    with qtbot.assertNotEmitted(model.edited):
        model.setData(model.index(0, VALUE), 7)
        assert not model.setData(model.index(0, NAME), 1)


def test_an_example_is_copied_so_that_edits_leave_the_data_alone(model: InputTableModel) -> None:
    example = np.array([2, 1, 0], np.float32)
    model.start_from(example)
    model.set_value(0, 9)
    assert shown(model) == [("age", "9"), ("colour", "red")]
    assert example[0] == 2


def test_values_can_be_missing_only_where_the_data_has_missing_ones(model: InputTableModel) -> None:
    model.set_value(0, float("nan"))
    assert shown(model)[0] == ("age", "4")
    model.offer((AGE, COLOUR), may_miss=True)
    model.set_value(0, float("nan"))
    assert shown(model)[0] == ("age", "missing")
    assert np.isnan(model.inputs[0])


def test_a_list_says_its_choices_and_every_row_what_it_can_be(model: InputTableModel) -> None:
    words = [word for _, word, _ in model.index(1, VALUE).data(CHOICES_ROLE)]
    assert words == ["red", "white"]
    tip = model.index(0, VALUE).data(Qt.ItemDataRole.ToolTipRole)
    assert "0 to 10 in the data, median 4" in tip
