"""The doctor: looks at the columns of labels, and says what they are and what will be done about them."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.errors import UserError
from workbench.core.heads import Head, fitting_activation, head_for
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.diagnosis import Alternative, Diagnosis
from workbench.data.own.doctor.encode_labels import form_named
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.findings import findings
from workbench.data.own.doctor.forms.tags import SEPARATORS
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_rows import LabelRows

MOST_NAMES = 4
"""Names of columns or classes that a sentence lists."""


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
            With an empty name of the form the doctor chooses.
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
    form = form_named(known.form) if known.form else _recognised(columns)
    chosen = Examination.of(rows, columns, form, _known(form, known), is_whole)
    return _diagnosis(chosen, _alternatives(chosen, known))


def _recognised(columns: LabelColumns) -> LabelForm:
    if columns.tags:
        return LABEL_FORMS["tags"]
    fitting = (form for form in LABEL_FORMS.values() if form.applies(columns) and form.recognises(columns))
    return next(fitting, LABEL_FORMS["values" if len(columns.cells) > 1 else "names"])


def _known(form: LabelForm, known: LabelReading) -> LabelReading:
    """Returns what is known for this form: names of classes belong to the form that they were made for."""
    if known.form == form.name:
        return known
    return LabelReading(form.name, separator=known.separator if form.name == "tags" else "")


def _diagnosis(examination: Examination, alternatives: tuple[Alternative, ...]) -> Diagnosis:
    kind = examination.form.label_kind
    head = head_for(fitting_activation(kind), kind)
    return Diagnosis(
        examination.labels,
        kind,
        head.activation,
        head.losses[0],
        head.number_of_units(examination.number_of_classes),
        f"{_found(examination)} {_plan(examination, head)}",
        findings(examination),
        alternatives,
    )


def _found(examination: Examination) -> str:
    names = examination.columns.names
    separator = examination.labels.separator
    several = len(names) > 1
    return examination.form.found.format(
        column=f"“{names[0]}”",
        columns=f"Columns {_listed(names)} hold" if several else f"Column “{names[0]}” holds",
        separator=f", with a {SEPARATORS.get(separator, separator)} between them"
        if separator and not several
        else "",
    )


def _plan(examination: Examination, head: Head) -> str:
    count = examination.number_of_rows - examination.unlabelled - examination.contradicting
    units = head.number_of_units(examination.number_of_classes)
    return (
        f"{_rows(count)} {'is' if count == 1 else 'are'} read as “{head.label_kind.title}”"
        f" ({_listed(examination.labels.class_names)}), which takes a {head.activation} head of"
        f" {units:,} unit{'s' if units != 1 else ''} and the loss {head.losses[0]}."
    )


def _listed(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(f"“{name}”" for name in names)
    return f"“{names[0]}”, “{names[1]}” … “{names[-1]}”, {len(names):,} in all"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _alternatives(chosen: Examination, known: LabelReading) -> tuple[Alternative, ...]:
    others = (form for form in LABEL_FORMS.values() if form is not chosen.form)
    return tuple(_alternative(chosen, form, known) for form in others)


def _alternative(chosen: Examination, form: LabelForm, known: LabelReading) -> Alternative:
    columns = chosen.columns
    if not form.applies(columns):
        wanted = "several label columns" if form.several_columns else "a single label column"
        return Alternative(
            form.name, f"Not possible: it takes {wanted}, and there are {len(columns.cells)}.", False
        )
    other = Examination.of(chosen.rows, columns, form, _known(form, known), chosen.is_whole)
    return Alternative(
        form.name, _consequence(other), other.contradicting == 0 and other.number_of_classes > 0
    )


def _consequence(other: Examination) -> str:
    wrong = other.contradicting
    head = head_for(fitting_activation(other.form.label_kind), other.form.label_kind)
    if wrong == 0:
        return _plan(other, head)
    right = other.number_of_rows - wrong - other.unlabelled
    return (
        f"Reads {_rows(right)} as “{head.label_kind.title}”; {_rows(wrong)} contradict{'s' if wrong == 1 else ''},"
        f" such as {other.example()}, which would have to be {other.form.wants}."
    )
