"""The table of columns of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_files import flowers
from PySide6.QtCore import Qt

from workbench.core.own_data import KINDS, ROLES
from workbench.data.own.draft.choices import with_role
from workbench.data.own.draft.draft_of import draft_of
from workbench.qt.importing.column_table_model import CHOICES, COLUMNS, KIND, NAME, ROLE, ColumnTableModel
from workbench.qt.importing.role_rows import KIND_TITLES, KIND_TOOL_TIPS, ROLE_ROWS


@pytest.fixture
def model(qapp: Any, tmp_path: Path) -> ColumnTableModel:
    model = ColumnTableModel()
    model.show_draft(draft_of(flowers(tmp_path)))
    return model


def row(model: ColumnTableModel, number: int) -> list[str]:
    return [model.index(number, column).data() for column in range(len(COLUMNS))]


def words(model: ColumnTableModel, number: int, column: int) -> list[str]:
    return [word for word, _, _ in model.index(number, column).data(CHOICES)]


def test_roles_and_kinds_all_have_words() -> None:
    assert set(ROLE_ROWS) == set(ROLES)
    assert set(KIND_TITLES) == set(KIND_TOOL_TIPS) == set(KINDS)


def test_each_column_of_the_file_is_a_row(model: ColumnTableModel) -> None:
    assert model.rowCount() == 5
    assert row(model, 1)[:7] == ["height", "Input", "Number", "0", "0", "6", "7"]
    assert row(model, 2)[:3] == ["colour", "Input", "Category"]
    assert "red, white" in row(model, 2)
    assert row(model, 4)[1] == "Label"


def test_why_a_column_is_left_out_is_said(model: ColumnTableModel) -> None:
    name, role, kind, *_, values = row(model, 3)
    assert (name, role, kind) == ("remark", "Ignore", "Text")
    assert "no input" in values


def test_only_kinds_that_the_cells_allow_are_offered(model: ColumnTableModel) -> None:
    assert words(model, 0, ROLE) == list(ROLES)
    assert "number" not in words(model, 2, KIND)
    assert "number" in words(model, 0, KIND)


def test_choices_are_told_and_shown_when_the_draft_has_them(model: ColumnTableModel, tmp_path: Path) -> None:
    told: list[tuple[Any, str]] = []
    model.role_chosen.connect(lambda names, role: told.append((names, role)))
    assert model.setData(model.index(0, ROLE), "ignore")
    assert not model.setData(model.index(4, ROLE), "label")
    assert told == [(("width",), "ignore")]
    assert model.index(0, ROLE).data() == "Input"
    model.show_draft(with_role(draft_of(tmp_path / "flowers.csv"), "width", "ignore"))
    assert model.index(0, ROLE).data() == "Ignore"


def test_roles_are_words_and_colours(model: ColumnTableModel) -> None:
    colours = [model.index(number, NAME).data(Qt.ItemDataRole.BackgroundRole) for number in (0, 3, 4)]
    assert colours[0] != colours[2] and colours[1] is None


def test_only_role_and_type_are_edited(model: ColumnTableModel) -> None:
    edited = [
        column
        for column in range(len(COLUMNS))
        if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert edited == [ROLE, KIND]
