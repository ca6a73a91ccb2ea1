"""The folder of licences: every text, and a NOTICE that says what is inside and under which terms."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from importlib.metadata import Distribution
from pathlib import Path

from setup_environment import ROOT

from bundle.distributions import distributions_of, licence_files
from bundle.places import LICENCES
from bundle.system_libraries import Copyright, copyrights

INSIDE = "inside.json"
"""Written by the specification of the bundle: where each file of it came from."""

STANDARD_TEXTS = {
    "Apache": ("Apache-2.0.txt",),
    "LGPL-3": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Texts, by a word of a licence's name, for distributions that name it and do not bring it; the LGPL adds to the GPL."""

HEAD = """\
Workbench {version} is under the MIT licence, which is in workbench/LICENSE. It comes with the software below,
each under its own licence, whose text is in the folder of its name.

"""
PYTHON = "Python {version}: PSF-2.0, in python/"
QT = ROOT / "resources" / "licences" / "qt.md"


def write_licences(sources: Sequence[str], folder: Path = LICENCES) -> None:
    """Fills the folder anew.

    Args:
        sources: Where the files of the bundle came from.
        folder: Where the texts go.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    inside = distributions_of(sources)
    for one in inside:
        put_texts(one, folder)
    _put_python(folder)
    system = copyrights(sources)
    for one_copyright in system:
        _put(one_copyright.file, folder / "system" / one_copyright.package)
    (folder / "NOTICE.txt").write_text(notice(inside, system), encoding="utf-8")


def licence_of(one: Distribution) -> str:
    """Returns the name of a distribution's licence."""
    # Not at the head of the file: what is to be packed is chosen before there is an environment with the program.
    from workbench.core.libraries import licence_name

    return licence_name(one)


def put_texts(one: Distribution, folder: Path) -> None:
    """Copies the texts that a distribution brings, or the standard ones of the licence that it names.

    Raises:
        LookupError: there is neither, so that nobody could know the terms.
    """
    place = folder / one.name.lower()
    found = licence_files(one)
    for path in found:
        _put(path, place)
    if any("notice" not in path.name.lower() for path in found):
        return
    standard = standard_texts(licence_of(one))
    if not standard:
        raise LookupError(
            f"{one.name} has no text of its licence, {licence_of(one)}; add it to STANDARD_TEXTS."
        )
    for path in standard:
        _put(path, place)


def standard_texts(licence: str) -> list[Path]:
    """Returns the texts of a licence that is named."""
    names = next((texts for word, texts in STANDARD_TEXTS.items() if word in licence), ())
    return [ROOT / "resources" / "licences" / name for name in names]


def notice(inside: Sequence[Distribution], system: Sequence[Copyright]) -> str:
    """Returns what is inside, line by line, and what Qt's licence grants."""
    rows = [f"{one.name} {one.version}: {licence_of(one)}, in {one.name.lower()}/" for one in inside]
    rows.append(PYTHON.format(version=sys.version.split()[0]))
    version = next((one.version for one in inside if one.name == "workbench"), "")
    parts = [HEAD.format(version=version), "\n".join(rows), "\n\n", QT.read_text(encoding="utf-8")]
    if system:
        lines = (f"{one.package}: in system/{one.package}/" for one in system)
        parts += ["\n\nLibraries of the system that this was made on:\n\n", "\n".join(lines), "\n"]
    return "".join(parts)


def sources_inside(build: Path) -> list[str]:
    """Returns where the files of the bundle came from."""
    return list(json.loads((build / INSIDE).read_text(encoding="utf-8")))


def _put_python(folder: Path) -> None:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    # Elsewhere than on Unix it lies beside the interpreter.
    _put(text if text.exists() else Path(sys.base_prefix) / "LICENSE.txt", folder / "python")


def _put(text: Path, folder: Path) -> None:
    """Copies a text, under a name that no other text has."""
    folder.mkdir(parents=True, exist_ok=True)
    name, number = text.name, 2
    while (folder / name).exists():
        name, number = f"{text.stem} ({number}){text.suffix}", number + 1
    shutil.copyfile(text, folder / name)
