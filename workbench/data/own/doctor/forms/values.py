"""Several columns with a question each, of which every answer becomes a label."""

from __future__ import annotations

import numpy as np

from workbench.core.labels import LabelKind
from workbench.core.own_data import MOST_CLASSES, LabelReading
from workbench.data.own.doctor.forms.one_text_each import with_classes
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_values import LabelValues


def _any(columns: LabelColumns) -> bool:
    return not columns.is_empty.all()


def _name(column: str, text: str) -> str:
    return f"{column} = {text}"


def _names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    return with_classes(
        known, tuple(_name(cells.name, text) for cells in columns.cells for text in sorted(cells.words))
    )


def _read(columns: LabelColumns, labels: LabelReading) -> LabelValues:
    if len(labels.texts) > MOST_CLASSES:
        return LabelValues.of_nothing(columns.is_empty, len(labels.texts))
    places = {text: place for place, text in enumerate(labels.texts)}
    # A column more than there are labels takes what is unknown or empty.
    carried = np.zeros((columns.number_of_rows, len(labels.texts) + 1), np.float32)
    fits = np.ones((columns.number_of_rows, len(columns.cells)), bool)
    for column, cells in enumerate(columns.cells):
        of_texts = np.array([places.get(_name(cells.name, text), -1) for text in cells.words], np.int64)
        codes = cells.in_rows(of_texts, -1)
        carried[np.arange(len(codes)), codes] = 1
        fits[:, column] = (codes >= 0) | cells.is_empty
    return LabelValues.of_cells(carried[:, :-1], fits, columns.all_empty)


VALUE_FORMS: tuple[LabelForm, ...] = (
    LabelForm(
        "values", "Every value of every column is a label", "{columns} a question each, and every answer becomes a label.",
        "an answer that is known", LabelKind.MULTI_HOT, True, _any, _names, _read,
    ),
)  # fmt: skip
