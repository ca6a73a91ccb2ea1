"""Everything that the next step of training does, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.project import HeadChoice
from workbench.core.step.loss_terms import LossFormula, formula_of

Row = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stage:
    """What one layer makes of the example.

    Attributes:
        title: The layer, as a person reads it.
        values: What comes out of it, (units,); of a picture in rows.
    """

    title: str
    values: NDArray[np.float32]


@dataclass(frozen=True)
class WeightChange:
    """What the step does to one array of weights; each number is a root of a mean square.

    Attributes:
        title: Layer and array, as a person reads them.
        shape: Of the array.
        weights: Before the step.
        gradient: Of the loss of the batch.
        change: What the optimizer makes of it.
        largest: The largest change of a single weight, with its sign.
    """

    title: str
    shape: tuple[int, ...]
    weights: float
    gradient: float
    change: float
    largest: float


@dataclass(frozen=True, eq=False)
class StepTrace:
    """The step that comes next, before it is done.

    Attributes:
        step: Its number, counted from 1.
        epoch: That it belongs to, counted from 1.
        rows: Of the data set, (b,): the examples of the batch.
        place: Which of them is looked at.
        head: The row of the table of heads.
        choice: Its loss, smoothing and weighting.
        stages: The inputs as the network gets them, then what each layer makes of them; the logits last.
        probabilities: (units,) under the head.
        targets: (units,) as the loss takes them, smoothing included.
        gradient: (units,) of the example's loss at its logits, as TensorFlow finds it.
        loss: Of the batch, penalties included.
        penalty: What regularisation adds to it.
        changes: Of each array of weights that learns.
        optimizer: Its name.
        learning_rate: Of this step.
    """

    step: int
    epoch: int
    rows: NDArray[np.int64]
    place: int
    head: Head
    choice: HeadChoice
    stages: tuple[Stage, ...]
    probabilities: Row
    targets: Row
    gradient: Row
    loss: float
    penalty: float
    changes: tuple[WeightChange, ...]
    optimizer: str
    learning_rate: float

    @property
    def logits(self) -> Row:
        """The logits of the example, (units,)."""
        return self.stages[-1].values.astype(np.float64)

    @property
    def formula(self) -> LossFormula | None:
        """How the loss is written; None where there is no short way."""
        return formula_of(self.choice)

    @property
    def terms(self) -> Row | None:
        """What each class adds to the loss of the example, (units,); None where the loss has no such terms."""
        return self.formula.term_values(self.targets, self.logits) if self.formula else None

    @property
    def expected_gradient(self) -> Row | None:
        """The gradient by the formula, (units,); None where there is none."""
        return self.formula.gradient_values(self.targets, self.logits) if self.formula else None

    def table(self, names: Sequence[str]) -> list[tuple[str, float, float, float, float, float]]:
        """Returns a row for each class: name, target, logit, probability, loss term (NaN for none), gradient."""
        terms = np.full(len(self.logits), np.nan) if self.terms is None else self.terms
        columns = (self.targets, self.logits, self.probabilities, terms, self.gradient)
        return list(zip(names, *(column.tolist() for column in columns), strict=True))
