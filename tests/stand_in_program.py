"""A program that stands for an installed one: a script of the shell."""

from __future__ import annotations

from pathlib import Path

from installed.program import Program
from installed.surroundings import Surroundings, surroundings_in


def program_that(does: str, folder: Path) -> Program:
    """Returns a program that does these lines of shell; it has the words of its command line as $1 and so on."""
    around = Surroundings(surroundings_in(folder / "around ü").folder, isolation=())
    around.installed.mkdir()
    command = around.installed / "workbench"
    command.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    command.chmod(0o755)
    return Program(command, around.installed, around)
