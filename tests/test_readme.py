"""What the README says of how to add a part is where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECTION = (
    (ROOT / "README.md").read_text(encoding="utf-8").partition("## Adding a part")[2].partition("\n## ")[0]
)
TABLES = re.findall(r"`([A-Z_]+)`(?: or `([A-Z_]+)`)? in (?:the tables in )?`([\w/.]+\.py)`", SECTION)


def test_there_is_something_to_look_for() -> None:
    assert len(TABLES) > 15


@pytest.mark.parametrize("names_and_file", TABLES, ids=lambda found: found[0])
def test_each_table_is_in_the_file_that_is_named(names_and_file: tuple[str, str, str]) -> None:
    *names, file = names_and_file
    found = [ROOT / file] if "/" in file else list((ROOT / "workbench").rglob(file))
    assert found and all(path.is_file() for path in found), file
    for name in filter(None, names):
        wanted = re.compile(rf"^{name}\b", re.MULTILINE)
        assert any(wanted.search(path.read_text(encoding="utf-8")) for path in found), (name, file)


def test_each_file_and_folder_that_is_named_is_there() -> None:
    for path in re.findall(r"`((?:workbench|scripts)/[\w/.]+)`", SECTION):
        assert (ROOT / path).exists(), path
