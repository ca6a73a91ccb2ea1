"""What the network says about the same places again and again."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project
from workbench.data.dataset import Inputs
from workbench.data.preprocessing import Preprocessing
from workbench.engine.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class PlaceAnswer:
    """What the network said.

    Attributes:
        project: What the network was trained from.
        logits: (n, units) float32.
    """

    project: Project
    logits: NDArray[np.float32]


class PlaceLogits:
    """Asks a session for its logits at the same places, which are prepared and handed to TensorFlow once.

    Where XLA trains the network it also answers, as soon as it has compiled that beside the training.
    """

    def __init__(self, places: Inputs) -> None:
        """Takes the places as raw inputs (n, d)."""
        self._places = places
        self._prepared_by: Preprocessing | None = None
        self._prepared: Any = None
        self._model: Any = None
        self._compiled: Future[Any] | None = None

    def __call__(self, session: Session) -> PlaceAnswer | None:
        """Returns the logits; None where the session is on data with other columns. Engine thread only."""
        if session.data.dataset.number_of_inputs != self._places.shape[1]:
            return None
        self._prepare(session.data.preprocessing)
        return PlaceAnswer(session.project, self._logits(session))

    def _prepare(self, preprocessing: Preprocessing) -> None:
        if self._prepared_by is not preprocessing:
            import tensorflow as tf

            self._prepared = tf.constant(preprocessing.apply(self._places))
            self._prepared_by = preprocessing

    def _logits(self, session: Session) -> NDArray[np.float32]:
        if self._model is not session.model:
            self._model, self._compiled = session.model, session.compile_logits(self._prepared)
        if self._compiled is None or not self._compiled.done():
            return session.logits_of_prepared(self._prepared)
        try:
            said: NDArray[np.float32] = self._compiled.result()(self._prepared).numpy()
        except Exception as error:
            # XLA is missing on some systems and refuses some layers.
            log.warning("XLA did not compile the logits, so the graph goes on: %s", error)
            self._compiled = None
            return session.logits_of_prepared(self._prepared)
        return said
