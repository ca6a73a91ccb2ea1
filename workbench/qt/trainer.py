"""The engine thread as the window sees it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.heads import Activation
from workbench.core.history import History
from workbench.core.imported.imported_model import ImportedModel
from workbench.core.project import Project
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.engine.export.source import ExportSource
from workbench.engine.glimpse import Glimpse
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session
from workbench.engine.state import State
from workbench.engine.worker import Answer, Worker

__all__ = ["State", "Trainer"]

PULL_INTERVAL = 33
"""Milliseconds between two looks at what is new."""

SOON = 4
"""Milliseconds between two looks while something is awaited that a person sees at once."""


class Trainer(QObject):
    """Passes wishes to the engine thread and pulls what is new from it on a timer.

    GUI thread only. No signal comes from the engine thread: nothing of Qt is in it.

    Attributes:
        run_ended: Emitted with the `RunRecord` of each run of the project on the bench.
    """

    state_changed = Signal(object)
    updated = Signal()
    finished = Signal(str)
    failed = Signal(str)
    run_ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker()
        self._seen_state = State.COLD
        self._seen_version = 0
        self.saved_version = 0
        self._last_foreign_run = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_INTERVAL)
        self._timer.timeout.connect(self.pull)
        self._rewinding: Future[None] | None = None
        self._soon = QTimer(self)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._pull_soon)

    @property
    def state(self) -> State:
        """What the engine is doing now."""
        return self._worker.state

    @property
    def is_running(self) -> bool:
        """Whether a run is going on or held."""
        return self.state in (State.RUNNING, State.PAUSED, State.STOPPING)

    @property
    def history(self) -> History:
        """Losses and scores of the network on the bench."""
        return self._worker.history

    @property
    def glimpse(self) -> Glimpse:
        """The numbers behind the live views."""
        return self._worker.glimpse

    @property
    def logits(self) -> NDArray[np.float32] | None:
        """Logits (units,) of the example being watched; None before any training."""
        return self.glimpse.logits

    @property
    def unsaved_training(self) -> bool:
        """Whether there are steps that no file holds."""
        return self.glimpse.trained is not None and len(self.history) != self.saved_version

    def start(self) -> None:
        """Begins to load TensorFlow."""
        self._worker.start()
        self._timer.start()
        self.pull()

    def close(self) -> None:
        """Stops a run, ends the engine thread and waits for it."""
        self._timer.stop()
        self._soon.stop()
        self._worker.close()

    def train(self, project: Project) -> None:
        """Trains, or goes on after a pause."""
        if self.state is State.PAUSED:
            self._worker.resume()
        elif self.state is not State.RUNNING:
            self._worker.train(project)
        self.pull()

    def step(self, project: Project) -> None:
        """Does one step and pauses."""
        self._some(project, until_epoch=False)

    def epoch(self, project: Project) -> None:
        """Trains to the end of the epoch and pauses."""
        self._some(project, until_epoch=True)

    def _some(self, project: Project, until_epoch: bool) -> None:
        if self.state is State.PAUSED:
            self._worker.resume("epoch" if until_epoch else "step")
        elif self.state is not State.RUNNING:
            self._worker.train(project, "epoch" if until_epoch else "step")
        self.pull()

    def pause(self) -> None:
        """Holds the run."""
        self._worker.pause()
        self.pull()

    def stop(self) -> None:
        """Ends the run; the weights stay."""
        self._worker.stop()
        self.pull()

    def rewind(self, step: int | None) -> None:
        """Shows the network as it was at `step` in every view, None for the present; a run is held meanwhile."""
        self._rewinding = self._worker.rewind(step)
        self._soon.start()

    def go_on_from(self, step: int, project: Project) -> None:
        """Begins a new run with the weights of `step`; what was learned after it is forgotten."""
        self._worker.go_on_from(step)
        self.saved_version = -1
        self._worker.train(project)
        self.pull()

    @Slot()
    def _pull_soon(self) -> None:
        if self._rewinding is None or self._rewinding.done():
            self._soon.stop()
            self.pull()

    def reset(self) -> None:
        """Forgets the weights and curves."""
        self._worker.reset()
        self.saved_version = 0
        self.pull()

    def follow(self, project: Project) -> None:
        """Tells the engine of an edit, which acts at the next chunk where it may."""
        self._worker.follow(project)

    @property
    def networks(self) -> NetworkCache:
        """Networks for whoever asks the engine to train something of its own."""
        return self._worker.networks

    @property
    def devices(self) -> tuple[str, ...]:
        """The kinds of devices that TensorFlow has here; empty until it is loaded."""
        return self._worker.devices

    def set_device(self, name: str) -> None:
        """Chooses where the next network that starts afresh will run: `auto`, `CPU` or `GPU`."""
        self._worker.set_device(name)

    def watch(self, row: int) -> None:
        """Asks for the logits of another validation example."""
        self._worker.watch(row)

    def saved_run(self) -> SavedRun | None:
        """Returns what there is to save, after the present chunk."""
        return self._worker.saved_run()

    def promised_run(self) -> Future[SavedRun | None]:
        """Promises what `saved_run` returns, for whoever must not wait for the engine."""
        return self._worker.promised_run()

    def export_source(self) -> Future[ExportSource | None]:
        """Promises what there is to export, after the present chunk; see `Exporting`."""
        return self._worker.export_source()

    def ask(self, question: Callable[[Session | None], Answer]) -> Future[Answer]:
        """Promises what `question` finds in the session, after the present chunk.

        It runs on the engine thread, which may be the last to let go of it: nothing of Qt may be in it.
        """
        return self._worker.ask(question)

    def opened_weights(self, model: ImportedModel) -> list[NDArray[Any]] | None:
        """Returns what training has made of the weights of `model`; None where it is not trained."""
        return self._worker.opened_weights(model)

    def save_swapped(self, model: ImportedModel, activation: Activation, path: Path) -> Future[Any]:
        """Promises a file with the opened model as it was opened, under the head `activation`; see `Swapped`."""
        return self._worker.save_swapped(model, activation, path)

    def restore(self, saved: SavedRun | None) -> None:
        """Puts a saved run on the bench, or an empty bench; the run that this ends belongs to another project."""
        self._last_foreign_run = self._worker.run
        if saved is None:
            self.reset()
            return
        self._worker.restore(saved)
        self.saved_version = len(saved.history)

    def edited_since(self, project: Project) -> bool:
        """Whether the network on the bench was trained from another project than `project`."""
        trained = self.glimpse.trained
        return trained is not None and trained != project

    def fits(self, project: Project) -> bool:
        """Whether the trained weights serve `project`."""
        trained = self.glimpse.trained
        return trained is not None and not fresh_start_needed(trained, project)

    @Slot()
    def pull(self) -> None:
        """Tells the window what is new since the last look."""
        self._pull_state()
        version = self.glimpse.version
        if version != self._seen_version:
            self._seen_version = version
            self.updated.emit()
        while self._worker.ended_runs:
            run, record = self._worker.ended_runs.popleft()
            if run > self._last_foreign_run:
                self.run_ended.emit(record)
        while self._worker.events:
            event = self._worker.events.popleft()
            if event.run == self._worker.run:
                (self.finished if event.kind == "finished" else self.failed).emit(event.message)

    def _pull_state(self) -> None:
        state = self.state
        if state is not self._seen_state:
            self._seen_state = state
            self.state_changed.emit(state)
