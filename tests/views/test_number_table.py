"""A table of numbers fills its width, and cuts no number."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel

from workbench.views.number_table import NumberTable


@pytest.fixture
def table(qtbot: Any) -> NumberTable:
    model = QStandardItemModel(2, 3)
    for row in range(2):
        for column in range(3):
            model.setItem(row, column, QStandardItem(f"{10**column}.{row}"))
    table = NumberTable(model)
    qtbot.addWidget(table)
    table.show()
    return table


def widths(table: NumberTable) -> list[int]:
    return [table.columnWidth(column) for column in range(3)]


def test_the_columns_fill_the_table(table: NumberTable) -> None:
    table.resize(600, 100)
    assert sum(widths(table)) == table.viewport().width()


def test_no_column_is_narrower_than_its_cells(table: NumberTable) -> None:
    table.resize(60, 100)
    assert all(width >= table.sizeHintForColumn(column) for column, width in enumerate(widths(table)))
    assert sum(widths(table)) > table.viewport().width()


def test_larger_text_and_longer_numbers_get_more_room(table: NumberTable) -> None:
    table.resize(60, 100)
    before, height = widths(table), table.rowHeight(0)
    model = table.model()
    model.setData(model.index(0, 0), "−1234567890.5")
    assert widths(table)[0] > before[0]
    font = table.font()
    font.setPointSizeF(2 * font.pointSizeF())
    table.setFont(font)
    assert table.rowHeight(0) > height and widths(table)[2] > before[2]
