"""What is doubtful about how the chosen data is shared out to its parts."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.checking.problem import Problem
from workbench.core.errors import UserError
from workbench.core.shares import Shares
from workbench.data.dataset import Dataset
from workbench.data.own.doctor.part_findings import part_findings
from workbench.data.split import split
from workbench.qt.document import Document

MOST_DRAWN = 100_000
"""Rows that are shared out in a few hundredths of a second, so that nobody waits; of more, hardly a class is missed."""


@dataclass(frozen=True, eq=False)
class _Found:
    dataset: Dataset
    shares: Shares
    seed: int
    problems: tuple[Problem, ...]

    def is_of(self, dataset: Dataset, shares: Shares, seed: int) -> bool:
        """Whether this is what would be found again."""
        return self.dataset is dataset and (self.shares, self.seed) == (
            shares,
            seed,
        )


class PartProblems:
    """Looks at the split again only where the data, the share or the seed changed. GUI thread only."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: _Found | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Returns which classes one of the parts lacks."""
        project = self._document.project
        choice = self._document.dataset, project.data.shares, project.seed
        if self._found is None or not self._found.is_of(*choice):
            self._found = _Found(*choice, part_problems(*choice))
        return self._found.problems


def part_problems(dataset: Dataset, shares: Shares, seed: int) -> tuple[Problem, ...]:
    """Returns which classes one of the parts lacks; nothing for data too large to be split in passing."""
    is_given = dataset.validation_rows is not None
    if dataset.number_of_examples > MOST_DRAWN and not is_given:
        return ()
    try:
        parts = split(dataset, shares, seed)
    except UserError:
        return ()
    control = "datasetCombo" if is_given else "validationFractionSpin"
    return tuple(Problem("warning", found.sentence, control) for found in part_findings(dataset, parts))
