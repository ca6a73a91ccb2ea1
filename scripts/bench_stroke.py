"""Measures how soon the bars follow the pen, while the network learns at full speed."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from bench_child import Message
from bench_report import percentile
from bench_window import open_project, press, spin, the_workbench, time_stop, wait_until
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from workbench.app import Workbench
    from workbench.views.understanding.trying.try_it_view import TryItView

ENDLESS = 1_000_000
"""Epochs: the run does not end by itself."""
POINTS = 60
"""Places of the pen in a stroke."""
PAUSE_SECONDS = 0.016
"""Between two of them, as a mouse reports them."""


def measure_stroke(request: Message) -> Message:
    """Returns the time from a movement of the pen to the bars that it makes, over so many strokes as there are rounds."""
    bench = the_workbench()
    train_without_end(bench)
    view = opened(bench)
    waits = [wait for _ in range(1 + request["rounds"]) for wait in stroke(view)]
    time_stop(bench)
    # The first stroke compiles.
    measured = waits[POINTS:]
    return {"stroke_to_bars_p95_ms": percentile(measured, 95), "stroke_to_bars_max_ms": max(measured)}


def train_without_end(bench: Workbench) -> None:
    """Trains on the digits at full speed."""
    import msgspec

    from workbench.core.projects.checked_project import starting_project

    project = starting_project()
    training = msgspec.structs.replace(project.training, epochs=ENDLESS, pace="full")
    open_project(bench, msgspec.structs.replace(project, training=training))
    press(bench, "trainAction")
    wait_until(lambda: bench.trainer.glimpse.epoch > 10, "ten epochs")


def opened(bench: Workbench) -> TryItView:
    """Returns the view in which a person draws."""
    dock = bench.window.docks["tryItDock"]
    dock.setFloating(True)
    dock.resize(700, 400)
    dock.show()
    wait_until(lambda: dock.widget().view is not None, "the paper")
    spin(0.5)
    view: TryItView = dock.widget().view
    return view


def stroke(view: TryItView) -> list[float]:
    """Draws a spiral, and returns how many milliseconds each place of the pen took until its bars were painted."""
    pad, button = view.picture.pad, Qt.MouseButton.LeftButton
    pad.clear()
    QTest.mousePress(pad, button, pos=place(view, 0).toPoint())
    waits = []
    for number in range(1, POINTS + 1):
        spin(PAUSE_SECONDS)
        begun = time.perf_counter()
        QTest.mouseMove(pad, place(view, number).toPoint())
        wait_until(lambda: is_answered(view), "the bars")
        view.bars.bars.viewport().repaint()
        waits.append((time.perf_counter() - begun) * 1000)
    QTest.mouseRelease(pad, button, pos=place(view, POINTS).toPoint())
    return waits


def is_answered(view: TryItView) -> bool:
    """Whether the bars are those of what is drawn now."""
    inputs, answered = view.picture.inputs, view.trial.answered_for
    return inputs is not None and answered is not None and bool((inputs == answered).all())


def place(view: TryItView, number: int) -> QPointF:
    """Returns where the pen is."""
    turn, radius = number / 12, 0.1 + 0.3 * number / POINTS
    return view.picture.pad.place_of((0.5 + radius * math.cos(turn), 0.5 + radius * math.sin(turn)))
