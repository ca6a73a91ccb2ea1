"""What a run has recorded so far, in growing NumPy buffers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class History:
    """Losses of every step and scores of every epoch.

    One thread appends and any other may read at any time: the length is raised only after the values are in
    place, and a buffer that was outgrown stays valid for whoever still holds it.

    Attributes:
        epochs: One mapping an epoch: scores by full name, validation ones with `val_` before them.
        epoch_steps: The number of steps done at the end of each epoch.
        marks: (step, words) for what happened during the run, such as a head toggle.
        chances: (first step, loss) of each chance line, one for each loss used.
    """

    def __init__(self) -> None:
        self._losses: NDArray[np.float32] = np.empty(1024, np.float32)
        self._length = 0
        self.epochs: list[dict[str, float]] = []
        self.epoch_steps: list[int] = []
        self.marks: list[tuple[int, str]] = []
        self.chances: list[tuple[int, float]] = []

    @classmethod
    def of(
        cls,
        losses: NDArray[np.float32],
        epochs: list[dict[str, float]],
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

    def __len__(self) -> int:
        return self._length

    @property
    def loss(self) -> NDArray[np.float32]:
        """The loss of each step's batch, (steps,) float32; a view, not to be written to."""
        return self._losses[: self._length]

    @property
    def steps(self) -> NDArray[np.int64]:
        """The number of each step, from 1, (steps,) int64."""
        return np.arange(1, self._length + 1)

    def append(self, losses: NDArray[np.float32]) -> None:
        """Adds the losses of the next steps, (count,) float32."""
        end = self._length + len(losses)
        if end > len(self._losses):
            grown = np.empty(max(end, 2 * len(self._losses)), np.float32)
            grown[: self._length] = self.loss
            self._losses = grown
        self._losses[self._length : end] = losses
        self._length = end

    def end_epoch(self, scores: dict[str, float]) -> None:
        """Adds the scores of the epoch that ends with the last step appended."""
        self.epoch_steps.append(self._length)
        self.epochs.append(scores)

    def mark(self, words: str) -> None:
        """Notes that something happened at the present step."""
        self.marks.append((self._length, words))

    def chance(self, loss: float) -> None:
        """Begins a new chance line at the present step."""
        self.chances.append((self._length, loss))

    def column(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Returns (steps, values) of one score over the epochs that have it."""
        count = min(len(self.epochs), len(self.epoch_steps))
        pairs = [(self.epoch_steps[i], self.epochs[i][name]) for i in range(count) if name in self.epochs[i]]
        table = np.array(pairs, np.float64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def by_name(self) -> dict[str, list[float]]:
        """Returns one list an epoch per score, `loss` first."""
        names = list(dict.fromkeys(name for row in self.epochs for name in row))
        return {name: [row.get(name, float("nan")) for row in self.epochs] for name in names}
