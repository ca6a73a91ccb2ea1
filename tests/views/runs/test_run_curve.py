"""Each run has a curve of its own look."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtGui import QPalette

from workbench.qt.palette import theme_of
from workbench.views.runs.run_curve import curve_of


def look(number: int) -> tuple[str, str]:
    run: Any = SimpleNamespace(number=number)
    curve = curve_of(run, "a run")
    return curve.color(theme_of(QPalette())).name(), str(curve.symbol)


def test_colour_and_mark_tell_a_hundred_runs_apart() -> None:
    assert len({look(number) for number in range(1, 101)}) == 100
