"""The window offscreen, and on a screen of the X Window System."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from installed.outcome import Lacking, Outcome, Seen, Verdict, tried
from installed.program import Program
from installed.screen import Screen, screen
from installed.window_steps import window_steps

OFFSCREEN, XVFB = "the window, offscreen", "the window, under Xvfb"
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


def _photograph(shown: Screen, picture: Path) -> Seen:
    shown.save_picture(picture)
    return Seen(str(picture))
