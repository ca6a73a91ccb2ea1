"""Drafts that a thread makes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from own_files import flowers
from pytestqt.qtbot import QtBot

from workbench.qt.importing.draft_changes import set_kind, set_part, set_role, set_test_file
from workbench.qt.importing.drafting import Drafting


@pytest.fixture
def drafting(qapp: Any) -> Iterator[Drafting]:
    drafting = Drafting()
    yield drafting
    drafting.close()


def drafted(qtbot: QtBot, drafting: Drafting, act: Any) -> Any:
    with qtbot.waitSignal(drafting.drafted) as told:
        act()
    return told.args[0]


def roles(draft: Any) -> dict[str, str]:
    return {column.name: column.role for column in draft.columns}


def test_a_file_is_drafted_and_choices_follow_each_other(
    qtbot: QtBot, drafting: Drafting, tmp_path: Path
) -> None:
    draft = drafted(qtbot, drafting, lambda: drafting.begin(flowers(tmp_path)))
    assert roles(draft) == {
        "width": "input", "height": "input", "colour": "input", "remark": "ignore", "species": "label",
    }  # fmt: skip
    drafting.change(partial(set_role, names=["width", "height"], role="ignore"))
    drafting.change(partial(set_role, names=["height"], role="input"))
    qtbot.waitUntil(lambda: not drafting.is_busy)
    draft = drafting._sketch.draft
    assert (roles(draft)["width"], roles(draft)["height"]) == ("ignore", "input")


def test_a_column_or_a_second_file_says_which_rows_check(
    qtbot: QtBot, drafting: Drafting, tmp_path: Path
) -> None:
    path, more = flowers(tmp_path), flowers(tmp_path, 30, "more.csv")
    drafted(qtbot, drafting, lambda: drafting.begin(path))
    draft = drafted(qtbot, drafting, lambda: drafting.change(partial(set_part, name="colour")))
    assert roles(draft)["colour"] == "part"
    draft = drafted(qtbot, drafting, lambda: drafting.change(partial(set_test_file, path=more)))
    assert draft.test_file == more and roles(draft)["colour"] == "ignore"
    draft = drafted(qtbot, drafting, lambda: drafting.change(partial(set_part, name="colour")))
    assert draft.test_file is None


def test_kinds_change_only_where_the_cells_allow_it(qtbot: QtBot, drafting: Drafting, tmp_path: Path) -> None:
    drafted(qtbot, drafting, lambda: drafting.begin(flowers(tmp_path)))
    draft = drafted(
        qtbot,
        drafting,
        lambda: drafting.change(partial(set_kind, names=["width", "colour"], kind="number")),
    )
    kinds = {column.name: column.kind for column in draft.columns}
    assert (kinds["width"], kinds["colour"]) == ("number", "category")


def test_a_refused_choice_leaves_the_draft_and_is_told(
    qtbot: QtBot, drafting: Drafting, tmp_path: Path
) -> None:
    before = drafted(qtbot, drafting, lambda: drafting.begin(flowers(tmp_path)))
    with qtbot.waitSignal(drafting.refused) as told:
        drafting.change(partial(set_test_file, path=tmp_path / "nowhere.csv"))
    assert drafting._sketch.draft is before
    assert "nowhere.csv" in told.args[0]


def test_what_is_no_file_is_refused_with_a_sentence(qtbot: QtBot, drafting: Drafting, tmp_path: Path) -> None:
    with qtbot.waitSignal(drafting.refused) as told:
        drafting.begin(tmp_path / "nowhere.csv")
    assert "nowhere.csv" in told.args[0]
