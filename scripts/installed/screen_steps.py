"""The window offscreen, and on a screen of the X Window System."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from setup_environment import DISPLAY_LIBRARIES

from installed.loaded import loaded_by, wait_for_library
from installed.outcome import Lacking, Outcome, Seen, Verdict, demand, tried
from installed.program import Program
from installed.screen import Screen, screen
from installed.window_steps import window_steps

OFFSCREEN, XVFB = "the window, offscreen", "the window, under Xvfb"
PLUGIN = "libqxcb.so"
"""Of Qt, for this kind of screen."""

SETTLING = 2.0
PICTURED = "picture"
"""The step of the walk after which the screen is photographed."""


def offscreen_steps(program: Program) -> Iterator[Outcome]:
    """Walks through the window offscreen."""
    folder = program.surroundings.home / "Walk offscreen"
    yield from window_steps(program, OFFSCREEN, folder, {"QT_QPA_PLATFORM": "offscreen"})


def screen_steps(program: Program, picture: Path) -> Iterator[Outcome]:
    """Walks through the window under Xvfb, and leaves a picture of the screen.

    Args:
        program: The installed program.
        picture: Where the picture goes.
    """
    try:
        with screen(program.surroundings.folder / "screen", not program.is_bundle) as shown:
            yield from _steps(program, shown, picture)
    except Lacking as error:
        yield Outcome(XVFB, "a screen", Verdict.SKIPPED, str(error))


def _steps(program: Program, shown: Screen, picture: Path) -> Iterator[Outcome]:
    photographed: list[Outcome] = []

    def photograph(step: str) -> None:
        if step == PICTURED:
            photographed.append(tried(XVFB, "a picture of the screen", partial(_photograph, shown, picture)))

    folder = program.surroundings.home / "Walk unter Xvfb"
    environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": shown.display}
    yield from window_steps(program, XVFB, folder, environment, photograph)
    yield from photographed
    if program.is_bundle:
        yield tried(
            XVFB, "it brings the libraries of Qt for a display", partial(brings, program, environment)
        )


def brings(program: Program, environment: dict[str, str]) -> Seen:
    """Opens the window on the screen, and looks where its libraries come from."""
    process = program.start("--debug", **environment)
    try:
        wait_for_library(process.pid, PLUGIN, lambda: process.poll() is None)
        # What it loads, the plug-in has loaded with it, or does when it draws for the first time.
        time.sleep(SETTLING)
        found = loaded_by(process.pid)
    finally:
        process.kill()
        process.communicate()
    of_display = {path for path in found if any(path.name.startswith(name) for name in DISPLAY_LIBRARIES)}
    foreign = sorted(str(path) for path in of_display if not path.is_relative_to(program.root.resolve()))
    demand(
        bool(of_display) and not foreign, f"it takes from the system: {', '.join(foreign) or 'all of them'}"
    )
    return Seen(f"{len(of_display)} libraries, each its own")


def _photograph(shown: Screen, picture: Path) -> Seen:
    shown.save_picture(picture)
    return Seen(str(picture))
