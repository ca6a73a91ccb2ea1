"""One score over the epochs, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.growing_array import GrowingArray


class ScoreColumn:
    """The epochs that have a score, and its values: what was read once is not read again.

    Reading is what costs, not recording: the engine may end thousands of epochs a second. Any thread may read.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps, self._values = GrowingArray(np.float64), GrowingArray(np.float64)
        self._seen = 0
        self._lock = Lock()

    def read(
        self, epoch_steps: Sequence[int], epochs: Sequence[Mapping[str, float]]
    ) -> tuple[NDArray[Any], NDArray[Any]]:
        """Returns (steps, values), each (epochs that have it,) float64; views, not to be written to.

        Args:
            epoch_steps: The step at the end of each epoch; at least as many as at the last call.
            epochs: The scores of each epoch by name.
        """
        with self._lock:
            self._catch_up(epoch_steps, epochs)
            return self._steps.values, self._values.values

    def _catch_up(self, epoch_steps: Sequence[int], epochs: Sequence[Mapping[str, float]]) -> None:
        first, last, name = self._seen, min(len(epoch_steps), len(epochs)), self._name
        new = zip(epoch_steps[first:last], epochs[first:last], strict=True)
        pairs = [(step, scores[name]) for step, scores in new if name in scores]
        self._seen = last
        if pairs:
            table = np.array(pairs, np.float64)
            self._steps.extend(table[:, 0])
            self._values.extend(table[:, 1])
