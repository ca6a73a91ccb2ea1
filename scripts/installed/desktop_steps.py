"""Looks whether a Linux desktop gets to know the program: its entry, the type of its files and its icon."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.outcome import Lacking, Outcome, Seen, demand, tried
from installed.program import Program

GROUP = "the desktop"
SCRIPT = "add-to-menu.sh"
PATTERN, MIME = "*.workbench", "{http://www.freedesktop.org/standards/shared-mime-info}"


def desktop_steps(program: Program) -> Iterator[Outcome]:
    """Looks at what the artifact brings for the desktop, or has it put into the person's menu first."""
    for name, step in STEPS.items():
        yield tried(GROUP, name, partial(step, program))


def entry_starts_the_program(program: Program) -> Seen:
    """Looks whether the entry of the menu leads to the program that was installed."""
    started = entry_of(program)["Exec"].removesuffix(" %f").strip('"')
    within = program.root / started.lstrip("/")
    places = (Path(started), within, program.root / "usr" / "bin" / started)
    demand(any(_leads_to(program, place) for place in places), f"Exec leads to {started}")
    return Seen(started)


def projects_are_known(program: Program) -> Seen:
    """Looks whether the entry opens the type of file that projects are said to be."""
    (found,) = share_of(program).glob("mime/packages/*.xml")
    kind = xml.parse(found).getroot().find(f"{MIME}mime-type")
    demand(kind is not None, f"{found.name} has no type of file")
    assert kind is not None
    patterns = [glob.get("pattern") for glob in kind.iter(f"{MIME}glob")]
    demand(patterns == [PATTERN], f"the type is that of {patterns}")
    demand(str(kind.get("type")) in entry_of(program)["MimeType"].split(";"), "the entry opens other files")
    return Seen(f"{PATTERN} is {kind.get('type')}")


def icon_is_there(program: Program) -> Seen:
    """Looks for the icon that the entry names."""
    icons = list(share_of(program).glob(f"icons/hicolor/*/apps/{entry_of(program)['Icon']}.*"))
    demand(bool(icons) and all(icon.stat().st_size for icon in icons), "there is no icon")
    return Seen(f"{len(icons)} sizes")


STEPS = {
    "the entry of the menu starts the program": entry_starts_the_program,
    "projects are a type of file that it opens": projects_are_known,
    "it has an icon": icon_is_there,
}


def share_of(program: Program) -> Path:
    """Returns where the desktop finds what it needs; the script of an archive puts it there first."""
    system, script = program.root / "usr" / "share", program.command.parent / SCRIPT
    if system.is_dir():
        return system
    if not script.exists():
        raise Lacking("there is nothing for a desktop in it")
    share = program.surroundings.home / ".local" / "share"
    if not (share / "applications").exists():
        # It takes programs that every desktop has.
        environment = {**program.surroundings.environment(), "PATH": os.defpath}
        subprocess.run(
            [shutil.which("sh") or "/bin/sh", str(script)], env=environment, check=True, capture_output=True
        )
    return share


def entry_of(program: Program) -> configparser.SectionProxy:
    """Returns the entry of the menu."""
    (found,) = share_of(program).glob("applications/*.desktop")
    parser = configparser.RawConfigParser()
    # Names of its fields are told apart by their case.
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(found, encoding="utf-8")
    return parser["Desktop Entry"]


def _leads_to(program: Program, place: Path) -> bool:
    """Whether a place is the program; its link may be meant for the root that the folder stands for."""
    if place.is_symlink():
        place = program.root / os.readlink(place).lstrip("/")
    return place.exists() and place.samefile(program.command)
