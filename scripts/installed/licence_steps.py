"""Looks whether everything inside has its licence beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from installed.outcome import Lacking, Outcome, Seen, demand, tried
from installed.program import Program

GROUP = "licences"
NOTICE = "licences/NOTICE.txt"
ROW = re.compile(r"^(?P<name>[\w.-]+)(?: (?P<version>\S+): .+,|:) in (?P<place>\S+)/$", re.MULTILINE)
"""A line of the NOTICE: a distribution with its version and licence, or a package of the system; and the folder of its texts."""

INSIDES = "_internal"
MADE_BY = {
    "PIL": ("pillow",),
    "PySide6": ("PySide6_Essentials",),
    "google": ("protobuf",),
    "grpc": ("grpcio",),
    "resources": ("workbench",),
    "sklearn": ("scikit-learn",),
    "tensorflow": ("tensorflow", "tensorflow-cpu"),
}
"""Names of distributions, by those of their modules where they differ."""

NO_PACKAGES = re.compile(r"^python\d|\.libs$|\.(dist|egg)-info$")
"""Folders of Python itself, of the libraries of a distribution, and of metadata."""

DISTRIBUTION = re.compile(r"^(?P<name>.+)-(?P<version>[^-]+)\.dist-info$")
REQUIRED = ("LGPL-3.0.txt", "GPL-3.0.txt")
"""Of Qt for Python, as the LGPL wants it."""


def licence_steps(program: Program) -> Iterator[Outcome]:
    """Compares what is inside with what the NOTICE lists and with the texts that lie there."""
    for name, step in STEPS.items():
        yield tried(GROUP, name, partial(step, program))


def everything_is_listed(program: Program) -> Seen:
    """Looks whether the NOTICE lists every distribution inside, with its version."""
    listed = {plain(name): version for name, (version, _) in rows_of(notice_of(program)).items()}
    inside = distributions_in(program.root)
    demand(bool(inside), "there are no distributions inside")
    missing = [f"{name} {version}" for name, version in inside.items() if listed.get(name) != version]
    demand(not missing, f"the NOTICE lacks {', '.join(missing)}")
    return Seen(f"{len(inside)} distributions inside, {len(listed)} rows")


def every_package_is_listed(program: Program) -> Seen:
    """Looks whether the NOTICE lists what each folder of Python modules is of: metadata may be missing of some."""
    listed = {plain(name) for name in rows_of(notice_of(program))}
    inside = packages_in(program.command.parent / INSIDES)
    demand(bool(inside), f"there are no packages in {INSIDES}")
    unknown = [name for name in inside if not listed & {plain(one) for one in MADE_BY.get(name, (name,))}]
    demand(not unknown, f"the NOTICE does not say what {', '.join(unknown)} is of")
    return Seen(f"{len(inside)} folders of modules")


def every_text_is_there(program: Program) -> Seen:
    """Looks whether every row of the NOTICE has its texts."""
    notice = notice_of(program)
    places = [place for _, place in rows_of(notice).values()]
    empty = [place for place in places if not _has_text(notice.parent / place)]
    demand(bool(places) and not empty, f"there is no text in {', '.join(empty) or 'the NOTICE'}")
    return Seen(f"{len(places)} folders with texts")


def qt_has_its_texts(program: Program) -> Seen:
    """Looks whether the licences of Qt are there, and how to replace it."""
    notice = notice_of(program)
    _, place = rows_of(notice)["PySide6_Essentials"]
    missing = [name for name in REQUIRED if not (notice.parent / place / name).exists()]
    demand(not missing, f"{place} lacks {', '.join(missing)}")
    demand(
        "How to replace Qt" in notice.read_text(encoding="utf-8"), "the NOTICE does not say how to replace Qt"
    )
    return Seen(f"{' and '.join(REQUIRED)}, and how to replace Qt")


STEPS = {
    "every distribution inside is in the NOTICE": everything_is_listed,
    "every folder of modules is of something in the NOTICE": every_package_is_listed,
    "every row of the NOTICE has its texts": every_text_is_there,
    "Qt has its licences and how to replace it": qt_has_its_texts,
}


def notice_of(program: Program) -> Path:
    """Returns the NOTICE of a bundle."""
    notice = program.command.parent / NOTICE
    if not program.is_bundle:
        raise Lacking("it has no NOTICE, since pip installs every distribution with its own licence")
    demand(notice.exists(), f"there is no {NOTICE}")
    return notice


def rows_of(notice: Path) -> Mapping[str, tuple[str, str]]:
    """Returns version and folder of each row, by name; the version of a package of the system is empty."""
    text = notice.read_text(encoding="utf-8")
    return {row["name"]: (row["version"] or "", row["place"]) for row in ROW.finditer(text)}


def distributions_in(folder: Path) -> dict[str, str]:
    """Returns the versions of the distributions that left their metadata in a folder, by plain name."""
    found = (DISTRIBUTION.match(path.name) for path in folder.rglob("*.dist-info"))
    return {plain(one["name"]): one["version"] for one in found if one}


def packages_in(folder: Path) -> list[str]:
    """Returns the names of the folders of modules in a folder."""
    return sorted(
        path.name for path in folder.iterdir() if path.is_dir() and not NO_PACKAGES.search(path.name)
    )


def plain(name: str) -> str:
    """Returns a name as all spellings of it are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _has_text(folder: Path) -> bool:
    return folder.is_dir() and any(path.stat().st_size for path in folder.iterdir())
