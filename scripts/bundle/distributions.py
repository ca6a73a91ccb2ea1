"""Which installed distributions files come from, and which texts of licences they bring along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors|third[-_ ]?party)", re.IGNORECASE)
TEXT_SUFFIXES = ("", ".txt", ".md", ".rst")


def distributions_of(sources: Iterable[str]) -> list[Distribution]:
    """Returns the distributions that any of the files were installed by, by name."""
    wanted = {str(Path(source)) for source in sources}
    found = [one for one in distributions() if any(str(path) in wanted for path in files_of(one))]
    return sorted(found, key=lambda one: one.name.lower())


def files_of(distribution: Distribution) -> Iterator[Path]:
    """Yields where the files of a distribution are."""
    for file in distribution.files or ():
        yield Path(str(distribution.locate_file(file)))


def licence_files(distribution: Distribution) -> list[Path]:
    """Returns the texts of licences and notices that a distribution brings along."""
    return [path for path in files_of(distribution) if is_licence_file(path) and path.is_file()]


def is_licence_file(path: Path) -> bool:
    """Whether a file is a text of a licence or a notice, by its name or by its folder's."""
    is_text = path.suffix.lower() in TEXT_SUFFIXES
    return is_text and bool(LICENCE_FILE.match(path.name) or LICENCE_FILE.match(path.parent.name))
