"""What the window sees of the engine at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project


@dataclass(frozen=True)
class Glimpse:
    """The numbers behind the live views, replaced as a whole so that a reader never sees half.

    Attributes:
        version: Rises with every change.
        weights: Rises whenever the weights may have changed.
        trained: The project that the weights come from; None before any training.
        row: The validation example being watched.
        logits: Its logits (units,) float32.
        epoch: Whole epochs done.
        target_epoch: Where the run ends.
        progress: Share of the run that is done, 0 to 1.
        seconds_left: An estimate; None while unknown.
        learning_rate: The rate of the next step.
        microseconds_per_step: Of late; 0 while unknown.
        device: Where and how steps run, in words.
        moments: The steps that can be gone back to, rising.
        rewound: The step whose weights everything is answered with; None for the present ones.
        too_large: Whether the network is too large for any step to be kept.
        baselines: Scores of saying the same of every example, by full name.
    """

    version: int = 0
    weights: int = 0
    trained: Project | None = None
    row: int = 0
    logits: NDArray[np.float32] | None = None
    epoch: int = 0
    target_epoch: int = 0
    progress: float = 0.0
    seconds_left: float | None = None
    learning_rate: float = 0.0
    microseconds_per_step: float = 0.0
    device: str = ""
    moments: tuple[int, ...] = ()
    rewound: int | None = None
    too_large: bool = False
    baselines: dict[str, float] = field(default_factory=dict)
