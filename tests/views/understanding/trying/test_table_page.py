"""Inputs of a table are set with sliders, lists, the keyboard and typed numbers, from any example on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.core.projects.data_edits import with_own
from workbench.data.dataset import Dataset
from workbench.qt.document import Document
from workbench.qt.trying.input_table_model import VALUE
from workbench.views.understanding.trying.table_page import TablePage

COLUMNS = (
    Column("age"),
    Column("colour", "input", "category", ("red", "white", "black")),
    Column("species", "label", "category", ("cat", "dog")),
)
NAMES = ("age", "colour = red", "colour = white", "colour = black")
AGE, COLOUR = range(2)


@pytest.fixture
def document() -> Document:
    """Pets with an age and a colour, some of which are missing."""
    document = Document()
    own = OwnData(FileReference("pets.csv"), Reading("delimited"), COLUMNS, LabelReading("class_texts"))
    document.project = with_own(document.project, own, LabelKind.CLASS_INDEX)
    ages = np.linspace(0, 10, 40, dtype=np.float32)[:, None]
    inputs = np.hstack([ages, np.eye(3, dtype=np.float32)[np.arange(40) % 3]])
    inputs[7] = np.nan
    labels = (np.arange(40) % 2).astype(np.int32)
    pets = Dataset(
        "pets", "Pets", inputs, labels, LabelKind.CLASS_INDEX, ("cat", "dog"), NAMES, may_miss=True
    )
    document._loaded = document.project.data, pets
    return document


@pytest.fixture
def page(qtbot, document: Document) -> TablePage:
    page = TablePage()
    qtbot.addWidget(page)
    page.take(document)
    page.resize(500, 300)
    page.show()
    return page


def cell(page: TablePage, row: int) -> QRect:
    return page.table.visualRect(page.model.index(row, VALUE))


def groove(page: TablePage, row: int) -> QRect:
    return page.table.itemDelegateForColumn(VALUE).groove(cell(page, row))


def test_a_slider_follows_the_pointer_from_end_to_end(page: TablePage, qtbot) -> None:
    area, viewport = groove(page, AGE), page.table.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=area.center())
    assert page.inputs[0] == pytest.approx(5, abs=0.2)
    for x, wanted in ((area.right() + 1, 10), (area.left() - 9, 0)):
        qtbot.mouseMove(viewport, QPoint(x, area.center().y()))
        assert page.inputs[0] == pytest.approx(wanted, abs=0.2)


def test_a_list_offers_the_categories_and_sets_all_of_their_inputs(page: TablePage, qtbot) -> None:
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell(page, COLOUR).center())
    combo = page.table.findChild(QComboBox, "cellCombo")
    assert [combo.itemText(place) for place in range(combo.count())] == ["red", "white", "black"]
    with qtbot.waitSignal(page.changed):
        combo.setCurrentIndex(2)
        combo.activated.emit(2)
    assert page.inputs[1:].tolist() == [0, 0, 1]


def test_a_number_can_be_typed_also_outside_what_the_data_has(page: TablePage, qtbot) -> None:
    page.table.edit(page.model.index(AGE, VALUE))
    spin = page.table.findChild(QDoubleSpinBox, "inputSpin")
    spin.selectAll()
    qtbot.keyClicks(spin, "25.5")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert page.inputs[0] == 25.5


def test_the_keyboard_moves_a_slider_and_takes_a_value_away(page: TablePage, qtbot) -> None:
    page.table.setCurrentIndex(page.model.index(AGE, VALUE))
    before = page.inputs[0]
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.inputs[0] == pytest.approx(before + 0.1)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert np.isnan(page.inputs[0])
    page.table.setCurrentIndex(page.model.index(COLOUR, VALUE))
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.index(COLOUR, VALUE).data() == "red"


def test_it_starts_from_an_example_until_something_is_changed_and_from_it_again(
    page: TablePage, document: Document
) -> None:
    assert page.row is None
    page.start.setCurrentText("Training example")
    page.number.setValue(5)
    row = page.row
    assert row is not None
    assert np.array_equal(page.inputs, document.dataset.inputs[row], equal_nan=True)
    assert not page.again.isEnabled()
    page.model.set_value(AGE, 3.25)
    assert page.row is None, "its label is not known to be that of the example any more"
    page.again.click()
    assert page.row == row
    assert np.array_equal(page.inputs, document.dataset.inputs[row], equal_nan=True)


def test_what_was_set_stays_where_only_rows_of_the_data_change(page: TablePage, document: Document) -> None:
    page.model.set_value(AGE, 3.25)
    dataset = document.dataset
    more = replace(dataset, inputs=np.tile(dataset.inputs, (2, 1)), labels=np.tile(dataset.labels, 2))
    document._loaded = document.project.data, more
    page.take(document)
    assert page.inputs[0] == 3.25
    document._loaded = document.project.data, replace(more, input_names=("years", *NAMES[1:]))
    page.take(document)
    assert page.inputs[0] == pytest.approx(np.nanmedian(more.inputs[:, 0]))
