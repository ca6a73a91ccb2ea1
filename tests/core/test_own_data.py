"""What a project says of a person's own data is checked, whoever wrote it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.own_data import (
    MOST_INPUTS,
    Column,
    FileReference,
    LabelReading,
    OwnData,
    Reading,
    checked_own,
)
from workbench.core.project_file import load, save
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.data_edits import with_own

OWN = OwnData(
    FileReference("/data/flowers.csv", 10, "0" * 64),
    Reading("delimited"),
    (
        Column("length"),
        Column("colour", kind="category", categories=("red", "blue")),
        Column("species", "label"),
    ),
    LabelReading("names", ("rose", "lily"), ("rose", "lily")),
)


def with_input(**values: Any) -> dict[str, Any]:
    return {"columns": (Column("x", **values), Column("species", "label"))}


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"file": FileReference("")}, "cannot lie at ''"),
    ({"file": FileReference("a\0.csv")}, "cannot lie at"),
    ({"test_file": FileReference("")}, "cannot lie at"),
    ({"columns": (Column("x"), Column("x", "label"))}, "same name"),
    (with_input(width=0), "“x” holds 0 numbers a row"),
    (with_input(width=-5), "“x” holds -5 numbers a row"),
    (with_input(width=10**12), "1,000,000,000,000 inputs; a network can have at most 1,048,576"),
    (with_input(kind="category", categories=("a", "a")), "Two categories of the column “x”"),
    (with_input(kind="category", categories=tuple(map(str, range(MOST_INPUTS + 1)))), "1,048,577 inputs"),
    (with_input(kind="yes_no"), "“x” does not say what stands for no"),
    (with_input(kind="yes_no", categories=("a", "b", "c")), "“x” does not say what stands for no"),
    ({"labels": LabelReading("names", ("a", "a"))}, "Two classes"),
    ({"labels": LabelReading("names", tuple(map(str, range(1001))))}, "1,001 classes; there can be at most"),
]


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_what_does_not_fit_is_refused_in_words(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        checked_own(msgspec.structs.replace(OWN, **changed))


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_a_project_file_with_it_is_refused(changed: dict[str, Any], words: str, tmp_path: Path) -> None:
    own = msgspec.structs.replace(OWN, **changed)
    path = tmp_path / "sent by mail.workbench"
    save(path, with_own(starting_project(), own, LabelKind.CLASS_INDEX), None)
    with pytest.raises(UserError, match=words):
        load(path)


def test_what_fits_goes_into_a_file_and_out_again(tmp_path: Path) -> None:
    project = with_own(starting_project(), checked_own(OWN), LabelKind.CLASS_INDEX)
    save(tmp_path / "own.workbench", project, None)
    assert load(tmp_path / "own.workbench").project == project
