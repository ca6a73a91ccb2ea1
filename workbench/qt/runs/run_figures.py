"""The columns of the list of runs, as the table of figures shows them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.runs.run_columns import RunColumn, run_columns
from workbench.core.runs.run_record import RunRecord
from workbench.core.runs.settings import ABSENT
from workbench.qt.evaluation.figures_table_model import FigureColumn

HEADING = 11
"""Letters in a line of a heading: scores have long names."""

SHORTER = {
    "sparse categorical accuracy": "accuracy",
    "categorical accuracy": "accuracy (one-hot)",
    "top 3 accuracy": "top-3 accuracy",
}
"""What headings and lists call scores whose full names, which their tool tips have, would take the room of others."""


@dataclass(frozen=True, eq=False)
class RunFigures(FigureColumn):
    """A column of numbers of any size: a learning rate may be a millionth."""

    def text(self, row: int) -> str:
        """Returns a cell as a person reads it; a score that a run does not have is none, not undefined."""
        cell = self.cells[row]
        if isinstance(cell, (float, np.floating)):
            return ABSENT if math.isnan(cell) else f"{cell:.3g}"
        return super().text(row)


def run_figures(runs: Sequence[RunRecord]) -> tuple[FigureColumn, ...]:
    """Returns the columns for these runs, one row for each run in their order."""
    return tuple(_figures(column, runs) for column in run_columns(runs)) if runs else ()


def _figures(column: RunColumn, runs: Sequence[RunRecord]) -> FigureColumn:
    cells = [column.cell(run) for run in runs]
    title = textwrap.fill(shorter(column.title), HEADING, break_long_words=False)
    if column.is_number:
        return RunFigures(title, column.tool_tip, np.array(cells))
    return FigureColumn(title, column.tool_tip, [str(cell) for cell in cells], is_number=False)


def shorter(title: str) -> str:
    """Returns a score in words as a heading or a short list has it: `validation accuracy`."""
    part, _, score = title.partition(" ")
    return f"{part} {SHORTER[score]}" if score in SHORTER else title
