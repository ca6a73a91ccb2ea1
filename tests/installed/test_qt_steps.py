"""The library of Qt is found where it lies, and put back after it was away."""

from __future__ import annotations

from pathlib import Path

import pytest
from installed.outcome import Failure
from installed.program import Program
from installed.qt_steps import LIBRARY, is_missed, library_of, lies_there
from stand_in_program import program_that

MISSING = f"""
for file in "${{0%/*}}"/_internal/PySide6/Qt/lib/*; do [ -s "$file" ] && exit 0; done
echo "{LIBRARY}: cannot open shared object file" >&2; exit 1
"""


def with_library(does: str, folder: Path) -> Program:
    """Returns a program with a library, and a link to it as bundles have."""
    program = program_that(does, folder)
    library = program.root / "_internal" / "PySide6" / "Qt" / "lib" / LIBRARY
    library.parent.mkdir(parents=True)
    library.write_bytes(b"\x7fELF and so on")
    (program.root / "_internal" / LIBRARY).symlink_to(f"PySide6/Qt/lib/{LIBRARY}")
    return program


def test_a_link_to_the_library_is_not_another_one(tmp_path: Path) -> None:
    program = with_library("", tmp_path)
    assert library_of(program).parent.name == "lib"
    assert LIBRARY in lies_there(program).found


def test_two_libraries_are_one_too_many(tmp_path: Path) -> None:
    program = with_library("", tmp_path)
    (program.root / LIBRARY).write_bytes(b"\x7fELF another")
    with pytest.raises(Failure, match="2 files"):
        library_of(program)


def test_a_program_that_misses_its_library_passes_and_gets_it_back(tmp_path: Path) -> None:
    program = with_library(MISSING, tmp_path)
    assert is_missed(program).status == 1
    assert library_of(program).read_bytes() == b"\x7fELF and so on"


def test_a_program_that_does_without_its_library_fails_and_gets_it_back(tmp_path: Path) -> None:
    program = with_library("exit 0", tmp_path)
    with pytest.raises(Failure, match="all the same"):
        is_missed(program)
    assert library_of(program).exists()
