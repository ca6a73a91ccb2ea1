"""Reads the labels of a whole file, where a draft has looked at a sample only."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.data.own.doctor.diagnosis import Diagnosis
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.draft.draft import Draft
from workbench.data.own.draft.draft_of import diagnosis_of


@dataclass(frozen=True)
class Survey:
    """What all rows say.

    Attributes:
        rows: How many there are; None where the file cannot be read to the end.
        diagnosis: What the doctor says of their labels, if there are any that can be understood.
    """

    rows: int | None
    diagnosis: Diagnosis | None


def survey(draft: Draft) -> Survey:
    """Returns how many rows the file of a draft has, and what all their labels are."""
    if draft.sample is None:
        return Survey(None, None)
    if draft.sample.is_whole:
        return Survey(draft.sample.table.num_rows, draft.diagnosis)
    try:
        return _of_all_rows(draft)
    except UserError:
        return Survey(None, draft.diagnosis)


def _of_all_rows(draft: Draft) -> Survey:
    wanted = draft.label_columns or tuple(column.name for column in draft.columns[:1])
    parts: list[LabelRows] = []
    rows = 0
    for batch in draft.reader.batches(draft.path, draft.reading, wanted, frozenset()):
        parts.append(LabelRows.of(batch.table, rows))
        rows += batch.table.num_rows
    if not draft.label_columns:
        return Survey(rows, None)
    return Survey(rows, diagnosis_of(draft, LabelRows.merged(*parts), is_whole=True))
