"""The figures that an installation is to keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from installed.outcome import Outcome, Verdict


@dataclass(frozen=True)
class Limit:
    """A row of the table of limits."""

    name: str
    most: float
    unit: str


WINDOW = Limit(
    "the window is seen, from the start of the program, at the middle one of some starts", 1.5, "s"
)
READY = Limit("ready to train, from the start of the program", 8.0, "s")
ARCHIVE = Limit("what is downloaded", 450.0, "MB")
INSTALLED = Limit("what is installed", 1500.0, "MB")


def judged(group: str, limit: Limit, figure: float) -> Outcome:
    """Returns whether a figure keeps its limit."""
    verdict = Verdict.OK if figure <= limit.most else Verdict.MISSED
    found = f"{figure:,.2f} {limit.unit} of at most {limit.most:,.1f} {limit.unit}"
    return Outcome(group, limit.name, verdict, found)


def megabytes(path: Path) -> float:
    """Returns the size of a file, or of all files in a folder; a link counts as itself."""
    files = (
        [path] if path.is_file() else [one for one in path.rglob("*") if one.is_symlink() or one.is_file()]
    )
    return sum(file.lstat().st_size for file in files) / 1e6
