"""Measures the real window: its start, its heartbeat in training, its answers to a click, and its redraws."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench_child import SPAWNED, Message
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from workbench.core.layers import LAYERS

if TYPE_CHECKING:
    from bench_cases import Case
    from bench_peers import Lap

    from workbench.app import Workbench
    from workbench.core.project import Project

HEARTBEAT_MILLISECONDS = 10
WATCHING_MILLISECONDS = 1
"""How often a condition is looked at: what is waited for is timed to about this."""

PATIENCE_SECONDS = 120.0
ALL_DOCKS_SIZE = (1920, 1200)
CURVE_POINTS = 100_000
REDRAWN_POINTS = {"redraw_100k_ms": 100_000, "redraw_million_ms": 1_000_000}
STEPS_PER_EPOCH = 45
"""Of the made histories: as on the digits, since every epoch adds to what is drawn."""

SETTLING_SECONDS = 0.5
"""For what a change of layout or of history still has to draw."""

RUN_BEFORE_STOP_SECONDS = 0.5

LONGEST_WARMING = 60.0
"""Seconds after which XLA is not waited for any more: it may be missing here."""


def spin(seconds: float) -> None:
    """Runs the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool], what: str) -> float:
    """Runs the event loop until `condition()` holds, and returns when that was seen, by `time.perf_counter`.

    Raises:
        TimeoutError: it did not hold within `PATIENCE_SECONDS`; the message says `what` was waited for.
    """
    loop, timer = QEventLoop(), QTimer()
    limit = time.perf_counter() + PATIENCE_SECONDS
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: loop.quit() if condition() or time.perf_counter() > limit else None)
    timer.start(WATCHING_MILLISECONDS)
    loop.exec()
    seen = time.perf_counter()
    if seen > limit and not condition():
        raise TimeoutError(f"The window waited {PATIENCE_SECONDS:.0f} seconds for {what}.")
    return seen


class Heartbeat:
    """A precise timer that writes down when it ticks: what keeps the window from ticking, a person feels."""

    def __init__(self) -> None:
        self._ticks: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(HEARTBEAT_MILLISECONDS)
        self._timer.timeout.connect(lambda: self._ticks.append(time.perf_counter()))

    def start(self) -> None:
        """Begins anew."""
        self._ticks.clear()
        self._timer.start()

    def stop(self) -> list[float]:
        """Returns the gaps between the ticks in milliseconds."""
        self._timer.stop()
        return [(after - before) * 1000 for before, after in zip(self._ticks, self._ticks[1:], strict=False)]


# The window's start


class FirstFrame(QObject):
    """Notes when a widget has been painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self._painting = False
        self.time = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks to be called once the frame that this paint event belongs to is done."""
        if event.type() == QEvent.Type.Paint and not self._painting:
            self._painting = True
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.time = time.monotonic()


def measure_start(request: Message) -> Message:
    """Opens the program as `python -m workbench` does; returns when it was seen and how it ticked while loading."""
    import workbench.cli  # noqa: F401  # the program comes in by its command line
    from workbench.app import Workbench

    frame, heartbeat = FirstFrame(), Heartbeat()
    bench = Workbench([])
    bench.window.installEventFilter(frame)
    wait_until(lambda: frame.time > 0, "the first frame")
    answer = {"first_window_s": frame.time - float(os.environ[SPAWNED])}
    if not request["load"]:
        return answer
    heartbeat.start()
    wait_until(lambda: bench.trainer.state == "IDLE", "TensorFlow")
    return {**answer, "import_max_ms": max(heartbeat.stop())}


# The window in training


@functools.cache
def the_workbench() -> Workbench:
    """Returns the program, opened once in this process, with its engine warm."""
    from bench_cases import register_data

    from workbench.app import Workbench

    # Before the window is made: its list of data sets is filled then.
    register_data()
    bench = Workbench([])
    wait_until(lambda: bench.trainer.state == "IDLE", "TensorFlow")
    return bench


def open_project(bench: Workbench, project: Project) -> None:
    """Puts a project on the bench, and nothing trained."""
    bench.trainer.reset()
    wait_until(lambda: bench.trainer.state == "IDLE" and not len(bench.trainer.history), "the reset")
    bench.document.start(project)


def press(bench: Workbench, action: str) -> float:
    """Presses a button of the tool bar and returns when."""
    begun = time.perf_counter()
    bench.window.actions_by_name[action].trigger()
    return begun


def time_first_point(bench: Workbench, idle_seconds: float) -> float:
    """Lets the engine compile ahead for a while, presses Train, and returns when the first loss was there."""
    spin(idle_seconds)
    begun = press(bench, "trainAction")
    return wait_until(lambda: len(bench.trainer.history) > 0, "the first loss") - begun


def time_stop(bench: Workbench) -> float:
    """Presses Stop and returns how long the engine took to be idle."""
    begun = press(bench, "stopAction")
    return wait_until(lambda: bench.trainer.state == "IDLE", "the engine to stop") - begun


