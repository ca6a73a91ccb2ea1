"""The check of an installation: every row passes on one that works, and one that fails is told of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.commands.self_test.check import Check, demand
from workbench.commands.self_test.checks import CHECKS
from workbench.commands.self_test.self_test import self_test

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the program says of this installation, a line for each check."""
    folder = tmp_path_factory.mktemp("home")
    places = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "STATE", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--self-test"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **places},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (folder / "CONFIG").exists(), "the person's settings were touched"
    return done.stdout.splitlines()


@pytest.mark.parametrize("row", range(len(CHECKS)), ids=[check.title for check in CHECKS])
def test_every_check_passes_here(row: int, told: list[str]) -> None:
    assert told[row].startswith("ok ") and f"{CHECKS[row].title}: " in told[row]


def test_nothing_else_is_printed(told: list[str]) -> None:
    assert told[len(CHECKS) :] == ["Everything works."]


def test_a_check_that_fails_is_named_and_the_others_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(_: Path) -> str:
        demand(False, "the disk is full")
        return "never"

    assert self_test(checks=(Check("first", fails), Check("second", lambda folder: "fine"))) == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("FAILED") and first.endswith("first: RuntimeError: the disk is full")
    assert second.startswith("ok") and second.endswith("second: fine")
    assert last == "1 of 2 checks failed."


def test_checks_share_a_folder_whose_name_is_not_plain() -> None:
    def leaves(folder: Path) -> str:
        assert " " in folder.name and not folder.name.isascii()
        (folder / "left").touch()
        return "left"

    def finds(folder: Path) -> str:
        demand((folder / "left").exists(), "there is nothing")
        return "found"

    assert self_test(checks=(Check("leaves", leaves), Check("finds", finds))) == 0
