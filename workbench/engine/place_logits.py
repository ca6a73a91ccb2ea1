"""What the network says about the same places again and again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project
from workbench.data.dataset import Inputs
from workbench.data.preprocessing import Preprocessing
from workbench.engine.session import Session


@dataclass(frozen=True, eq=False)
class PlaceAnswer:
    """What the network said.

    Attributes:
        project: What the network was trained from.
        logits: (n, units) float32.
        seconds: How long the engine took for it.
    """

    project: Project
    logits: NDArray[np.float32]
    seconds: float


class PlaceLogits:
    """Asks a session for its logits at the same places, which are prepared and handed to TensorFlow once."""

    def __init__(self, places: Inputs) -> None:
        """Takes the places as raw inputs (n, d)."""
        self._places = places
        self._prepared_by: Preprocessing | None = None
        self._prepared: Any = None

    def __call__(self, session: Session) -> PlaceAnswer | None:
        """Returns the logits; None where the session is on data with other columns. Engine thread only."""
        if session.data.dataset.number_of_inputs != self._places.shape[1]:
            return None
        begun = time.perf_counter()
        self._prepare(session.data.preprocessing)
        logits = session.logits_of_prepared(self._prepared)
        return PlaceAnswer(session.project, logits, time.perf_counter() - begun)

    def _prepare(self, preprocessing: Preprocessing) -> None:
        if self._prepared_by is not preprocessing:
            import tensorflow as tf

            self._prepared = tf.constant(preprocessing.apply(self._places))
            self._prepared_by = preprocessing