class LiveWindow:
    """The engine at full speed with the window live, its loss curve and probability bars shown.

    Attributes:
        first_point_s: From Train to the first loss, of a network that this process had not seen before.
    """

    def __init__(self, case: Case) -> None:
        self._bench = the_workbench()
        self._project = case.project()
        self.first_point_s: float | None = None
        for name in ("lossDock", "predictionsDock"):
            self._bench.window.docks[name].raise_()
        open_project(self._bench, self._project)

    @property
    def note(self) -> str:
        """Where and how the steps run, in the engine's words."""
        return self._bench.trainer.glimpse.device

    def warm(self, seconds: float) -> None:
        """Times the first point after as long a rest, and trains until XLA has taken over, if it will."""
        self.first_point_s = time_first_point(self._bench, seconds)
        random = any(LAYERS[layer.kind].random for layer in self._project.layers)
        limit = time.monotonic() + LONGEST_WARMING
        while not random and "XLA" not in self.note and time.monotonic() < limit:
            self.run(0.5)
        self.run(seconds)

    def run(self, seconds: float) -> Lap:
        """Goes on after the pause, times whole epochs from one epoch's end to another's, and pauses."""
        from bench_peers import Lap

        trainer = self._bench.trainer
        trainer.train(self._project)
        first_step, begun = self._end_of_epoch()
        spin(seconds)
        last_step, ended = self._end_of_epoch()
        trainer.pause()
        wait_until(lambda: trainer.state == "PAUSED", "the pause")
        return Lap(last_step - first_step, ended - begun)

    def _end_of_epoch(self) -> tuple[int, float]:
        history = self._bench.trainer.history
        done = len(history.epochs)
        seen = wait_until(lambda: len(history.epochs) > done, "the end of an epoch")
        return history.epoch_steps[-1], seen


def show_all_docks(window: QMainWindow) -> int:
    """Takes the docks out of their tabs, so that all of them are drawn; returns how many can be seen."""
    docks = window.findChildren(QDockWidget)
    for dock in docks:
        dock.show()
    for dock in docks:
        take_out_of_tab(window, dock, docks)
    window.resize(*ALL_DOCKS_SIZE)
    spin(SETTLING_SECONDS)
    return sum(not dock.visibleRegion().isEmpty() for dock in docks)


def take_out_of_tab(window: QMainWindow, dock: QDockWidget, docks: list[QDockWidget]) -> None:
    """Puts a dock that shares its place beside one of the same area that does not."""
    area = window.dockWidgetArea(dock)
    alone = [
        one for one in docks if window.dockWidgetArea(one) == area and not window.tabifiedDockWidgets(one)
    ]
    if window.tabifiedDockWidgets(dock) and alone:
        # A tabbed neighbour would draw it into its own tabs again.
        window.splitDockWidget(alone[0], dock, Qt.Orientation.Horizontal)


def measure_window(request: Message) -> Message:
    """Returns the figures of one window with all docks shown; `request` says how long and how often."""
    bench = the_workbench()
    shown = show_all_docks(bench.window)
    clicks = measure_clicks(bench, request["clicks"], request["idle_seconds"])
    heartbeat = measure_heartbeat(bench, request["heartbeat_seconds"], request["idle_seconds"])
    redraws = {
        name: measure_redraws(bench.window.loss_plot, points, request["redraws"])
        for name, points in REDRAWN_POINTS.items()
    }
    return {"docks_shown": shown, **clicks, **heartbeat, **redraws}


def measure_clicks(bench: Workbench, count: int, idle_seconds: float) -> Message:
    """Presses Train on `count` networks never seen before, and Stop on each."""
    from bench_cases import CASES, with_width

    project = CASES["digits"].project()
    first_points, stops = [], []
    for number in range(count):
        open_project(bench, with_width(project, 65 + number))
        first_points.append(time_first_point(bench, idle_seconds))
        spin(RUN_BEFORE_STOP_SECONDS)
        stops.append(time_stop(bench))
    return {"first_point_s": first_points, "stop_s": stops}


def measure_heartbeat(bench: Workbench, most_seconds: float, idle_seconds: float) -> Message:
    """Ticks from the first point of a run on the digits until the curve has 100,000, or time is up."""
    from bench_cases import CASES

    open_project(bench, CASES["digits"].project())
    time_first_point(bench, idle_seconds)
    heartbeat, history = Heartbeat(), bench.trainer.history
    limit = time.perf_counter() + most_seconds
    heartbeat.start()
    wait_until(lambda: len(history) >= CURVE_POINTS or time.perf_counter() > limit, "the curve")
    gaps = heartbeat.stop()
    time_stop(bench)
    return {"gaps_ms": gaps, "curve_points": len(history)}


def measure_redraws(plot: Any, points: int, count: int) -> list[float]:
    """Returns the milliseconds of `count` redraws of a loss plot, an epoch added before each."""
    history = made_history(points)
    plot.set_history(history, "sparse_categorical_crossentropy")
    plot.refresh()
    spin(SETTLING_SECONDS)
    return [time_redraw(plot, history) for _ in range(count)]


def time_redraw(plot: Any, history: Any) -> float:
    """Adds an epoch and returns the milliseconds until it is painted, with all that Qt does afterwards."""
    add_epochs(history, 1)
    begun = time.perf_counter()
    plot.refresh()
    # pyqtgraph's items tell their view what they want painted anew, and it paints them: a repaint would be a second one.
    QCoreApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def made_history(points: int) -> Any:
    """Returns a history of at least `points` steps as the digits leave it, with an epoch every 45."""
    from workbench.core.history import History

    history = History()
    history.chance(2.303)
    add_epochs(history, -(-points // STEPS_PER_EPOCH))
    return history


def add_epochs(history: Any, count: int) -> None:
    """Adds epochs with a falling, noisy loss."""
    import numpy as np

    generator = np.random.default_rng(len(history))
    for _ in range(count):
        level = 0.05 + 2.25 / (1 + len(history) / 2_000)
        history.append((level * generator.uniform(0.6, 1.4, STEPS_PER_EPOCH)).astype(np.float32))
        history.end_epoch({"loss": level, "val_loss": 1.2 * level, "learning_rate": 0.001})
