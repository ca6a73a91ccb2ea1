"""What every other form would make of the same columns."""

from __future__ import annotations

from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.diagnosis import Alternative
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.doctor.plan import kind_in_words, plan
from workbench.data.own.doctor.wording import in_rows

COMPARED_ROWS = 5000
"""Different rows that are read in every form; where there are more, the first ones."""


def alternatives(chosen: Examination, known: LabelReading) -> tuple[Alternative, ...]:
    """Returns the other rows of the table, with what taking each would mean.

    Args:
        chosen: The columns as they are read now.
        known: What a person has said of the reading.
    """
    rows, columns = _compared(chosen.rows, chosen.columns)
    others = (form for form in LABEL_FORMS.values() if form is not chosen.form)
    return tuple(_alternative(rows, columns, form, form.start_from(known)) for form in others)


def _compared(rows: LabelRows, columns: LabelColumns) -> tuple[LabelRows, LabelColumns]:
    if len(rows.counts) <= COMPARED_ROWS:
        return rows, columns
    first = rows.head(COMPARED_ROWS)
    declared = {cells.name: cells.declared for cells in columns.cells}
    return first, LabelColumns.of(first.table, declared, columns.tags)


def _alternative(rows: LabelRows, columns: LabelColumns, form: LabelForm, known: LabelReading) -> Alternative:
    if not form.applies(columns):
        return Alternative(form.name, f"Not possible: {form.misfit(columns)}.", False)
    other = Examination.of(rows, columns, form, known)
    possible = other.contradicting == 0 and bool(other.usable.any())
    return Alternative(form.name, _bounded(other) + _consequence(other), possible)


def _bounded(other: Examination) -> str:
    if len(other.rows.counts) < COMPARED_ROWS:
        return ""
    return f"Of the first {COMPARED_ROWS:,} different rows: "


def _consequence(other: Examination) -> str:
    wrong, right = other.contradicting, other.rows_where(other.usable)
    if wrong == 0:
        return plan(other)
    return (
        f"{in_rows(right)} {'is' if right == 1 else 'are'} read as “{kind_in_words(other)}”;"
        f" {in_rows(wrong)} contradict{'s' if wrong == 1 else ''}, such as {other.example()}, which would have to be"
        f" {other.form.wants}."
    )
