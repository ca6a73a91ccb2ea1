"""Everything that a page tells of a trained network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.evaluation.evaluation import Evaluation
from workbench.core.heads import Head
from workbench.core.history import History
from workbench.core.project import Project
from workbench.core.report.plane import Plane


@dataclass(frozen=True)
class ShownMistake:
    """A wrong answer.

    Attributes:
        words: What was said and what is true.
        pixels: The example, where it is a picture.
    """

    words: str
    pixels: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Report:
    """A trained network, its run and how good it is.

    Attributes:
        name: What the page is called.
        project: What the network was trained from.
        head: The row of the table of heads in use.
        history: The run.
        validation: How good it is on the validation part.
        training: How good it is on the training part.
        validation_loss: Of the validation part, by the name of the loss in use.
        baselines: Scores of saying the same of every validation example, as the curves have them.
        mistakes: The surest on the validation part, the surest first.
        plane: What it says of all inputs, where there are two.
        test: How good it is on the test part, where one was kept.
    """

    name: str
    project: Project
    head: Head
    history: History
    validation: Evaluation
    training: Evaluation
    validation_loss: float
    baselines: Mapping[str, float]
    mistakes: list[ShownMistake]
    plane: Plane | None = None
    test: Evaluation | None = None
