"""What a run has recorded so far, in growing NumPy buffers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.growing_array import GrowingArray
from workbench.core.score_column import ScoreColumn

Scores = dict[str, float]


class History:
    """Losses of every step and scores of every epoch.

    One thread appends and any other may read at any time; what is read is never more than what is in place.

    Attributes:
        epochs: One mapping an epoch: scores by full name, validation ones with `val_` before them.
        epoch_steps: The number of steps done at the end of each epoch.
        marks: (step, words) for what happened during the run, such as a head toggle.
        chances: (first step, loss) of each chance line, one for each loss used.
    """

    def __init__(self) -> None:
        self._losses = GrowingArray(np.float32)
        self._numbers: NDArray[np.int64] = np.arange(1, 1)
        self._columns: dict[str, ScoreColumn] = {}
        self.epochs: list[Scores] = []
        self.epoch_steps: list[int] = []
        self.marks: list[tuple[int, str]] = []
        self.chances: list[tuple[int, float]] = []

    @classmethod
    def of(
        cls,
        losses: NDArray[np.float32],
        epochs: list[Scores],
        epoch_steps: list[int],
        marks: list[tuple[int, str]],
        chances: list[tuple[int, float]],
    ) -> History:
        """Returns a history with these contents; the lists are copied."""
        history = cls()
        history.append(losses)
        history.epochs, history.epoch_steps = list(epochs), list(epoch_steps)
        history.marks, history.chances = list(marks), list(chances)
        return history

    def copy(self) -> History:
        """Returns a history that does not change when this one grows."""
        return History.of(self.loss, self.epochs, self.epoch_steps, self.marks, self.chances)

    def until(self, step: int) -> History:
        """Returns a history of its own with what had been recorded when `step` steps were done."""
        epochs = bisect_right(self.epoch_steps, step)
        marks = [mark for mark in self.marks if mark[0] <= step]
        chances = [chance for chance in self.chances if chance[0] <= step]
        return History.of(self.loss[:step], self.epochs[:epochs], self.epoch_steps[:epochs], marks, chances)

    def __len__(self) -> int:
        return len(self._losses)

    @property
    def loss(self) -> NDArray[np.float32]:
        """The loss of each step's batch, (steps,) float32; a view, not to be written to."""
        return self._losses.values

    @property
    def steps(self) -> NDArray[np.int64]:
        """The number of each step, from 1, (steps,) int64; a view, not to be written to."""
        length, numbers = len(self), self._numbers
        if length > len(numbers):
            numbers = self._numbers = np.arange(1, 2 * length + 1)
        return numbers[:length]

    def append(self, losses: NDArray[np.float32]) -> None:
        """Adds the losses of the next steps, (count,) float32."""
        self._losses.extend(losses)

    def end_epoch(self, scores: Scores) -> None:
        """Adds the scores of the epoch that ends with the last step appended."""
        self.end_epochs((len(self),), (scores,))

    def end_epochs(self, steps: Sequence[int], rows: Sequence[Scores]) -> None:
        """Adds several epochs at once.

        Args:
            steps: The number of steps done at the end of each, rising.
            rows: The scores of each, in the same order.
        """
        # In this order, since readers count the rows.
        self.epoch_steps.extend(steps)
        self.epochs.extend(rows)

    def mark(self, words: str) -> None:
        """Notes that something happened at the present step."""
        self.marks.append((len(self), words))

    def chance(self, loss: float) -> None:
        """Begins a new chance line at the present step."""
        self.chances.append((len(self), loss))

    def column(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Returns (steps, values) of one score over the epochs that have it; views, not to be written to."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns.setdefault(name, ScoreColumn(name))
        return column.read(self.epoch_steps, self.epochs)

    def by_name(self) -> dict[str, list[float]]:
        """Returns one list an epoch per score, `loss` first."""
        names = list(dict.fromkeys(name for row in self.epochs for name in row))
        return {name: [row.get(name, float("nan")) for row in self.epochs] for name in names}
