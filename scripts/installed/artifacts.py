"""Installs what the packaging made: a row for each kind of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installed.outcome import Failure, Lacking
from installed.program import Program
from installed.surroundings import Surroundings

NAME = "workbench"
CONSTRAINTS = Path(__file__).resolve().parents[1] / "constraints.txt"


@dataclass(frozen=True)
class Artifact:
    """A row of the table of artifacts.

    Attributes:
        suffix: How its name ends; nothing for a folder.
        install: Installs it into an empty folder, and returns what is started.
        is_bundle: Whether it brings everything along, Python too.
    """

    suffix: str
    install: Callable[[Path, Path], Path]
    is_bundle: bool = True


def unpack_archive(artifact: Path, folder: Path) -> Path:
    """Unpacks an archive."""
    shutil.unpack_archive(artifact, folder)
    return started_in(folder)


def unpack_package(artifact: Path, folder: Path) -> Path:
    """Unpacks a Debian package, and looks whether its command leads to the program."""
    _do(["dpkg-deb", "-x", str(artifact), str(folder)])
    command = folder / "usr" / "bin" / NAME
    # The link is meant for the root of a system, which the folder stands for.
    target = folder / os.readlink(command).lstrip("/")
    if not os.access(target, os.X_OK):
        raise Failure(f"/usr/bin/{NAME} leads to {os.readlink(command)}, which cannot be started.")
    return target


def install_wheel(artifact: Path, folder: Path) -> Path:
    """Installs a wheel, and what it needs, into an environment that has nothing else; needs a network."""
    _do([sys.executable, "-m", "venv", str(folder)])
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    _do([*pip, "-c", str(CONSTRAINTS), str(artifact)])
    return folder / "bin" / NAME


def copy_folder(artifact: Path, folder: Path) -> Path:
    """Copies a folder that was unpacked before."""
    shutil.copytree(artifact, folder, symlinks=True)
    return started_in(folder)


ARTIFACTS = (
    Artifact(".tar.xz", unpack_archive),
    Artifact(".deb", unpack_package),
    Artifact(".whl", install_wheel, is_bundle=False),
    Artifact("", copy_folder),
)


def artifact_of(path: Path) -> Artifact | None:
    """Returns the row of a file or folder; None where it is neither of them."""
    if path.is_dir():
        return ARTIFACTS[-1]
    named = (row for row in ARTIFACTS if row.suffix and path.name.endswith(row.suffix))
    return next(named, None) if path.is_file() else None


def installed(row: Artifact, path: Path, surroundings: Surroundings) -> Program:
    """Installs an artifact among its surroundings."""
    command = row.install(path.resolve(), surroundings.installed)
    return Program(command, surroundings.installed, surroundings, row.is_bundle)


def started_in(folder: Path) -> Path:
    """Returns the program in a folder that was unpacked."""
    for place in (folder, *sorted(folder.iterdir())):
        if os.access(place / NAME, os.X_OK) and (place / NAME).is_file():
            return place / NAME
    raise Failure(f"there is no program named {NAME} in {folder}.")


def _do(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        raise Lacking(f"there is no {command[0]} here")
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{' '.join(command)}: {done.stderr.strip()}")
