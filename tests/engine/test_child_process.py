"""Processes of our own start from source and from an installed app, and do what they were started for."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench import __main__ as entry
from workbench.engine.child_process import CHILDREN, SWITCH, child_command, is_child, serve


@pytest.mark.parametrize("module", CHILDREN.values(), ids=list(CHILDREN))
def test_every_purpose_has_a_function_that_serves_it(module: str) -> None:
    assert callable(importlib.import_module(module).main)


@pytest.mark.parametrize("purpose", CHILDREN)
def test_the_arguments_arrive(purpose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[Any] = []
    monkeypatch.setattr(importlib.import_module(CHILDREN[purpose]), "main", came.append)
    serve([purpose, "a file", "3.0"])
    assert came == [["a file", "3.0"]]


@pytest.mark.parametrize("purpose", CHILDREN)
def test_an_installed_app_starts_itself(purpose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/workbench/workbench")
    command = child_command(purpose, "a file")
    assert command == ["/opt/workbench/workbench", SWITCH, purpose, "a file"]
    assert is_child(command[1:])


def test_from_source_it_runs_isolated_and_finds_the_package(tmp_path: Path) -> None:
    # A module of the same name where it runs must not be taken for ours.
    (tmp_path / "workbench.py").write_text("raise SystemExit('the wrong module')")
    command = child_command("read-model", str(tmp_path / "none.keras"), str(tmp_path), "5.0")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "answer.json").exists()


def test_the_program_serves_before_it_reads_a_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []
    monkeypatch.setattr(entry, "serve", served.append)
    monkeypatch.setattr(sys, "argv", ["workbench", SWITCH, "read-model", "a file"])
    assert entry.main() == 0
    assert served == [["read-model", "a file"]]


@pytest.mark.parametrize("words", [[], ["train"], [SWITCH], [SWITCH, "something else"]], ids=" ".join)
def test_other_command_lines_are_no_such_process(words: list[str]) -> None:
    assert not is_child(words)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"LD_LIBRARY_PATH": "/app"}, {}),
        ({"LD_LIBRARY_PATH": "/app", "LD_LIBRARY_PATH_ORIG": "/mine"}, {"LD_LIBRARY_PATH": "/mine"}),
        ({"HOME": "/home/me"}, {"HOME": "/home/me"}),
    ],
    ids=["there was none", "the person had one", "nothing was set"],
)
def test_other_programs_do_not_get_the_libraries_of_an_installed_app(
    given: dict[str, str], left: dict[str, str]
) -> None:
    entry.restore_library_path(given)
    assert given == left
