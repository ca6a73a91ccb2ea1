"""The first rows of a file as they stand in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from own_files import flowers
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from workbench.core.own_data import Column
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.reader import Sample
from workbench.qt.importing.sample_table_model import SampleTableModel

HORIZONTAL = Qt.Orientation.Horizontal


def test_cells_stand_as_in_the_file_under_their_role(qapp: Any, tmp_path: Path) -> None:
    draft, model = draft_of(flowers(tmp_path)), SampleTableModel()
    model.show_sample(draft.sample, draft.columns)
    assert (model.rowCount(), model.columnCount()) == (60, 5)
    assert model.headerData(4, HORIZONTAL) == "species\nlabel"
    assert [model.index(1, column).data() for column in (0, 2, 4)] == ["3.1", "white", "versicolor"]
    input_tint, label_tint = (
        model.index(0, column).data(Qt.ItemDataRole.BackgroundRole) for column in (0, 4)
    )
    assert input_tint != label_tint


def test_what_is_missing_is_an_empty_cell(qapp: Any) -> None:
    model = SampleTableModel()
    model.show_sample(Sample(pa.table({"x": pa.array(["1", None])}), True), (Column("x"),))
    assert model.index(1, 0).data() == ""


@pytest.mark.parametrize(("numbers", "shape"), [(6, (2, 3)), (18, (2, 3))])
def test_a_block_is_a_picture_grey_or_colour(qapp: Any, numbers: int, shape: tuple[int, int]) -> None:
    block = pa.array([[0.0] * numbers, [255.0] * numbers], pa.list_(pa.float32(), numbers))
    model = SampleTableModel()
    model.show_sample(
        Sample(pa.table({"pixels": block}), True, image_shape=shape), (Column("pixels", width=numbers),)
    )
    shown: QPixmap = model.index(1, 0).data(Qt.ItemDataRole.DecorationRole)
    assert (shown.width(), shown.height()) == (3, 2)
    assert shown.toImage().pixelColor(0, 0).name() == "#ffffff"
    assert model.index(1, 0).data() is None


def test_a_block_without_a_shape_is_its_first_numbers(qapp: Any) -> None:
    block = pa.array([[0.5] * 6], pa.list_(pa.float32(), 6))
    model = SampleTableModel()
    model.show_sample(Sample(pa.table({"x": block}), True), (Column("x", width=6),))
    assert model.index(0, 0).data() == "0.5, 0.5, 0.5, 0.5, … (6 numbers)"
