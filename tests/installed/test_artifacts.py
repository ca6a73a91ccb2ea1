"""Every kind of artifact is known by its name, and what is unpacked is found."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from installed.artifacts import (
    ARTIFACTS,
    artifact_of,
    copy_folder,
    started_in,
    unpack_archive,
    unpack_package,
)
from installed.outcome import Failure


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder as the packaging makes it."""
    folder = tmp_path / "made" / "workbench"
    (folder / "_internal").mkdir(parents=True)
    (folder / "workbench").write_text("#!/bin/sh\n")
    (folder / "workbench").chmod(0o755)
    return folder


@pytest.mark.parametrize("row", ARTIFACTS[:-1], ids=lambda row: row.suffix)
def test_a_file_is_known_by_the_end_of_its_name(row, tmp_path: Path) -> None:
    file = tmp_path / f"workbench-0.1.0{row.suffix}"
    assert artifact_of(file) is None, "it is not there yet"
    file.touch()
    assert artifact_of(file) is row


def test_a_folder_is_one_that_was_unpacked(tmp_path: Path) -> None:
    assert artifact_of(tmp_path) is ARTIFACTS[-1]


def test_other_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "workbench.exe").touch()
    assert artifact_of(tmp_path / "workbench.exe") is None


def test_an_archive_is_unpacked_with_its_folder(bundle: Path, tmp_path: Path) -> None:
    archive = tmp_path / "workbench.tar.xz"
    with tarfile.open(archive, "w:xz") as file:
        file.add(bundle, "workbench")
    command = unpack_archive(archive, tmp_path / "Program Files ä")
    assert command == tmp_path / "Program Files ä" / "workbench" / "workbench"
    assert os.access(command, os.X_OK)


def test_a_folder_is_copied(bundle: Path, tmp_path: Path) -> None:
    command = copy_folder(bundle, tmp_path / "copy")
    assert command == tmp_path / "copy" / "workbench"


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="this system has no Debian packages")
def test_the_command_of_a_package_leads_to_the_program(bundle: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(bundle, tree / "opt" / "workbench")
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "workbench").symlink_to("/opt/workbench/workbench")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        "Package: workbench\nVersion: 1\nArchitecture: all\nMaintainer: A <a@localhost>\nDescription: it\n"
    )
    package = tmp_path / "workbench.deb"
    subprocess.run(["dpkg-deb", "--build", str(tree), str(package)], check=True, capture_output=True)
    assert unpack_package(package, tmp_path / "root") == tmp_path / "root" / "opt" / "workbench" / "workbench"


def test_a_folder_without_the_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="no program named workbench"):
        started_in(tmp_path)
