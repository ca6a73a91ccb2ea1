"""How far one of two heads that are trained together has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.history import History
from workbench.core.project import Project


@dataclass(frozen=True, eq=False)
class TrainedHead:
    """One head at one moment.

    Attributes:
        project: What is trained.
        head: Its row of the table of heads.
        history: Its losses and scores, which go on growing.
        epoch: Whole epochs done.
        target_epoch: Where its run ends.
        chance: The loss of a network that knows nothing.
        baselines: Scores of saying the same of every example, by full name.
        logits: (units,) of the example being watched.
        map: (places, units) logits of the places that were asked about; None where none were.
        message: Why it ended before the other; empty while it goes on.
    """

    project: Project
    head: Head
    history: History
    epoch: int
    target_epoch: int
    chance: float
    baselines: Mapping[str, float]
    logits: NDArray[np.float32]
    map: NDArray[np.float32] | None = None
    message: str = ""

    @property
    def finished(self) -> bool:
        """Whether it has done its epochs, or ended before."""
        return bool(self.message) or self.epoch >= self.target_epoch
