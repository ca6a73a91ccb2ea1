"""The list of all data that can be on the bench."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_files import flowers
from pytestqt.qtbot import QtBot

from workbench.core.own_data import OwnData
from workbench.core.project import PAINTED, DataChoice
from workbench.data.built_in import DATA_SETS
from workbench.data.own.draft.draft_of import draft_of
from workbench.views.data_set_combo import OPEN, DataSetCombo


@pytest.fixture
def combo(qtbot: QtBot) -> DataSetCombo:
    combo = DataSetCombo()
    qtbot.addWidget(combo)
    return combo


@pytest.fixture
def own(tmp_path: Path) -> OwnData:
    return draft_of(flowers(tmp_path)).own


def picked(combo: DataSetCombo) -> list[Any]:
    told: list[Any] = []
    combo.picked.connect(told.append)
    return told


@pytest.mark.parametrize("name", [*list(DATA_SETS)[1:], PAINTED, OPEN])
def test_everything_can_be_picked_by_its_name(combo: DataSetCombo, name: str) -> None:
    combo.show_choice(DataChoice())
    told = picked(combo)
    combo.setCurrentIndex(combo.findData(name))
    assert told == [name]


def test_own_data_is_called_after_its_file_and_stays(combo: DataSetCombo, own: OwnData) -> None:
    told = picked(combo)
    combo.show_choice(DataChoice("flowers", own=own))
    assert combo.currentText() == "flowers.csv"
    combo.show_choice(DataChoice("moons"))
    combo.show_choice(DataChoice("flowers", own=own))
    assert [combo.itemText(row) for row in range(combo.count())].count("flowers.csv") == 1
    assert told == []
    combo.show_choice(DataChoice("moons"))
    combo.setCurrentIndex(combo.findText("flowers.csv"))
    assert told == [own]


def test_own_data_is_not_mistaken_for_a_built_in_set_of_its_name(combo: DataSetCombo, own: OwnData) -> None:
    combo.show_choice(DataChoice("digits", own=own))
    assert combo.currentText() == "flowers.csv"
