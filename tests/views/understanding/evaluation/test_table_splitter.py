"""A table gets the width of its columns; in a narrow room it stands above what is beside it elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.qt.evaluation.figures_table_model import FigureColumn
from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.table_splitter import TableSplitter

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def splitter(qtbot: Any) -> TableSplitter:
    table = FiguresTable("figures", "figures", "Some figures")
    splitter = TableSplitter(table, QWidget(), table, most=0.5)
    qtbot.addWidget(splitter)
    splitter.resize(1000, 300)
    with qtbot.waitExposed(splitter):
        splitter.show()
    table.figures.show([FigureColumn(name, name, ["1"]) for name in ("one", "two")])
    return splitter


def test_a_table_has_the_width_of_its_columns(splitter: TableSplitter) -> None:
    table = splitter.widget(0)
    assert isinstance(table, FiguresTable)
    assert splitter.sizes()[0] == pytest.approx(table.wanted_width(), abs=2)
    table.figures.show([FigureColumn("a much longer heading", "", ["1"])])
    assert splitter.sizes()[0] == pytest.approx(table.wanted_width(), abs=2)


def test_a_wide_table_leaves_room_beside_it(splitter: TableSplitter) -> None:
    table = splitter.widget(0)
    assert isinstance(table, FiguresTable)
    table.figures.show([FigureColumn("w" * 200, "", ["1"])])
    assert splitter.sizes()[0] == pytest.approx(splitter.sizes()[1], abs=2)


def test_in_a_narrow_and_high_room_they_stand_above_each_other(splitter: TableSplitter) -> None:
    splitter.resize(300, 600)
    assert splitter.orientation() == Qt.Orientation.Vertical
    splitter.resize(1000, 300)
    assert splitter.orientation() == Qt.Orientation.Horizontal
