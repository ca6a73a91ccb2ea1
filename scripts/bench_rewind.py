"""Measures how soon the window shows an earlier step of the training, and what keeping such steps costs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench_child import Message
from bench_report import percentile
from bench_window import open_project, press, spin, the_workbench, time_stop, wait_until

if TYPE_CHECKING:
    from workbench.app import Workbench

ENDLESS = 1_000_000
"""Epochs: the run does not end by itself."""

PLACES = 40
"""Steps that are gone back to in a round, from all over the run."""


def measure_rewind(request: Message) -> Message:
    """Returns the time from a move of the slider to the bars of that step, painted, on the digits."""
    bench = the_workbench()
    train_for(bench, request["seconds"])
    waits = [wait for _ in range(1 + request["rounds"]) for wait in round_of_moves(bench)]
    # The first round makes what is made once.
    measured = waits[PLACES:]
    return {
        "rewind_p95_ms": percentile(measured, 95),
        "rewind_max_ms": max(measured),
        "rewind_steps_kept": len(bench.trainer.glimpse.moments),
    }


def train_for(bench: Workbench, seconds: float) -> None:
    """Trains on the digits at full speed for a while."""
    import msgspec

    from workbench.core.projects.checked_project import starting_project

    project = starting_project()
    training = msgspec.structs.replace(project.training, epochs=ENDLESS, pace="full")
    bench.window.docks["predictionsDock"].raise_()
    open_project(bench, msgspec.structs.replace(project, training=training))
    press(bench, "trainAction")
    wait_until(lambda: bench.trainer.glimpse.epoch > 10, "ten epochs")
    spin(seconds)
    time_stop(bench)
    wait_until(lambda: bench.window.rewind.slider.isEnabled(), "steps to go back to")


def round_of_moves(bench: Workbench) -> list[float]:
    """Moves the slider to places all over it, and returns the milliseconds that each took to be seen."""
    last = bench.window.rewind.slider.maximum()
    # Two neighbours are far apart, as where a person clicks on the slider.
    return [time_move(bench, place * 7919 % last) for place in range(PLACES)]


def time_move(bench: Workbench, place: int) -> float:
    """Returns the milliseconds from a move of the slider to the bars."""
    window, trainer = bench.window, bench.trainer
    step = trainer.glimpse.moments[place]
    begun = time.perf_counter()
    window.rewind.slider.setValue(place)
    wait_until(lambda: window.loss_plot.here == step, "the step to be shown")
    window.predictions.repaint()
    return (time.perf_counter() - begun) * 1000
