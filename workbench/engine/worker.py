"""The engine thread: one plain thread that builds, trains and predicts."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.history import History
from workbench.core.project import Project
from workbench.core.project_file import SavedRun
from workbench.data.prepared import prepare
from workbench.engine.session import Diverged, Session
from workbench.engine.warm_up import warm_up

log = logging.getLogger(__name__)

FRAME = 0.033
SLOW_STEP = 0.3
CHUNK = 0.015


class State(StrEnum):
    """What the engine is doing."""

    COLD = "COLD"
    WARMING = "WARMING"
    IDLE = "IDLE"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    STOPPING = "STOPPING"


@dataclass(frozen=True)
class Event:
    """What the engine reports: `finished` or `failed`, with a sentence, and the run that it belongs to."""

    kind: str
    message: str
    run: int


@dataclass(frozen=True)
class Glimpse:
    """The numbers behind the live views, replaced as a whole so that a reader never sees half.

    Attributes:
        version: Rises with every change.
        trained: The project that the weights come from; None before any training.
        row: The validation example being watched.
        logits: Its logits (units,) float32.
        epoch: Whole epochs done.
        target_epoch: Where the run ends.
        progress: Share of the run that is done, 0 to 1.
        seconds_left: An estimate; None while unknown.
        learning_rate: The rate of the next step.
        microseconds_per_step: Over the last chunk.
        device: Where and how steps run, in words.
    """

    version: int = 0
    trained: Project | None = None
    row: int = 0
    logits: NDArray[np.float32] | None = None
    epoch: int = 0
    target_epoch: int = 0
    progress: float = 0.0
    seconds_left: float | None = None
    learning_rate: float = 0.0
    microseconds_per_step: float = 0.0
    device: str = ""
    baselines: dict[str, float] = field(default_factory=dict)


def fresh_start_needed(trained: Project, project: Project) -> bool:
    """Whether the weights of `trained` cannot serve `project`: other data, layers or seed."""
    return any(getattr(trained, part) != getattr(project, part) for part in ("data", "layers", "seed"))


class Worker:
    """Owns the engine thread and the session in it.

    Methods may be called from the window's thread: they set flags or queue a request and return at once.
    `glimpse`, `history`, `state` and `events` may be read there.
    """

    def __init__(self) -> None:
        self.state = State.COLD
        self.history = History()
        self.glimpse = Glimpse()
        self.events: deque[Event] = deque()
        self.run = 0
        self._session: Session | None = None
        self._requests: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._stop = threading.Event()
        self._resumed = threading.Event()
        self._resumed.set()
        self._steps_allowed: int | None = None
        self._project_in_flight: Project | None = None
        self._row_in_flight: int | None = None
        self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)

    def start(self) -> None:
        """Starts the thread; it imports TensorFlow first."""
        self.state = State.WARMING
        self._thread.start()

    def close(self) -> None:
        """Stops a run, ends the thread and waits for it."""
        self.stop()
        self._requests.put(None)
        if self._thread.is_alive():
            self._thread.join()

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def train(self, project: Project, epochs: int | None = None, steps: int | None = None) -> int:
        """Queues a run and returns its id: the project's epochs, or `epochs`, or a few `steps` only."""
        self.run += 1
        run = self.run
        self._stop.clear()
        self._steps_allowed = steps
        self._resumed.set()
        if self.state is State.IDLE:
            self.state = State.RUNNING
        self._requests.put(lambda: self._train(run, project, epochs))
        return run

    def pause(self) -> None:
        """Holds the run after the present chunk."""
        if self.state is State.RUNNING:
            self._resumed.clear()
            self.state = State.PAUSED

    def resume(self, steps: int | None = None) -> None:
        """Goes on after a pause, for `steps` steps or to the end."""
        if self.state is State.PAUSED:
            self._steps_allowed = steps
            self.state = State.RUNNING
            self._resumed.set()

    def stop(self) -> None:
        """Ends the run after the present chunk."""
        self._stop.set()
        self._resumed.set()
        if self.state in (State.RUNNING, State.PAUSED):
            self.state = State.STOPPING

    def reset(self) -> None:
        """Forgets the weights; the next run starts from the seed."""
        self.stop()
        self._requests.put(self._forget)

    def follow(self, project: Project) -> None:
        """Tells of an edit: what may change in flight does so at the next chunk."""
        self._project_in_flight = project
        self._requests.put(self._follow_when_idle)

    def watch(self, row: int) -> None:
        """Asks for the logits of another validation example."""
        self._row_in_flight = row
        self._requests.put(self._follow_when_idle)

    def restore(self, saved: SavedRun) -> None:
        """Puts a saved run's weights and curves on the bench."""
        self._requests.put(lambda: self._restore(saved))

    def save(self, use: Callable[[SavedRun | None], None]) -> None:
        """Calls `use` on the engine thread, between two chunks, with the run as it is."""
        self._requests.put(lambda: use(self._saved_run()))

    def saved_run(self, timeout: float = 30.0) -> SavedRun | None:
        """Returns the run as it is now; waits at most `timeout` seconds for the present chunk."""
        answer: queue.Queue[SavedRun | None] = queue.Queue(1)
        self.save(answer.put)
        return answer.get(timeout=timeout)

    def _serve(self) -> None:
        try:
            warm_up()
        except Exception as error:
            log.exception("TensorFlow could not be loaded")
            self._report("failed", f"TensorFlow could not be loaded: {error}", self.run)
        self.state = State.IDLE
        while (request := self._requests.get()) is not None:
            self._guard(request)

    def _guard(self, request: Callable[[], None]) -> None:
        try:
            request()
        except UserError as error:
            self._report("failed", str(error), self.run)
        except Exception as error:
            log.exception("the engine failed")
            message = (
                f"Training stopped at an unexpected error: {error}. What was learned up to then is kept."
            )
            self._report("failed", message, self.run)
        finally:
            self.state = State.IDLE

    def _report(self, kind: str, message: str, run: int) -> None:
        self.events.append(Event(kind, message, run))

    def _train(self, run: int, project: Project, epochs: int | None) -> None:
        if run != self.run or self._stop.is_set():
            return
        self.state = State.RUNNING
        started_afresh = self._ready_session(project)
        session = self._session
        assert session is not None
        session.begin_run(epochs or project.training.epochs)
        self._publish(0.0, 0)
        message = self._run_to_end(session)
        self._publish(0.0, 0)
        self._report("finished", message or started_afresh or "Training finished.", run)

    def _ready_session(self, project: Project) -> str:
        """Makes a session, or lets the present one follow; returns a sentence where it starts afresh."""
        session = self._session
        if session is not None and not fresh_start_needed(session.project, project):
            session.follow_training(project)
            return ""
        data = prepare(
            _dataset(project), project.data.validation_fraction, project.seed, project.data.standardise
        )
        self._session = Session(project, data)
        self._session.watch(self.glimpse.row)
        self.history = self._session.history
        return "Trained from fresh weights, since data, layers or seed changed." if session else ""

    def _run_to_end(self, session: Session) -> str:
        started = time.monotonic()
        first_step = len(session.history)
        planned = (session.target_epoch - session.epoch) * session.steps_per_epoch
        chunk = 1
        while not session.finished and not self._stop.is_set():
            self._serve_between_chunks()
            if not self._wait_for_permission():
                break
            begun = time.monotonic()
            try:
                count = session.advance(self._chunk_length(session, chunk))
            except Diverged as error:
                self._publish(1.0, 0)
                self._report("failed", str(error), self.run)
                return str(error)
            took = time.monotonic() - begun
            session.remember_good_now_and_then()
            self._spend(count)
            done = len(session.history) - first_step
            self._publish(done / max(planned, 1), took / count, started, done, planned)
            chunk = self._next_chunk(chunk, took, count)
            self._keep_pace(session, took)
        return session.stopped_early or ("Stopped." if self._stop.is_set() else "")

    def _next_chunk(self, chunk: int, took: float, count: int) -> int:
        """Doubles or halves towards chunks of 10 to 20 ms, in which the window stays fluid."""
        if took < CHUNK / 1.5 and count == chunk:
            return min(chunk * 2, 1024)
        return max(chunk // 2, 1) if took > CHUNK * 1.5 else chunk

    def _chunk_length(self, session: Session, chunk: int) -> int:
        if session.project.training.pace == "slow":
            return 1
        return chunk if self._steps_allowed is None else min(chunk, self._steps_allowed)

    def _spend(self, count: int) -> None:
        if self._steps_allowed is not None:
            self._steps_allowed -= count
            if self._steps_allowed <= 0:
                self._resumed.clear()
                self.state = State.PAUSED

    def _wait_for_permission(self) -> bool:
        """Waits while paused, still serving edits and requests; returns False when the run is to end."""
        while not self._resumed.wait(0.02):
            self._serve_between_chunks()
        self._serve_between_chunks()
        return not self._stop.is_set()

    def _serve_between_chunks(self) -> None:
        """Follows edits and serves what may be served during a run; what comes after a stop stays queued."""
        self._follow()
        held: list[Callable[[], None] | None] = []
        while not self._requests.empty():
            request = self._requests.get()
            if request is None or self._stop.is_set():
                held.append(request)
            elif request != self._follow_when_idle:
                request()
        for request in held:
            self._requests.put(request)

    def _keep_pace(self, session: Session, took: float) -> None:
        pace = session.project.training.pace
        if pace == "slow":
            self._stop.wait(SLOW_STEP)
        elif pace == "watch":
            share = 1 / max(session.steps_per_epoch, 1)
            self._stop.wait(max(FRAME * share * self._last_count - took, 0.0))

    _last_count = 1

    def _follow_when_idle(self) -> None:
        self._follow()

    def _follow(self) -> None:
        session = self._session
        project, self._project_in_flight = self._project_in_flight, None
        row, self._row_in_flight = self._row_in_flight, None
        if session is None:
            if row is not None:
                self.glimpse = msgspec_replace(self.glimpse, row=row)
            return
        if project is not None and not fresh_start_needed(session.project, project):
            session.adopt(in_flight(session.project, project))
        if row is not None:
            session.watch(row)
        if project is not None or row is not None:
            self._publish(self.glimpse.progress, self.glimpse.microseconds_per_step / 1e6)

    def _forget(self) -> None:
        self._session = None
        self.history = History()
        self.glimpse = Glimpse(version=self.glimpse.version + 1, row=self.glimpse.row)

    def _restore(self, saved: SavedRun) -> None:
        self._session = None
        self._ready_session(saved.trained)
        session = self._session
        assert session is not None
        state = {**saved.weights, **saved.optimizer, **saved.random_state}
        session.resume_from(state, saved.history)
        self.history = session.history
        self._publish(1.0, 0.0)

    def _saved_run(self) -> SavedRun | None:
        session = self._session
        if session is None:
            return None
        state = session.state()
        groups = [
            {k: v for k, v in state.items() if k.startswith(name)}
            for name in ("weight/", "optimizer/", "random/")
        ]
        return SavedRun(
            weights=groups[0],
            optimizer=groups[1],
            history=session.history.copy(),
            trained=session.project,
            random_state=groups[2],
        )

    def _publish(
        self, progress: float, seconds_per_step: float, started: float = 0.0, done: int = 0, planned: int = 0
    ) -> None:
        session = self._session
        assert session is not None
        left = (time.monotonic() - started) / done * (planned - done) if done else None
        self.glimpse = Glimpse(
            version=self.glimpse.version + 1,
            trained=session.project,
            row=session.probe_row,
            logits=session.probe_logits,
            epoch=session.epoch,
            target_epoch=session.target_epoch,
            progress=min(progress, 1.0),
            seconds_left=left,
            learning_rate=session.learning_rate,
            microseconds_per_step=seconds_per_step * 1e6,
            device=session.device,
        )


def in_flight(trained: Project, project: Project) -> Project:
    """Returns `trained` with those edits of `project` that act during a run: head, rate, schedule and pace."""
    training = msgspec.structs.replace(
        trained.training,
        learning_rate=project.training.learning_rate,
        pace=project.training.pace,
        schedule=project.training.schedule,
        schedule_options=project.training.schedule_options,
    )
    return msgspec.structs.replace(trained, head=project.head, training=training)


def _dataset(project: Project) -> Any:
    from workbench.data.built_in import load

    return load(project.data.name, project.data.options)
