"""The desktop gets to know the program, whether a package or the script of an archive brings what it needs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bundle.desktop import ENTRY, FILE_TYPE
from bundle.linux_archive import ADD_TO_MENU, SHARE
from installed.desktop_steps import STEPS, entry_starts_the_program, icon_is_there, projects_are_known
from installed.outcome import Failure, Lacking
from installed.program import Program
from stand_in_program import program_that


def fill(share: Path, program: str) -> None:
    """Writes what the packaging writes into a share folder."""
    for name, text in (
        ("applications/workbench.desktop", ENTRY.format(program=program)),
        ("mime/packages/workbench.xml", FILE_TYPE),
        ("icons/hicolor/48x48/apps/workbench.png", "a picture"),
    ):
        (share / name).parent.mkdir(parents=True)
        (share / name).write_text(text, encoding="utf-8")


@pytest.fixture
def package(tmp_path: Path) -> Program:
    """A package that was unpacked into a folder that stands for the root of the system."""
    made = program_that("", tmp_path)
    (made.root / "usr" / "bin").mkdir(parents=True)
    (made.root / "opt").mkdir()
    command = made.command.rename(made.root / "opt" / "workbench")
    (made.root / "usr" / "bin" / "workbench").symlink_to("/opt/workbench")
    fill(made.root / "usr" / "share", "workbench")
    return Program(command, made.root, made.surroundings)


@pytest.fixture
def archive(tmp_path: Path) -> Program:
    """An archive that was unpacked, whose script has not been run yet."""
    made = program_that("", tmp_path)
    fill(made.root / SHARE, "@PROGRAM@")
    (made.root / "add-to-menu.sh").write_text(ADD_TO_MENU, encoding="utf-8")
    return made


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_package_brings_everything(step, package: Program) -> None:
    assert step(package).found


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_script_of_an_archive_puts_everything_into_the_home(step, archive: Program) -> None:
    assert step(archive).found
    assert (archive.surroundings.home / ".local/share/applications/workbench.desktop").exists()


def test_an_entry_that_leads_elsewhere_is_told(package: Program) -> None:
    (package.root / "usr" / "bin" / "workbench").unlink()
    os.symlink("/opt/other", package.root / "usr" / "bin" / "workbench")
    with pytest.raises(Failure, match="Exec leads to"):
        entry_starts_the_program(package)


def test_a_type_of_other_files_and_a_missing_icon_are_told(package: Program) -> None:
    share = package.root / "usr" / "share"
    (share / "mime/packages/workbench.xml").write_text(FILE_TYPE.replace("*.workbench", "*.zip"))
    with pytest.raises(Failure, match="zip"):
        projects_are_known(package)
    (share / "icons/hicolor/48x48/apps/workbench.png").unlink()
    with pytest.raises(Failure, match="no icon"):
        icon_is_there(package)


def test_what_brings_nothing_for_a_desktop_is_left_out(tmp_path: Path) -> None:
    with pytest.raises(Lacking):
        icon_is_there(program_that("", tmp_path))
