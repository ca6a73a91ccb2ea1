"""The surroundings of a person whose machine has nothing of what the program was made with."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

USER = "zoë"
HOME, EMPTY, TEMPORARY, INSTALLED = "home of Zoë 测试", "empty", "temporary ü", "Program Files ä"
"""Folders whose names programs stumble over."""

ISOLATIONS = (("unshare", "-n"), ("unshare", "-r", "-n"))
"""Commands that start another one without a network: as root, and as anybody where the system lets them."""


@dataclass(frozen=True)
class Surroundings:
    """Folders and the environment of a program that is tried.

    Attributes:
        folder: Everything lies in it.
        isolation: The words before a command that take the network from it; none where that cannot be done.
    """

    folder: Path
    isolation: tuple[str, ...]

    @property
    def home(self) -> Path:
        """The home of the person."""
        return self.folder / HOME

    @property
    def installed(self) -> Path:
        """Where the program goes."""
        return self.folder / INSTALLED

    def environment(self) -> dict[str, str]:
        """Returns all of the environment: no Python is on the path, and nothing else either."""
        return {
            "HOME": str(self.home),
            "USER": USER,
            "LOGNAME": USER,
            "PATH": str(self.folder / EMPTY),
            "TMPDIR": str(self.folder / TEMPORARY),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
        }


def surroundings_in(folder: Path) -> Surroundings:
    """Makes the folders, and finds out how to do without a network."""
    for name in (HOME, EMPTY, TEMPORARY):
        (folder / name).mkdir(parents=True)
    return Surroundings(folder, isolation())


def isolation() -> tuple[str, ...]:
    """Returns the first of `ISOLATIONS` that works here, with the whole path of its program; else nothing."""
    for name, *options in ISOLATIONS:
        program, probe = shutil.which(name), shutil.which("true")
        if (
            program
            and probe
            and subprocess.run([program, *options, probe], capture_output=True).returncode == 0
        ):
            return (os.path.realpath(program), *options)
    return ()
