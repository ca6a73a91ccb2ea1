"""Dead and saturated units are named, counted from 1."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from workbench.core.inside.inside import Inside, LayerInside
from workbench.qt.inside.unit_table_model import MOST_NAMED, UnitTableModel


def layer(title: str, units: int, dead: list[int], saturated: list[int]) -> LayerInside:
    faults = (np.array(units, np.int64) for units in (dead, saturated))
    return LayerInside(title, np.zeros(units, np.float32), {}, *faults)


def inside(*layers: LayerInside) -> Inside:
    return Inside(7, True, 0, 256, layers, None)


def cells(model: UnitTableModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_each_layer_has_its_units_by_name() -> None:
    model = UnitTableModel()
    model.put(inside(layer("1 Dense relu", 64, [0, 4], []), layer("2 Dense tanh", 8, [], [7])))
    assert cells(model, 0) == ["1 Dense relu", "64", "2: 1, 5", "none"]
    assert cells(model, 1) == ["2 Dense tanh", "8", "none", "1: 8"]
    assert model.summary == "2 units are dead and 1 unit is saturated on 256 training examples."


def test_of_many_units_the_first_are_named_and_all_of_them_in_the_tool_tip() -> None:
    model = UnitTableModel()
    model.put(inside(layer("1 Dense relu", 64, list(range(40)), [])))
    assert cells(model, 0)[2].endswith(f"{MOST_NAMED} and 28 more")
    assert "39, 40" in model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    "other", [None, inside(layer("1 Dense", 3, [], []))], ids=["nothing", "other layers"]
)
def test_another_network_makes_other_rows(other: Inside | None, qtbot) -> None:
    model = UnitTableModel()
    model.put(inside(layer("1 Dense relu", 2, [], []), layer("2 Dense", 2, [], [])))
    with qtbot.waitSignal(model.modelReset):
        model.put(other)
    assert model.rowCount() == (0 if other is None else 1)
    assert model.summary == (
        "" if other is None else "No unit is dead or saturated on 256 training examples."
    )
