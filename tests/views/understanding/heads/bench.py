"""A document and an engine of the tests' own, that hold still."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from workbench.core.project import DataChoice, Project
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.data.load import load
from workbench.engine.glimpse import Glimpse
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.state import State
from workbench.qt.document import Document
from workbench.views.understanding.views import Bench


class StillTrainer(QObject):
    """Has the logits that a test gives it, and answers questions when they are asked."""

    updated = Signal()
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.glimpse = Glimpse()
        self.session: Any = None
        self.networks = NetworkCache()
        self.is_running = False
        self.state = State.IDLE

    @property
    def logits(self) -> NDArray[np.float32] | None:
        return self.glimpse.logits

    def fits(self, project: Project) -> bool:
        trained = self.glimpse.trained
        return trained is not None and not fresh_start_needed(trained, project)

    def has(self, project: Project, logits: list[float], row: int = 0) -> None:
        """Pretends that training has come to these logits of an example."""
        values, weights = np.array(logits, np.float32), self.glimpse.weights + 1
        self.glimpse = Glimpse(trained=project, logits=values, row=row, weights=weights)
        self.updated.emit()

    def forget(self) -> None:
        """Pretends that Reset was pressed."""
        self.glimpse = Glimpse(weights=self.glimpse.weights + 1)
        self.updated.emit()

    def step(self, project: Project) -> None:
        """Does a step, as the engine would."""
        self.session.advance(1)
        self.has(project, self.session.probe_logits.tolist())

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        promise: Future[Any] = Future()
        promise.set_result(question(self.session))
        return promise


def still_bench(data: str, test_fraction: float = 0.0, **options: Any) -> Bench:
    """Returns a bench with a built-in data set and no network trained."""
    document = Document()
    choice = DataChoice(data, options=options, test_fraction=test_fraction)
    document.put(with_data(document.project, choice, load(choice).label_kind))
    trainer: Any = StillTrainer()
    return Bench(document, trainer, lambda words: None, lambda words: None, lambda row: None)
