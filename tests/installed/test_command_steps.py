"""The table of commands, each a line that the program has, and what is looked at afterwards."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest
from installed.command_steps import (
    COMMANDS,
    ROWS,
    TABLE,
    Command,
    learns,
    run,
    tells,
    write_table,
    writes_python,
    writes_rows,
)
from installed.outcome import Failure, Lacking
from installed.program import Done
from stand_in_program import program_that

from workbench.cli import COMMANDS as CLI

ROOT = Path(__file__).parents[2]
SUBCOMMANDS = [row for row in COMMANDS if row.words[0] in CLI]


@pytest.mark.parametrize("row", SUBCOMMANDS, ids=lambda row: row.name)
def test_the_program_has_every_command(row: Command) -> None:
    parser = argparse.ArgumentParser()
    command, *words = row.words
    CLI[command].add_arguments(parser)
    parser.parse_args(list(map(str, words)))


def test_a_file_that_a_command_reads_was_made_by_an_earlier_one() -> None:
    made = {Path(TABLE)}
    for row in SUBCOMMANDS:
        files = {word for word in row.words if isinstance(word, Path)}
        output = {row.words[row.words.index("-o") + 1]} if "-o" in row.words else set()
        assert made >= files - output and files >= output, row.name
        made |= output


@pytest.mark.parametrize("name", ["version", "new"])
def test_a_command_runs_in_the_folder_of_the_files(name: str, tmp_path: Path) -> None:
    python = f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m workbench "$@"'
    program = program_that(python, tmp_path)
    row = next(row for row in COMMANDS if row.name == name)
    assert run(program, row, program.surroundings.home).status == 0


def test_what_an_installation_may_lack_is_no_failure_if_it_says_so(tmp_path: Path) -> None:
    program = program_that("echo 'workbench: ONNX is not installed.' >&2; exit 2", tmp_path)
    row = Command("onnx", ["export", "--format", "onnx"], tells(), may_lack=True)
    with pytest.raises(Lacking, match="ONNX is not installed"):
        run(program, row, tmp_path)
    with pytest.raises(Failure, match="exit status 2"):
        run(program, Command("keras", ["export"], tells()), tmp_path)


def done(output: str) -> Done:
    return Done(0, output, "", 1.0)


def test_a_loss_that_does_not_fall_is_told(tmp_path: Path) -> None:
    assert learns(done('{"history": {"loss": [2, 1]}}'), tmp_path) == "2 epochs, loss 2.000 to 1.000"
    with pytest.raises(Failure):
        learns(done('{"history": {"loss": [1, 2]}}'), tmp_path)


def test_a_field_that_is_missing_or_another_is_told(tmp_path: Path) -> None:
    look = tells("parameters", head="sigmoid")
    assert look(done('{"parameters": 9, "head": "sigmoid"}'), tmp_path) == "parameters 9, head sigmoid"
    for printed in ('{"head": "sigmoid"}', '{"parameters": 9, "head": "softmax"}'):
        with pytest.raises(Failure):
            look(done(printed), tmp_path)


def test_a_script_that_python_cannot_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("model = (")
    with pytest.raises(SyntaxError):
        writes_python("code.py", done(""), tmp_path)


def test_a_table_of_predictions_has_every_row(tmp_path: Path) -> None:
    write_table(tmp_path / TABLE)
    assert writes_rows(TABLE, done(""), tmp_path) == f"{ROWS} rows"
    (tmp_path / TABLE).write_text("a" + os.linesep)
    with pytest.raises(Failure):
        writes_rows(TABLE, done(""), tmp_path)
