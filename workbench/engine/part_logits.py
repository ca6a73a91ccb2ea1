"""What the network on the bench says of one part of its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.project import Project
from workbench.data.dataset import Dataset, Rows
from workbench.data.split import Split
from workbench.engine.session import Session

MOST_ROWS = 20_000
"""Rows that are looked at while training goes on; of a larger part some are taken evenly."""

MOST_LOGITS = 2_000_000
"""Logits that are looked at: of a thousand classes, fewer rows."""

ROWS_A_CALL = 4096
"""Rows that go through the network together: more are no faster, and take more memory in a wide layer."""

PARTS: dict[str, Callable[[Split], Rows]] = {
    "validation": lambda split: split.validation_rows,
    "training": lambda split: split.training_rows,
    "test": lambda split: split.test_rows,
}


@dataclass(frozen=True, eq=False)
class PartLogits:
    """Logits of the rows of a part, at one moment.

    Attributes:
        project: What the session followed then.
        dataset: Where the rows come from.
        part: A key of `PARTS`.
        rows: Which rows of the data set were asked about, (n,).
        rows_in_part: How many rows the part has.
        logits: (n, units) float32.
    """

    project: Project
    dataset: Dataset
    part: str
    rows: Rows
    rows_in_part: int
    logits: NDArray[np.float32]


def part_logits(session: Session, part: str) -> PartLogits:
    """Asks the network about a part of its data. Engine thread only."""
    dataset, every = session.data.dataset, PARTS[part](session.data.split)
    rows = _taken_evenly(every, min(MOST_ROWS, MOST_LOGITS // len(session.probe_logits)))
    said = [
        session.logits_of(dataset.inputs[rows[i : i + ROWS_A_CALL]]) for i in range(0, len(rows), ROWS_A_CALL)
    ]
    logits = np.concatenate(said) if said else np.zeros((0, len(session.probe_logits)), np.float32)
    return PartLogits(session.project, dataset, part, rows, len(every), logits)


def _taken_evenly(rows: Rows, most: int) -> Rows:
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]
