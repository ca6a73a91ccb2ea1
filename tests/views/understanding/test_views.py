"""The table of views."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.views.understanding.views import VIEWS

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_tells_of_every_view_and_of_no_other() -> None:
    section = README.read_text(encoding="utf-8").partition("## How good it is")[2].partition("\n## ")[0]
    told = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", section, re.MULTILINE)
    assert sorted(told[1:]) == sorted(row.title for row in VIEWS), "the first is the head of the table"


def test_names_and_titles_are_there_once() -> None:
    assert len({row.name for row in VIEWS}) == len({row.title for row in VIEWS}) == len(VIEWS)
