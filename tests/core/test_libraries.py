"""Names, versions and licences are those of what is installed, however a package writes them down."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import Distribution, version
from pathlib import Path

import pytest

from workbench.core import libraries
from workbench.core.libraries import LIBRARIES, LibraryRow, installed_libraries, licence_name

WHOLE_TEXT = "Copyright (c) 2001 Somebody. All rights reserved. Redistribution and use are permitted."


class Described(Distribution):
    """A distribution that says of itself what a test wants."""

    def __init__(self, **about: str) -> None:
        self._about = about

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        """Returns the headers, with underscores for the hyphens of their names."""
        message = Message()
        for name, value in self._about.items():
            message[name.replace("_", "-")] = value
        return message

    def read_text(self, filename: str) -> None:
        """Has no files."""

    def locate_file(self, path: object) -> Path:
        """Has no files."""
        raise LookupError(path)


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ({"License_Expression": "MIT", "License": "other"}, "MIT"),
        ({"License": "Apache 2.0\nand its text"}, "Apache 2.0"),
        ({"License": WHOLE_TEXT, "Classifier": "License :: OSI Approved :: BSD License"}, "BSD License"),
        ({"Classifier": "Topic :: Scientific"}, "see its text"),
    ],
)
def test_a_licence_is_named(about: dict[str, str], name: str) -> None:
    assert licence_name(Described(**about)) == name


@pytest.mark.parametrize("row", LIBRARIES, ids=lambda row: row.title)
def test_every_library_is_found_by_its_name(row: LibraryRow) -> None:
    (found,) = [one for one in installed_libraries() if one.title == row.title]
    assert found.version in {version(name) for name in row.distributions[:1]}
    assert found.licence and found.purpose == row.purpose


def test_what_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        LibraryRow("None", "nothing", ("no-such-library",)),
        LibraryRow("Arrays", "", ("no-such", "numpy")),
    )
    monkeypatch.setattr(libraries, "LIBRARIES", rows)
    assert [(one.title, one.version) for one in installed_libraries()] == [("Arrays", version("numpy"))]
