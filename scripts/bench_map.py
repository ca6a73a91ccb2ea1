"""Measures the decision map: its pictures a second with all docks shown, and what it leaves to the engine."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bench_child import Message
from bench_window import open_project, press, show_all_docks, spin, the_workbench, time_stop, wait_until
from PySide6.QtWidgets import QDockWidget

if TYPE_CHECKING:
    from workbench.app import Workbench
    from workbench.core.project import Project

EXAMPLE = "Spirals"
ENDLESS = 1_000_000
"""Epochs: the run does not end by itself."""


def measure_map(request: Message) -> Message:
    """Returns pictures a second, and the engine's speed with the views of what was learned over that without them.

    The two take turns, so that both meet the same moments of the machine; `request` says how often and how long.
    """
    bench = the_workbench()
    docks = understanding_docks(bench)
    shown = show_all_docks(bench.window)
    open_project(bench, endless_project())
    press(bench, "trainAction")
    wait_until(lambda: len(bench.trainer.history) > 0, "the first loss")
    pictures, shares = [], []
    for _ in range(1 + request["rounds"]):
        show(docks, False)
        alone = steps_per_second(bench, request["seconds"])
        show(docks, True)
        frames, speed = frames_and_steps_per_second(bench, request["seconds"])
        pictures.append(frames)
        shares.append(speed / alone)
    time_stop(bench)
    # The first round compiles.
    side = bench.window.docks["decisionMapDock"].widget().view.live.side
    return {
        "map_frames_per_s": statistics.median(pictures[1:]),
        "map_engine_share": statistics.median(shares[1:]),
        "map_side": side,
        "map_docks_shown": shown,
    }


def endless_project() -> Project:
    """Returns points in the plane with a network that parts them, at full speed."""
    import msgspec

    from workbench.core.examples import EXAMPLES

    project = next(example.project for example in EXAMPLES if example.title == EXAMPLE)
    training = msgspec.structs.replace(project.training, epochs=ENDLESS, pace="full")
    return msgspec.structs.replace(project, training=training)


def understanding_docks(bench: Workbench) -> list[QDockWidget]:
    """Returns the docks of the views that show what was learned."""
    from workbench.views.understanding.views import VIEWS

    return [bench.window.docks[f"{row.name}Dock"] for row in VIEWS]


def show(docks: list[QDockWidget], is_shown: bool) -> None:
    """Shows or hides docks, and lets the window settle."""
    for dock in docks:
        dock.setVisible(is_shown)
    spin(0.5)


def steps_per_second(bench: Workbench, seconds: float) -> float:
    """Returns how fast the engine trains."""
    history, begun = bench.trainer.history, time.perf_counter()
    before = len(history)
    spin(seconds)
    return (len(history) - before) / (time.perf_counter() - begun)


def frames_and_steps_per_second(bench: Workbench, seconds: float) -> tuple[float, float]:
    """Returns how often the map shows other weights, and how fast the engine trains meanwhile."""
    live, seen = bench.window.docks["decisionMapDock"].widget().view.live, [0]

    def count() -> None:
        seen[0] += 1

    live.map_changed.connect(count)
    begun = time.perf_counter()
    speed = steps_per_second(bench, seconds)
    frames = seen[0] / (time.perf_counter() - begun)
    live.map_changed.disconnect(count)
    return frames, speed
