"""The doctor: looks at the columns of labels, and says what they are and what will be done about them."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.errors import UserError
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.alternatives import alternatives
from workbench.data.own.doctor.diagnosis import Alternative, Diagnosis
from workbench.data.own.doctor.encode_labels import form_named
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.findings import findings
from workbench.data.own.doctor.forms.tags import SEPARATORS
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.doctor.plan import fitting_head, plan
from workbench.data.own.doctor.wording import listed


def diagnose(
    rows: LabelRows,
    *,
    declared: Mapping[str, tuple[str, ...]] | None = None,
    tags: frozenset[str] = frozenset(),
    given: LabelReading | None = None,
    is_whole: bool = True,
) -> Diagnosis:
    """Returns the verdict on the labels of a file.

    Args:
        rows: The different rows of the label columns.
        declared: The values that the file itself declares for a column.
        tags: Columns whose cells hold tags, as a person has said.
        given: The form that a person chose; its names of classes are kept, and new ones come after them.
            With an empty name of the form, and where it is for another number of columns, the doctor chooses.
        is_whole: Whether these are all rows; on a sample, what more rows could mend is no error.

    Raises:
        UserError: there is no label column, no row, or no such form.
    """
    if rows.table.num_columns == 0:
        raise UserError("No column holds the labels; give one of them the role “label”.")
    if rows.number_of_rows == 0:
        raise UserError("There are no rows below the header, so there are no labels to look at.")
    columns = LabelColumns.of(rows.table, declared, bool(tags))
    known = given or LabelReading("")
    form = _chosen(columns, known.form) or _recognised(columns)
    chosen = Examination.of(rows, columns, form, form.start_from(known), is_whole)
    return _diagnosis(chosen, alternatives(chosen, known))


def _chosen(columns: LabelColumns, name: str) -> LabelForm | None:
    """Returns the form that a person chose, as long as there are as many columns as it takes."""
    form = form_named(name) if name else None
    return form if form and form.applies(columns) else None


def _recognised(columns: LabelColumns) -> LabelForm:
    if columns.tags:
        return LABEL_FORMS["tags"]
    fitting = (form for form in LABEL_FORMS.values() if form.applies(columns) and form.recognises(columns))
    return next(fitting, LABEL_FORMS["values" if len(columns.cells) > 1 else "names"])


def _diagnosis(examination: Examination, others: tuple[Alternative, ...]) -> Diagnosis:
    head = fitting_head(examination.form.label_kind)
    return Diagnosis(
        examination.labels,
        head.label_kind,
        head.activation,
        head.losses[0],
        head.number_of_units(examination.number_of_classes),
        f"{_found(examination)} {plan(examination)}",
        findings(examination),
        others,
    )


def _found(examination: Examination) -> str:
    names = examination.columns.names
    separator = examination.labels.separator
    several = len(names) > 1
    return examination.form.found.format(
        column=f"“{names[0]}”",
        columns=f"The {len(names):,} columns {listed(names)} hold"
        if several
        else f"Column “{names[0]}” holds",
        separator=f", with a {SEPARATORS.get(separator, separator)} between them"
        if separator and not several
        else "",
    )
