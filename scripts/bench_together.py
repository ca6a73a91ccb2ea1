"""Measures how long both heads trained together take over one head alone."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bench_child import Message
from bench_window import open_project, press, the_workbench, wait_until

if TYPE_CHECKING:
    from workbench.app import Workbench
    from workbench.core.project import Project
    from workbench.views.understanding.heads.together_view import TogetherView

CASE = "digits"
EPOCHS = 200
"""Few enough for either to stay on the plain graph: who goes over to XLA in the middle says nothing of the other."""


def measure_together(request: Message) -> Message:
    """Returns the time of a run of both heads over that of a run of one, in the window at full speed.

    The two take turns, so that both meet the same moments of the machine; `request` says how often.
    """
    bench = the_workbench()
    bench.window.show()
    project = short_project()
    open_project(bench, project)
    view = shown_view(bench)
    quotients = []
    for _ in range(1 + request["rounds"]):
        alone = seconds_alone(bench)
        quotients.append(seconds_together(view) / alone)
    # The first round compiles.
    return {"together_over_one": statistics.median(quotients[1:])}


def short_project() -> Project:
    """Returns a network on the digits, at full speed."""
    import msgspec
    from bench_cases import CASES

    project = CASES[CASE].project()
    training = msgspec.structs.replace(project.training, epochs=EPOCHS, pace="full")
    return msgspec.structs.replace(project, training=training)


def shown_view(bench: Workbench) -> TogetherView:
    """Shows the dock and returns its view once it is made."""
    dock = bench.window.docks["togetherDock"]
    dock.show()
    dock.raise_()
    wait_until(lambda: dock.widget().view is not None, "the view")
    return dock.widget().view  # type: ignore[no-any-return]


def seconds_alone(bench: Workbench) -> float:
    """Returns how long a run from fresh weights takes."""
    press(bench, "resetAction")
    wait_until(lambda: len(bench.trainer.history) == 0, "fresh weights")
    begun = time.perf_counter()
    press(bench, "trainAction")
    wait_until(lambda: len(bench.trainer.history.epochs) == EPOCHS, "the end of the run")
    return time.perf_counter() - begun


def seconds_together(view: TogetherView) -> float:
    """Returns how long a run of both heads from fresh weights takes."""
    begun = time.perf_counter()
    view.begin.click()
    wait_until(lambda: not view.training.is_running, "the end of the run of both heads")
    return time.perf_counter() - begun
