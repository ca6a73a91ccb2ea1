"""What the window asks of the engine: to train, to hold, to go back, to answer."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.heads import Activation
from workbench.core.history import History
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.runs.recorded import recorded, run_start
from workbench.core.runs.run_record import RunRecord
from workbench.engine.device import devices, on_device
from workbench.engine.export.source import ExportSource, export_source
from workbench.engine.glimpse import Glimpse
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.running.diverged import Diverged
from workbench.engine.session import Session
from workbench.engine.state import State
from workbench.engine.swap import Swapped, swapped, write_swapped
from workbench.engine.warm_up import threads_beside_a_window, warm_up
from workbench.engine.working.engine_thread import EngineThread
from workbench.engine.working.event import Event, EventKind
from workbench.engine.working.glimpse_of import glimpse_of
from workbench.engine.working.run_clock import RunClock
from workbench.engine.working.run_control import RunControl, Until
from workbench.engine.working.run_loop import RunLoop
from workbench.engine.working.sessions import Sessions

log = logging.getLogger(__name__)

ANSWER_SECONDS = 60.0
"""How long a file that is being saved waits for the present chunk."""

Answer = TypeVar("Answer")


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
        self.devices: tuple[str, ...] = ()
        self._control = RunControl()
        self._sessions = Sessions()
        self._thread = EngineThread(self._warm_up, self._guarded)
        self._warm = threading.Event()
        # What a person has opened is on the bench for them, though TensorFlow may still be loading.
        self._restoring: SavedRun | None = None
        self._rewind_to: int | None = None
        self._closing = False

    @property
    def run(self) -> int:
        """The id of the latest run, 0 before the first."""
        return self._control.run

    @property
    def networks(self) -> NetworkCache:
        """Networks for whoever trains something of its own between two chunks."""
        return self._sessions.networks

    @property
    def state(self) -> State:
        """What the engine is doing now."""
        if not self._warm.is_set():
            return State.WARMING if self._thread.is_alive else State.COLD
        return self._control.state

    # The thread

    def start(self) -> None:
        """Starts the thread; it imports TensorFlow first."""
        self._thread.start()

    def close(self) -> None:
        """Stops a run, ends the thread and waits for it."""
        self._closing = True
        self.stop()
        self._thread.close()
        self._sessions.close()

    def _warm_up(self) -> None:
        try:
            warm_up(threads_beside_a_window())
        except Exception as error:
            log.exception("TensorFlow could not be loaded")
            self._report("failed", f"TensorFlow could not be loaded: {error}. Install Workbench again.")
        else:
            self.devices = devices()
        self._warm.set()
        self._get_ready()

    def _guarded(self, task: Callable[[], None]) -> None:
        try:
            with on_device(self._sessions.device):
                task()
        except (UserError, Diverged) as error:
            self._report("failed", str(error))
        except Exception as error:
            log.exception("the engine failed")
            self._report(
                "failed", f"An unexpected error stopped the engine: {error}. What was learned is kept."
            )

    def _report(self, kind: EventKind, message: str) -> None:
        self.events.append(Event(kind, message, self.run))

    # A run

    def train(self, project: Project, until: Until = "end") -> int:
        """Queues a run of the project's epochs and returns its id; it pauses after a step or epoch if asked."""
        run = self._control.begin(until)
        self._thread.in_turn(lambda: self._train(run, project))
        return run

    def pause(self) -> None:
        """Holds the run after the present chunk."""
        if self.state is State.RUNNING:
            self._control.hold()

    def resume(self, until: Until = "end") -> None:
        """Goes on after a pause, to the end or for one more step or epoch."""
        self._control.resume(until)

    def stop(self) -> None:
        """Ends the run after the present chunk."""
        self._control.stop()

    def _train(self, run: int, project: Project) -> None:
        try:
            if not self._control.is_stopped(run):
                session, beginning = self._sessions.ready(project, self.glimpse.row)
                self._begin(session, project)
                message = self._recorded_run(session, run)
                if not self._control.is_dropped(run):
                    self._report("finished", message or beginning or "Training finished.")
        except Diverged:
            # Another project may be on the screen by now.
            if not self._control.is_dropped(run):
                raise
        finally:
            self._control.end(run)
            self._get_ready()

    def _begin(self, session: Session, project: Project) -> None:
        session.begin_run(project.training.epochs)
        session.remember()
        self._show(session)

    def _recorded_run(self, session: Session, run: int) -> str:
        """Runs to the end and keeps the record of it, however it ends."""
        history, start, ended = self.history, run_start(self.history), "Stopped by an error."
        try:
            message = self._loop(session, run).to_end()
            ended = message or "Finished."
        except Diverged as error:
            ended = str(error)
            raise
        finally:
            self._record(run, recorded(history, start, session.project, ended))
        return message

    def _loop(self, session: Session, run: int) -> RunLoop:
        def publish(clock: RunClock) -> None:
            self._publish(session, clock)

        return RunLoop(session, run, self._control, self._thread.serve_between_chunks, publish)

    def _record(self, run: int, record: RunRecord | None) -> None:
        if record is not None:
            self.ended_runs.append((run, record))

    # Weights of another time

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
        self._control.drop()
        self._thread.in_turn(lambda: self._go_on_from(step))

    def _go_on_from(self, step: int) -> None:
        session = self._sessions.present
        if session is not None:
            session.go_on_from(step)
            self._show(session)

    def restore(self, saved: SavedRun) -> None:
        """Puts a saved run's weights and curves on the bench; the run that this ends has nothing more to say."""
        self._control.drop()
        self._restoring = saved
        self._thread.in_turn(lambda: self._restore(saved))

    def _restore(self, saved: SavedRun) -> None:
        try:
            self._put_back(saved)
        finally:
            if self._restoring is saved:
                self._restoring = None

    def _put_back(self, saved: SavedRun) -> None:
        session = self._sessions.restore(saved, self.glimpse.row)
        self.glimpse = self._nothing_trained()
        self._show(session)

    def reset(self) -> None:
        """Forgets the weights; the next run starts from the seed."""
        self.stop()
        self._restoring = None
        self._thread.in_turn(self._forget)

    def _forget(self) -> None:
        self._sessions.forget()
        self.history = History()
        self.glimpse = self._nothing_trained()
        self._get_ready()

    def _nothing_trained(self) -> Glimpse:
        """Returns the next glimpse, of nothing; its numbers go on, so that it is not taken for one seen before."""
        before = self.glimpse
        return Glimpse(version=before.version + 1, weights=before.weights + 1, row=before.row)

    # Edits

    def follow(self, project: Project) -> None:
        """Tells of an edit: what may change in flight does so at the next chunk."""
        self._sessions.project = project
        self._thread.soon(lambda: self._follow(project))

    def _follow(self, project: Project) -> None:
        session = self._sessions.present
        if session is not None and self._sessions.fits(project):
            self._take_points()
            self._sessions.adopt(project)
            self._publish(session)
        self._get_ready()

    def _take_points(self) -> None:
        if self.state in (State.RUNNING, State.PAUSED):
            try:
                self._sessions.take_points()
            except UserError as error:
                self._report("failed", f"{error} The run goes on with the points that it had.")

    def set_device(self, name: str) -> None:
        """Chooses where the next network that starts afresh will run: `auto`, `CPU` or `GPU`."""
        self._sessions.wanted_device = name
        self._thread.soon(self._get_ready)

    def _get_ready(self) -> None:
        """Has the next fresh start compiled ahead, if nothing is going on that it would slow down."""
        if self.state is State.IDLE and self.devices and not self._closing:
            self._sessions.prepare()

    # Questions

    def ask(self, question: Callable[[Session | None], Answer]) -> Future[Answer]:
        """Promises what `question` finds in the session, which is None where nothing is trained; between two chunks."""
        return self._thread.ask(lambda: question(self._sessions.present))

    def watch(self, row: int) -> None:
        """Asks for the logits of another validation example."""
        self._thread.soon(lambda: self._watch(row))

    def _watch(self, row: int) -> None:
        session = self._sessions.present
        if session is None:
            self.glimpse = replace(self.glimpse, row=row)
            return
        session.watch(row)
        # As a whole: a glimpse never has the logits of another row.
        self._publish(session)

    def saved_run(self, timeout: float = ANSWER_SECONDS) -> SavedRun | None:
        """Returns the run as it is now, after the chunk that is going on; None where nothing is trained.

        Raises:
            UserError: the engine did not answer within `timeout` seconds.
        """
        busy = "The engine is busy and gave no weights to save; stop the run and save again."
        return self._restoring or self._answered(Session.saved_run, timeout, busy)

    def promised_run(self) -> Future[SavedRun | None]:
        """Promises what `saved_run` returns; at once where no chunk has to be waited for."""
        restoring = self._restoring
        if restoring is None and self._sessions.present is not None:
            return self.ask(lambda session: session.saved_run() if session else None)
        promise: Future[SavedRun | None] = Future()
        promise.set_result(restoring)
        return promise

    def opened_weights(
        self, model: ImportedModel, timeout: float = ANSWER_SECONDS
    ) -> list[NDArray[Any]] | None:
        """Returns what training has made of the weights of `model`, in its graph's order; None where it is not trained.

        Raises:
            UserError: the engine did not answer within `timeout` seconds.
        """
        busy = "The engine is busy and gave no weights; stop the run and try again."
        return self._answered(lambda session: session.opened_weights(model), timeout, busy)

    def _answered(self, question: Callable[[Session], Answer], timeout: float, busy: str) -> Answer | None:
        if self._sessions.present is None:
            return None
        answer = self.ask(lambda session: question(session) if session else None)
        try:
            return answer.result(timeout)
        except TimeoutError:
            raise UserError(busy) from None

    def export_source(self) -> Future[ExportSource | None]:
        """Promises the network to export, as it is after the present chunk; None where nothing is trained."""
        return self.ask(lambda session: export_source(session) if session else None)

    def save_swapped(self, model: ImportedModel, activation: Activation, path: Path) -> Future[Swapped]:
        """Promises a file with the opened model as it was opened, under the head `activation`."""
        return self._thread.ask(lambda: _swapped_into(path, model, activation))

    # What is seen

    def _show(self, session: Session) -> None:
        """Lets the curves of `session` be seen from now on, and its numbers."""
        self.history = session.history
        self._publish(session)

    def _publish(self, session: Session, clock: RunClock | None = None) -> None:
        self.glimpse = glimpse_of(session, self.glimpse, clock)


def _swapped_into(path: Path, model: ImportedModel, activation: Activation) -> Swapped:
    swap = swapped(model.graph, list(model.weights.arrays), activation)
    write_swapped(swap, path)
    return swap
