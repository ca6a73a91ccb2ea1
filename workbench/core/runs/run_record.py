"""One run that was done: its settings, its curves and its scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project


@dataclass(frozen=True, eq=False)
class RunCurves:
    """The scores of a run's epochs, of many epochs some at even distances.

    Attributes:
        steps: Steps that the network had done at the end of each, (n,) float64.
        scores: By full name, validation ones with `val_` before them, (n,) float64; NaN where there was none.
    """

    steps: NDArray[np.float64]
    scores: Mapping[str, NDArray[np.float64]]

    def last(self) -> dict[str, float]:
        """Returns the scores after the last epoch; none where no epoch ended."""
        return {name: float(values[-1]) for name, values in self.scores.items() if len(values)}


@dataclass(frozen=True, eq=False)
class RunRecord:
    """What is kept of a run.

    Attributes:
        project: Its settings, as they were at its end.
        curves: What it brought, epoch by epoch.
        first_step: Steps that the network had done before it; 0 for fresh weights.
        steps: Steps that the run did.
        epochs: Epochs that ended in it.
        began: When, in the form 2025-01-31 12:00:00, local time.
        seconds: How long it took, pauses included.
        ended: How it ended, in a sentence.
        marks: (step, words) for what happened during it, such as a head toggle.
        number: Tells the runs of a project apart, from 1; 0 before it is kept.
        name: What a person calls it.
        pinned: Whether it is always shown, and cannot be deleted.
    """

    project: Project
    curves: RunCurves
    first_step: int
    steps: int
    epochs: int
    began: str
    seconds: float
    ended: str
    marks: tuple[tuple[int, str], ...] = ()
    number: int = 0
    name: str = ""
    pinned: bool = False
    scores: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        """Reads the last scores, which tables ask for again and again."""
        object.__setattr__(self, "scores", self.curves.last())
