"""What happens between two looks at a run: some steps, and the epochs that ended among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.engine.counts import Counts, Cuts
from workbench.engine.networks.network import Network
from workbench.engine.objective import Objective


@dataclass(frozen=True)
class Task:
    """Which way to train: the network, what it minimises, and how its answers are counted.

    Attributes:
        network: Whose weights move.
        objective: The loss.
        head: The row of the table of heads.
        batch_size: Examples a step.
        cut: The logit above which each label is said.
        ranked: Whether a score needs the order of the validation logits.
    """

    network: Network
    objective: Objective
    head: Head
    batch_size: int
    cut: Cuts
    ranked: bool


@dataclass(frozen=True)
class Position:
    """Where training stands.

    Attributes:
        seed: Of the project: it decides the order of each epoch.
        epoch: Whole epochs done.
        step: Steps done in the present one.
    """

    seed: int
    epoch: int
    step: int


@dataclass(frozen=True)
class EpochEnds:
    """The epochs that ended, along the first axis of everything.

    Attributes:
        training: What was said of the training part while it was trained on.
        validation: What was said of the validation part at the end of each epoch.
        losses: Of the validation part, (epochs,).
        logits: Of the validation part, (epochs, v, units); None unless the task is ranked.
        labels: Of the validation part, encoded.
    """

    training: Counts
    validation: Counts
    losses: NDArray[np.floating]
    logits: NDArray[np.float32] | None
    labels: NDArray[Any]


@dataclass(frozen=True)
class Chunk:
    """What some steps brought.

    Attributes:
        losses: Of each step, (steps,) float32.
        ends: The epochs that ended; None where they are not scored or none did.
        probe: Logits (units,) of the example being watched, after the last step.
    """

    losses: NDArray[np.float32]
    ends: EpochEnds | None
    probe: NDArray[np.float32]


class Epochs(Protocol):
    """A way of bringing the rows of each epoch to the compiled steps."""

    is_resident: bool
    """Whether a chunk can go on beyond the end of an epoch."""

    begun: NDArray[np.float64] | float
    """What was counted of an epoch that is not over yet, for the next chunk."""

    def most_steps(self, task: Task, position: Position) -> int:
        """Returns how many steps one chunk can have from here."""
        ...

    def compile(self, task: Task) -> None:
        """Traces and compiles what `advance` will call; weights and slots are the same afterwards."""
        ...

    def advance(
        self, task: Task, position: Position, count: int, rates: NDArray[np.float32], probe: Any
    ) -> Chunk:
        """Trains `count` steps; `rates` has the learning rate of the present epoch and of those after it."""
        ...


def order_of(seed: int, epoch: int, rows: int) -> NDArray[np.int32]:
    """Returns the order of an epoch, (rows,): a script does the same with public NumPy."""
    return np.random.default_rng([seed, epoch]).permutation(rows).astype(np.int32)
