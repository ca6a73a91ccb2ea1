"""Checks that the window opens, is painted and trains."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.commands.self_test.check import demand

if TYPE_CHECKING:
    from workbench.app import Workbench

PATIENCE = 60.0
"""Seconds that the engine may take to be ready, and a step to be trained: far more than they need."""


def paints_the_window(folder: Path) -> str:
    """Opens the window with settings of its own, trains a step and looks whether it was painted."""
    from PySide6.QtCore import QSettings

    from workbench.app import Workbench
    from workbench.qt.preferences import Preferences

    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    begin = time.monotonic()
    bench = Workbench(preferences=Preferences(settings))
    shown = time.monotonic() - begin
    try:
        return f"there after {shown:.1f} s, {_trained_and_painted(bench)}"
    finally:
        bench.close()


def _trained_and_painted(bench: Workbench) -> str:
    from workbench.app import wait_for

    bench.window.actions_by_name["stepAction"].trigger()
    demand(wait_for(lambda: len(bench.trainer.history) > 0, PATIENCE), "no step was trained")
    picture = bench.window.grab().toImage()
    colors = {
        picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    }
    demand(len(colors) > 1, "nothing was painted")
    return f"{picture.width()} x {picture.height()}, painted, a step trained"
