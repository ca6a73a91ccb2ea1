"""The table of what can be made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bundle.debian_package import make_package
from bundle.linux_archive import make_archive
from bundle.macos_image import make_image
from bundle.wheel import make_wheel
from bundle.windows_installer import make_installer

ANYWHERE = ""


@dataclass(frozen=True)
class Artifact:
    """One row.

    Attributes:
        key: What the command line calls it.
        title: What it is.
        system: Where it can be made, as `sys.platform` names it.
        make: Makes it in `dist` and returns it.
        of_folder: Whether it packs the folder that needs no Python.
        was_run: Whether these steps ever ran; where they did not, that is said each time.
    """

    key: str
    title: str
    system: str
    make: Callable[[], Path]
    of_folder: bool = True
    was_run: bool = True


ARTIFACTS: tuple[Artifact, ...] = (
    Artifact("wheel", "what pip installs", ANYWHERE, make_wheel, of_folder=False),
    Artifact("archive", "an archive for Linux", "linux", make_archive),
    Artifact("deb", "a package for Debian and Ubuntu", "linux", make_package),
    Artifact("installer", "an installer for Windows", "win32", make_installer, was_run=False),
    Artifact("image", "a disk image for macOS", "darwin", make_image, was_run=False),
)


def artifacts_here(system: str = sys.platform) -> list[Artifact]:
    """Returns the rows that can be made on a system."""
    return [row for row in ARTIFACTS if row.system in (ANYWHERE, system)]
