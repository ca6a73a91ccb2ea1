"""The engine thread: one plain thread that builds, trains and predicts."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.heads import Activation
from workbench.core.history import History
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.project import Project, fresh_start_needed
from workbench.core.project_file import SavedRun
from workbench.core.runs.recorded import recorded, run_start
from workbench.core.runs.run_record import RunRecord
from workbench.data.prepared import prepare_project
from workbench.engine.ahead import Ahead
from workbench.engine.device import AUTO, devices, on_device
from workbench.engine.export.source import ExportSource, export_source
from workbench.engine.glimpse import AnswerMap, Glimpse
from workbench.engine.network_cache import NetworkCache
from workbench.engine.rewind.allowance import Allowance
from workbench.engine.run_clock import RunClock
from workbench.engine.running.diverged import Diverged
from workbench.engine.session import Session
from workbench.engine.state import State
from workbench.engine.swap import Swapped, swapped, write_swapped
from workbench.engine.warm_up import threads_beside_a_window, warm_up

log = logging.getLogger(__name__)

FRAME = 0.033
"""Seconds between two redraws of the window: the pace `watch` does about an epoch in each."""

SLOW_STEP = 0.3
"""Seconds that the pace `slow` rests after each step."""

HELD = 0.005
"""Seconds between two looks at what is asked of a run that is held: a slider is followed at once."""

REMEMBERING, REMEMBERING_AT_ONCE = 0.02, 0.05
"""At full speed, the share of the time that keeping moments to go back to may take, and the seconds of a short run."""

Until = Literal["end", "step", "epoch"]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Event:
    """What the engine reports: `finished` or `failed`, with a sentence, and the run that it belongs to."""

    kind: Literal["finished", "failed"]
    message: str
    run: int


def in_flight(trained: Project, project: Project) -> Project:
    """Returns `trained` with those edits of `project` that act during a run: head, rate, schedule and pace."""
    names = ("learning_rate", "pace", "schedule", "schedule_options")
    acting = {name: getattr(project.training, name) for name in names}
    training = msgspec.structs.replace(trained.training, **acting)
    return msgspec.structs.replace(trained, head=project.head, training=training)


class Worker:
    """Owns the engine thread and the session in it.

    Methods may be called from the window's thread: they set flags or queue a request and return at once.
    `glimpse`, `history`, `state`, `events`, `ended_runs` (each with its id) and `devices` (what TensorFlow has, once
    it is loaded) may be read there.
    """

    def __init__(self) -> None:
        self.history = History()
        self.glimpse = Glimpse()
        self.events: deque[Event] = deque()
        self.ended_runs: deque[tuple[int, RunRecord]] = deque()
        self.run = 0
        self._session: Session | None = None
        self._tasks: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._between_chunks: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._warm = threading.Event()
        self._resumed = threading.Event()
        self._resumed.set()
        self._interrupted = threading.Event()
        self._until: Until = "end"
        self._rewind_to: int | None = None
        self._remembering = Allowance(REMEMBERING, REMEMBERING_AT_ONCE)
        self._last_stopped_run = 0
        self._last_ended_run = 0
        self._dropped_run = 0
        self._networks = NetworkCache()
        self._ahead = Ahead(self._networks)
        self._project: Project | None = None
        self._wanted_device = self._device = AUTO
        self._closing = False
        self.devices: tuple[str, ...] = ()
        self._thread = threading.Thread(target=self._serve, name="engine", daemon=True)

    @property
    def networks(self) -> NetworkCache:
        """Networks for whoever trains something of its own between two chunks."""
        return self._networks

    @property
    def state(self) -> State:
        """What the engine is doing now."""
        if not self._thread.is_alive() and not self._warm.is_set():
            return State.COLD
        if not self._warm.is_set():
            return State.WARMING
        if self.run == self._last_ended_run:
            return State.IDLE
        if self.run == self._last_stopped_run:
            return State.STOPPING
        return State.RUNNING if self._resumed.is_set() else State.PAUSED

    def start(self) -> None:
        """Starts the thread; it imports TensorFlow first."""
        self._thread.start()

    def close(self) -> None:
        """Stops a run, ends the thread and waits for it."""
        self._closing = True
        self.stop()
        self._tasks.put(None)
        if self._thread.is_alive():
            self._thread.join()
        self._ahead.close()
        self._networks.close()

    def train(self, project: Project, until: Until = "end") -> int:
        """Queues a run of the project's epochs and returns its id; it pauses after a step or epoch if asked."""
        self.run += 1
        run = self.run
        self._until = until
        self._interrupted.clear()
        self._resumed.set()
        self._tasks.put(lambda: self._train(run, project))
        return run

    def pause(self) -> None:
        """Holds the run after the present chunk."""
        if self.state is State.RUNNING:
            self._resumed.clear()

    def resume(self, until: Until = "end") -> None:
        """Goes on after a pause, to the end or for one more step or epoch."""
        self._until = until
        self._resumed.set()

    def stop(self) -> None:
        """Ends the run after the present chunk."""
        self._last_stopped_run = self.run
        self._interrupted.set()
        self._resumed.set()

    def rewind(self, step: int | None) -> Future[None]:
        """Has everything answered with the weights of `step`, None for the present ones; holds a run meanwhile."""
        self.pause()
        self._rewind_to = step
        return self.ask(self._rewind)

    def _rewind(self, session: Session | None) -> None:
        wanted = self._rewind_to
        # Of many wishes, as a slider has while it is dragged, the latest is served.
        if session is None or wanted == session.rewound:
            return
        if wanted is None:
            session.come_back()
        else:
            session.rewind(wanted)
        self._publish(session)

    def go_on_from(self, step: int) -> None:
        """Ends the run and makes `step` the present one, with the curves up to there; see `Session.go_on_from`."""
        self._dropped_run = self.run
        self.stop()
        self._tasks.put(lambda: self._go_on_from(step))

    def _go_on_from(self, step: int) -> None:
        session = self._session
        if session is not None:
            session.go_on_from(step)
            self.history = session.history
            self._publish(session)

    def reset(self) -> None:
        """Forgets the weights; the next run starts from the seed."""
        self.stop()
        self._tasks.put(self._forget)

    def follow(self, project: Project) -> None:
        """Tells of an edit: what may change in flight does so at the next chunk."""
        self._project = project
        self._soon(lambda: self._follow(project))

    def set_device(self, name: str) -> None:
        """Chooses where the next network that starts afresh will run: `auto`, `CPU` or `GPU`."""
        self._wanted_device = name
        self._soon(self._get_ready)

    def watch(self, row: int) -> None:
        """Asks for the logits of another validation example."""
        self._soon(lambda: self._watch(row))

    def ask_map(self, places: NDArray[np.float32]) -> None:
        """Asks what the network says about (n, inputs) raw inputs; `glimpse.map` has the answer."""
        self._soon(lambda: self._answer(places))

    def restore(self, saved: SavedRun) -> None:
        """Puts a saved run's weights and curves on the bench; the run that this ends has nothing more to say."""
        self._dropped_run = self.run
        self.stop()
        self._tasks.put(lambda: self._restore(saved))

    def saved_run(self, timeout: float = 60.0) -> SavedRun | None:
        """Returns the run as it is now, after the chunk that is going on; None where nothing is trained.

        Raises:
            UserError: the engine did not answer within `timeout` seconds.
        """
        if self._session is None:
            return None
        answer: queue.SimpleQueue[SavedRun | None] = queue.SimpleQueue()
        self._soon(lambda: answer.put(self._session.saved_run() if self._session else None))
        try:
            return answer.get(timeout=timeout)
        except queue.Empty:
            raise UserError(
                "The engine is busy and gave no weights to save; stop the run and save again."
            ) from None

    def opened_weights(self, model: ImportedModel, timeout: float = 60.0) -> list[NDArray[Any]] | None:
        """Returns what training has made of the weights of `model`, in its graph's order; None where it is not trained.

        Raises:
            UserError: the engine did not answer within `timeout` seconds.
        """
        if self._session is None:
            return None
        answer: queue.SimpleQueue[list[NDArray[Any]] | None] = queue.SimpleQueue()
        self._soon(lambda: answer.put(self._session.opened_weights(model) if self._session else None))
        try:
            return answer.get(timeout=timeout)
        except queue.Empty:
            raise UserError("The engine is busy and gave no weights; stop the run and try again.") from None

    def ask(self, question: Callable[[Session | None], Answer]) -> Future[Answer]:
        """Promises what `question` finds in the session, which is None where nothing is trained; between two chunks."""
        promise: Future[Answer] = Future()
        self._soon(lambda: self._keep_promise(promise, question))
        return promise

    def _keep_promise(self, promise: Future[Answer], question: Callable[[Session | None], Answer]) -> None:
        if not promise.set_running_or_notify_cancel():
            return
        try:
            promise.set_result(question(self._session))
        except Exception as error:
            # Told to whoever asked: training is not concerned.
            promise.set_exception(error)

    def export_source(self) -> Future[ExportSource | None]:
        """Promises the network to export, as it is after the present chunk; None where nothing is trained."""
        return self.ask(lambda session: export_source(session) if session else None)

    def save_swapped(self, model: ImportedModel, activation: Activation, path: Path) -> Future[Swapped]:
        """Promises a file with the opened model as it was opened, under the head `activation`."""
        promise: Future[Swapped] = Future()
        self._soon(lambda: self._save_swapped(promise, model, activation, path))
        return promise

    @staticmethod
    def _save_swapped(
        promise: Future[Swapped], model: ImportedModel, activation: Activation, path: Path
    ) -> None:
        try:
            swap = swapped(model.graph, list(model.weights.arrays), activation)
            write_swapped(swap, path)
            promise.set_result(swap)
        except Exception as error:
            # Told to whoever asked, as with an export.
            promise.set_exception(error)

    def _soon(self, request: Callable[[], None]) -> None:
        self._between_chunks.put(request)
        self._tasks.put(self._serve_between_chunks)

    def _serve(self) -> None:
        try:
            warm_up(threads_beside_a_window())
        except Exception as error:
            log.exception("TensorFlow could not be loaded")
            self._report("failed", f"TensorFlow could not be loaded: {error}. Install Workbench again.")
        else:
            self.devices = devices()
        self._warm.set()
        self._get_ready()
        while (task := self._tasks.get()) is not None:
            self._guarded(task)

    def _guarded(self, task: Callable[[], None]) -> None:
        try:
            with on_device(self._device):
                task()
        except (UserError, Diverged) as error:
            self._report("failed", str(error))
        except Exception as error:
            log.exception("the engine failed")
            self._report(
                "failed", f"An unexpected error stopped the engine: {error}. What was learned is kept."
            )

    def _get_ready(self) -> None:
        """Has the next fresh start compiled ahead, if nothing is going on that it would slow down."""
        project, session = self._project, self._session
        if project is None or self.state is not State.IDLE or not self.devices or self._closing:
            return
        if session is None or fresh_start_needed(session.project, project):
            self._ahead.prepare(project, self._wanted_device)

    def _report(self, kind: Literal["finished", "failed"], message: str) -> None:
        self.events.append(Event(kind, message, self.run))

    def _train(self, run: int, project: Project) -> None:
        try:
            if run > self._last_stopped_run:
                beginning = self._ready_session(project)
                message = self._recorded_run(run)
                if run != self._dropped_run:
                    self._report("finished", message or beginning or "Training finished.")
        finally:
            self._last_ended_run = run
            self._get_ready()

    def _recorded_run(self, run: int) -> str:
        """Runs to the end and keeps the record of it, however it ends."""
        history, start, ended = self.history, run_start(self.history), "Stopped by an error."
        try:
            message = self._run_to_end(run)
            ended = message or "Finished."
        except Diverged as error:
            ended = str(error)
            raise
        finally:
            self._record(run, recorded(history, start, self._trained(), ended))
        return message

    def _trained(self) -> Project:
        assert self._session is not None
        return self._session.project

    def _record(self, run: int, record: RunRecord | None) -> None:
        if record is not None:
            self.ended_runs.append((run, record))

    def _ready_session(self, project: Project) -> str:
        """Makes a session, or lets the present one follow; returns a sentence where it starts afresh."""
        session = self._session
        if session is not None and not fresh_start_needed(session.project, project):
            self._follow_training(session, project)
            self._begin(session, project)
            return ""
        self._replace_session(project)
        weights = "fresh weights" if project.imported is None else f"the weights of {project.imported.file}"
        return f"Trained from {weights}, since data, layers or seed changed." if session else ""

    def _replace_session(self, project: Project) -> None:
        old, self._session = self._session, None
        if old is not None:
            old.close()
        self._session = self._new_session(project)
        self._begin(self._session, project)

    def _begin(self, session: Session, project: Project) -> None:
        session.begin_run(project.training.epochs)
        session.remember()
        self._remembering.begin()
        self.history = session.history
        self._publish(session)

    def _new_session(self, project: Project) -> Session:
        self._device = self._wanted_device
        with on_device(self._device):
            session = self._ahead.take(project, self._device)
            if session is None:
                session = Session(project, prepare_project(project), self._networks)
            else:
                self._follow_training(session, project)
            session.watch(self.glimpse.row)
        return session

    @staticmethod
    def _follow_training(session: Session, project: Project) -> None:
        if session.project.data != project.data:
            session.take_points(project.data, prepare_project(project))
        session.follow_training(project)

    def _run_to_end(self, run: int) -> str:
        session = self._session
        assert session is not None
        progress = RunClock(session)
        while not session.finished and run > self._last_stopped_run:
            self._advance(session, progress)
            self._wait_for_permission(run)
        self._publish(session, progress)
        return session.stopped_early or ("" if session.finished else "Stopped. Train goes on from here.")

    def _advance(self, session: Session, progress: RunClock) -> None:
        single = self._until == "step" or session.project.training.pace == "slow"
        epoch, begun = session.epoch, time.perf_counter()
        try:
            count = session.advance(1 if single else self._chunk(session, progress))
        except Diverged:
            self._publish(session, progress)
            raise
        took = time.perf_counter() - begun
        session.remember_good_now_and_then()
        self._remember(session)
        self._publish(session, progress)
        if self._until == "step" or (self._until == "epoch" and session.epoch > epoch):
            self._resumed.clear()
        self._keep_pace(session, took, count)
        progress.working_seconds += time.perf_counter() - begun
        if not single:
            progress.adapt(took, count)

    def _remember(self, session: Session) -> None:
        """Keeps a moment to go back to; at full speed that may take a small share of the time."""
        if session.project.training.pace != "full" or self._remembering.is_left:
            with self._remembering.spending():
                session.remember()

    def _chunk(self, session: Session, progress: RunClock) -> int:
        """Returns how many steps to do: up to the end of an epoch, the present one where each is to be seen."""
        left = session.steps_left_in_epoch
        if progress.chunk < left:
            return progress.chunk
        if self._until == "epoch" or session.project.training.pace == "watch":
            return left
        return left + (progress.chunk - left) // session.steps_per_epoch * session.steps_per_epoch

    def _keep_pace(self, session: Session, took: float, count: int) -> None:
        pace = session.project.training.pace
        if pace == "slow":
            self._interrupted.wait(SLOW_STEP)
        elif pace == "watch":
            self._interrupted.wait(max(FRAME * count / session.steps_per_epoch - took, 0.0))

    def _wait_for_permission(self, run: int) -> None:
        self._serve_between_chunks()
        while not self._resumed.wait(HELD) and run > self._last_stopped_run:
            self._serve_between_chunks()

    def _serve_between_chunks(self) -> None:
        # Those that come meanwhile have their own turn: whoever asks again at once must not keep others waiting.
        for _ in range(self._between_chunks.qsize()):
            self._guarded(self._between_chunks.get())

    def _follow(self, project: Project) -> None:
        session = self._session
        if session is not None and not fresh_start_needed(session.project, project):
            self._take_points(session)
            session.adopt(in_flight(session.project, project))
            self._publish(session)
        self._get_ready()

    def _take_points(self, session: Session) -> None:
        """Lets a run go on with what is painted now: the latest points, whatever was asked for in between."""
        project = self._project
        if project is None or self.state not in (State.RUNNING, State.PAUSED):
            return
        if fresh_start_needed(session.project, project) or session.project.data == project.data:
            return
        try:
            session.take_points(project.data, prepare_project(project))
        except UserError as error:
            self._report("failed", f"{error} The run goes on with the points that it had.")

    def _watch(self, row: int) -> None:
        self.glimpse = replace(self.glimpse, row=row)
        if self._session is not None:
            self._session.watch(row)
            self._publish(self._session)

    def _answer(self, places: NDArray[np.float32]) -> None:
        session, before = self._session, self.glimpse
        fits = session is not None and session.data.dataset.number_of_inputs == places.shape[1]
        logits = session.logits_of(places) if session is not None and fits else None
        self.glimpse = replace(before, version=before.version + 1, map=AnswerMap(before.weights, logits))

    def _forget(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
        self.history = History()
        self.glimpse = Glimpse(version=self.glimpse.version + 1, row=self.glimpse.row)
        self._get_ready()

    def _restore(self, saved: SavedRun) -> None:
        old, self._session = self._session, None
        session = self._new_session(saved.trained)
        session.resume_from(saved)
        self._session, self.history = session, session.history
        if old is not None:
            old.close()
        self.glimpse = Glimpse(version=self.glimpse.version, row=self.glimpse.row)
        self._publish(session)

    def _publish(self, session: Session, progress: RunClock | None = None) -> None:
        before = self.glimpse
        self.glimpse = Glimpse(
            version=before.version + 1,
            weights=before.weights + 1,
            map=before.map,
            trained=session.project,
            row=session.probe_row,
            logits=session.probe_logits,
            epoch=session.epoch,
            target_epoch=session.target_epoch,
            progress=progress.progress(session) if progress else before.progress,
            seconds_left=progress.seconds_left(session) if progress else before.seconds_left,
            learning_rate=session.learning_rate,
            microseconds_per_step=session.step_seconds * 1e6,
            device=session.device,
            baselines=session.baselines,
            moments=session.moments.steps,
            rewound=session.rewound,
            too_large=session.moments.too_large,
        )
