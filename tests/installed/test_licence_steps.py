"""What is inside is compared with what the NOTICE lists, and with the texts that lie there."""

from __future__ import annotations

from pathlib import Path

import pytest
from installed.licence_steps import (
    distributions_in,
    every_package_is_listed,
    every_text_is_there,
    everything_is_listed,
    qt_has_its_texts,
    rows_of,
)
from installed.outcome import Failure
from installed.program import Program
from stand_in_program import program_that

NOTICE = """\
Workbench 0.1.0 is under the MIT licence, which is in workbench/LICENSE. It comes with the software below,
each under its own licence, whose text is in the folder of its name.

numpy 2.4.6: BSD-3-Clause AND MIT, in numpy/
PySide6_Essentials 6.11.3: LGPL-3.0-only OR GPL-3.0-only, in pyside6_essentials/

# How to replace Qt

Libraries of the system that this was made on:

libxcb1: in system/libxcb1/
"""
INSIDE = ("numpy-2.4.6.dist-info", "pyside6_essentials-6.11.3.dist-info")
TEXTS = (
    "numpy/LICENSE",
    "pyside6_essentials/LGPL-3.0.txt",
    "pyside6_essentials/GPL-3.0.txt",
    "system/libxcb1/copyright",
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A bundle with two distributions and a library of the system."""
    made = program_that("", tmp_path)
    for name in (*INSIDE, "numpy", "numpy.libs", "PySide6", "python3.11"):
        (made.root / "_internal" / name).mkdir(parents=True)
    for name in TEXTS:
        text = made.root / "licences" / name
        text.parent.mkdir(parents=True, exist_ok=True)
        text.write_text("Permission is granted.")
    (made.root / "licences" / "NOTICE.txt").write_text(NOTICE)
    return made


def test_what_has_everything_passes(program: Program) -> None:
    assert everything_is_listed(program).found == "2 distributions inside, 3 rows"
    assert every_package_is_listed(program).found == "2 folders of modules"
    assert every_text_is_there(program).found == "3 folders with texts"
    assert "LGPL-3.0.txt" in qt_has_its_texts(program).found


@pytest.mark.parametrize("name", ["scipy-1.17.1.dist-info", "numpy-2.4.5.dist-info"])
def test_a_distribution_that_the_notice_lacks_is_named(name: str, program: Program) -> None:
    (program.root / "_internal" / INSIDE[0]).rename(program.root / "_internal" / name)
    with pytest.raises(Failure, match=name.split("-")[0]):
        everything_is_listed(program)


def test_a_folder_of_modules_without_a_row_is_named(program: Program) -> None:
    (program.root / "_internal" / "sklearn").mkdir()
    with pytest.raises(Failure, match="sklearn"):
        every_package_is_listed(program)


@pytest.mark.parametrize("name", [TEXTS[0], TEXTS[-1]])
def test_a_row_without_its_text_is_named(name: str, program: Program) -> None:
    (program.root / "licences" / name).write_text("")
    with pytest.raises(Failure, match=str(Path(name).parent)):
        every_text_is_there(program)


def test_qt_without_the_text_that_the_lgpl_adds_to_is_told(program: Program) -> None:
    (program.root / "licences" / TEXTS[2]).unlink()
    with pytest.raises(Failure, match="lacks GPL-3.0.txt"):
        qt_has_its_texts(program)


def test_rows_and_names_are_read_in_every_spelling(tmp_path: Path) -> None:
    (tmp_path / "NOTICE.txt").write_text(NOTICE)
    assert rows_of(tmp_path / "NOTICE.txt")["numpy"] == ("2.4.6", "numpy")
    (tmp_path / "typing_extensions-4.16.0.dist-info").mkdir()
    assert distributions_in(tmp_path) == {"typing-extensions": "4.16.0"}
