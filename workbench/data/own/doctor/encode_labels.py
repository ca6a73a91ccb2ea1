"""Turns the columns of labels into labels as a data set stores them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.own_data import LabelReading
from workbench.data.dataset import Labels
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_values import LabelValues
from workbench.data.own.doctor.wording import shortened


class UnreadableLabel(UserError):
    """A label that the chosen form has no place for.

    Attributes:
        row: Its row in the table, counted from 0.
    """

    def __init__(self, message: str, row: int) -> None:
        super().__init__(message)
        self.row = row


@dataclass(frozen=True, eq=False)
class EncodedLabels:
    """Labels, one for each row of a table.

    Attributes:
        values: Shape (n,) int32 for class indices and yes/no, shape (n, k) float32 for rows.
        unlabelled: Which rows have no label, so that their value means nothing, shape (n,).
    """

    values: Labels
    unlabelled: NDArray[np.bool_]


def encode_labels(table: pa.Table, labels: LabelReading) -> EncodedLabels:
    """Returns the labels that stand in the columns of `table`, which holds the label columns alone.

    Args:
        table: Columns of texts, or blocks of numbers.
        labels: A complete reading, as a diagnosis has it.

    Raises:
        UnreadableLabel: a row is no label of this form; the sentence names the column and quotes the text.
        UserError: there is no such form, or it is for another number of columns.
    """
    columns = LabelColumns.of(table)
    form = form_named(labels.form)
    if not form.applies(columns):
        raise UserError(
            f"The label form “{form.title}” does not go here: {form.misfit(columns)}. Choose another."
        )
    read = form.read(columns, labels)
    if not read.rows_fit.all():
        raise _unreadable(columns, form, read)
    return EncodedLabels(read.values, read.unlabelled)


def form_named(name: str) -> LabelForm:
    """Returns a row of the table of label forms.

    Raises:
        UserError: there is none of this name.
    """
    if name not in LABEL_FORMS:
        raise UserError(f"There is no label form {name!r}; choose one of {', '.join(LABEL_FORMS)}.")
    return LABEL_FORMS[name]


def _unreadable(columns: LabelColumns, form: LabelForm, read: LabelValues) -> UnreadableLabel:
    row = int(np.flatnonzero(~read.rows_fit)[0])
    wrong = np.flatnonzero(~read.cells_fit[row])
    if len(wrong) == 0:
        what = f"The label columns hold {columns.row_text(row)}"
    else:
        cells = columns.cells[wrong[0]]
        what = f"The label column “{cells.name}” holds “{shortened(cells.text(row))}”"
    return UnreadableLabel(
        f"{what}, but as “{form.title}” it must be {form.wants}; correct the file, or choose another label form.",
        row,
    )
