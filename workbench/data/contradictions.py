"""How many rows of a data set contradict a head."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.core.heads import head_for
from workbench.data.dataset import Dataset


@dataclass(frozen=True)
class Contradiction:
    """A head that does not fit the labels, in numbers.

    Attributes:
        rows: How many rows say something that the head cannot.
        of_rows: How many there are.
        sentence: The same in words.
    """

    rows: int
    of_rows: int
    sentence: str


def contradictions(dataset: Dataset, activation: str) -> Contradiction | None:
    """Returns how the labels contradict the head, or None for a head that fits them."""
    try:
        head_for(activation, dataset.label_kind)
    except UserError:
        return _counted(dataset, activation)
    return None


def _counted(dataset: Dataset, activation: str) -> Contradiction:
    carried = dataset.labels_per_row
    several, none, total = int((carried > 1).sum()), int((carried == 0).sum()), len(carried)
    wrong = several + none
    if total == 0:
        return Contradiction(0, 0, "")
    if wrong == 0:
        sentence = f"Each of the {total:,} rows carries exactly one label, though any number is allowed."
        return Contradiction(0, total, sentence)
    parts = ((several, "several labels"), (none, "none"))
    reasons = " and ".join(f"{count:,} {_carry(count)} {what}" for count, what in parts if count)
    verb = "contradicts" if wrong == 1 else "contradict"
    return Contradiction(
        wrong, total, f"{wrong:,} of {total:,} rows {verb} the {activation} head: {reasons}."
    )


def _carry(count: int) -> str:
    return "carries" if count == 1 else "carry"


def with_count(reason: str, dataset: Dataset, activation: str) -> str:
    """Returns why a head is refused, after the number of rows that contradict it, if there is one."""
    found = contradictions(dataset, activation)
    return f"{found.sentence} {reason}".strip() if found else reason
