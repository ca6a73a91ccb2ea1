"""Libraries of the Linux system that come along, and the packages of Debian that they are from."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = Path("/usr/share/doc")


@dataclass(frozen=True, order=True)
class Copyright:
    """A package that libraries are from.

    Attributes:
        package: Its name.
        file: The text with its terms.
    """

    package: str
    file: Path


def copyrights(sources: Sequence[str]) -> list[Copyright]:
    """Returns the terms of the system's libraries among files.

    Raises:
        LookupError: a library of the system is from no package, so that nobody could know the terms.
    """
    libraries = [source for source in sources if is_of_system(source)]
    return sorted({_copyright(owner_of(library)) for library in libraries})


def is_of_system(source: str) -> bool:
    """Whether a file is a library of the system."""
    return sys.platform == "linux" and source.startswith(("/lib/", "/usr/lib/", "/lib64/", "/usr/lib64/"))


def owner_of(library: str) -> str:
    """Returns the package that a library is from."""
    # Since /lib became a link to /usr/lib, packages know their files by either name.
    real = str(Path(library).resolve())
    for name in (library, real, real.removeprefix("/usr"), library.removeprefix("/usr")):
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    raise LookupError(f"{library} is from no package of this system, so its licence is not known.")


def _copyright(package: str) -> Copyright:
    file = DOCUMENTS / package / "copyright"
    if not file.exists():
        raise LookupError(f"{file} is missing; install the package {package} with its documents.")
    return Copyright(package, file)
