"""Measures how resident memory grows while networks come and go on the engine thread."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from bench_cases import CASES, with_epochs, with_width
from bench_child import Message
from bench_peers import Unsupported

from workbench.core.labels import LabelKind
from workbench.core.project import Project
from workbench.core.projects.head_edits import with_head
from workbench.engine.state import State
from workbench.engine.worker import Worker

SAME_WIDTHS = range(33, 41)
FIRST_NEW_WIDTH = 101
PLANNED_EPOCHS = {"graph": 1, "xla": 10_000}
"""Short runs stay on the plain graph, long ones are compiled by XLA."""

PATIENCE_SECONDS = 60.0
MEGABYTE = 2.0**20


def resident_megabytes() -> float:
    """Returns the resident memory of this process."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return peak_megabytes()
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def peak_megabytes() -> float:
    """Returns the most memory that this process has had, where the present amount cannot be had."""
    if os.name == "nt":
        raise Unsupported("Memory is not measured on Windows.")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MEGABYTE if sys.platform == "darwin" else peak / 1024


def growth(megabytes: list[float], skipped: int) -> float:
    """Returns the slope of a line through the samples, the first `skipped` of them left out."""
    kept = megabytes[skipped:]
    return float(np.polyfit(np.arange(len(kept)), kept, 1)[0])


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Sleeps until `condition()` holds.

    Raises:
        Unsupported: it did not hold within `PATIENCE_SECONDS`; the message says `what` was waited for.
    """
    limit = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > limit:
            raise Unsupported(f"The engine waited {PATIENCE_SECONDS:.0f} seconds for {what}.")
        time.sleep(0.002)


def warm_worker() -> Worker:
    """Returns an engine thread that has loaded TensorFlow."""
    worker = Worker()
    worker.start()
    wait_until(lambda: worker.state is State.IDLE, "TensorFlow")
    return worker


def train(worker: Worker, project: Project) -> None:
    """Trains to the end of the plan."""
    worker.train(project)
    wait_until(lambda: worker.state is State.IDLE, "the end of the run")


def toggled(project: Project) -> Project:
    """Returns the project with the sigmoid head."""
    return with_head(project, "sigmoid", LabelKind.CLASS_INDEX)


def reset(worker: Worker) -> None:
    """Forgets the network, and the events that a window would have taken."""
    worker.reset()
    wait_until(lambda: worker.glimpse.trained is None and not len(worker.history), "the reset")
    worker.events.clear()


def one_round(worker: Worker, project: Project) -> None:
    """Trains, toggles, trains on under the other head, and resets."""
    train(worker, project)
    worker.follow(toggled(project))
    wait_until(lambda: _head(worker) == "sigmoid", "the toggle")
    train(worker, toggled(project))
    reset(worker)


def _head(worker: Worker) -> str:
    trained = worker.glimpse.trained
    return trained.head.activation if trained else ""


def measure_rounds(request: Message) -> Message:
    """Goes over the same eight widths again and again; returns what a round costs after the first ones."""
    worker, megabytes = warm_worker(), []
    project = with_epochs(CASES["digits"].project(), PLANNED_EPOCHS["graph"])
    for number in range(request["count"]):
        one_round(worker, with_width(project, SAME_WIDTHS[number % len(SAME_WIDTHS)]))
        megabytes.append(resident_megabytes())
    worker.close()
    return {"rounds": growth(megabytes, request["skipped"])}


def measure_new_widths(request: Message) -> Message:
    """Begins networks of widths never seen before; returns what each costs on the graph and under XLA."""
    worker, base, answer = warm_worker(), CASES["digits"].project(), {}
    widths = itertools.count(FIRST_NEW_WIDTH)
    for way, epochs in PLANNED_EPOCHS.items():
        megabytes = []
        for _ in range(request["count"]):
            begin_network(worker, with_epochs(with_width(base, next(widths)), epochs), way)
            megabytes.append(resident_megabytes())
        answer[way] = growth(megabytes, request["skipped"])
    worker.close()
    return answer


def begin_network(worker: Worker, project: Project, way: str) -> None:
    """Trains until steps run the way that is wanted, and forgets the network."""
    run = worker.train(project)
    wait_until(lambda: len(worker.history) > 0 and way in worker.glimpse.device.lower(), f"{way} steps")
    worker.stop()
    wait_until(lambda: worker.state is State.IDLE and worker.run == run, "the engine to stop")
    reset(worker)
