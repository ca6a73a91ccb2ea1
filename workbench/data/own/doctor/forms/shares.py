"""Probabilities: of yes in one column, or of each class or label in a column of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.forms.answers import HALF
from workbench.data.own.doctor.forms.blocks import column_names
from workbench.data.own.doctor.forms.one_text_each import with_names
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_values import LabelValues

WHOLES = (1.0, 100.0)
"""What the shares of a row add up to: one, or a hundred per cent."""

ROUNDING = 0.02
"""Share of the whole by which rounded shares may miss it."""


def _inside(columns: LabelColumns) -> NDArray[np.bool_]:
    return ((columns.numbers >= 0) & (columns.numbers <= 1)) | columns.is_empty


def _are_probabilities(columns: LabelColumns) -> bool:
    numbers = columns.numbers
    return bool(_inside(columns).all() and ((numbers > 0) & (numbers < 1)).any())


def _yes_or_no(columns: LabelColumns, known: LabelReading) -> LabelReading:
    return with_names(known, (f"not {columns.first.name}", columns.first.name))


def _read_probability(columns: LabelColumns, labels: LabelReading) -> LabelValues:
    inside = _inside(columns)
    yes = np.where(inside & ~columns.is_empty, columns.numbers, 0)
    values = np.hstack([1 - yes, yes]).astype(np.float32)
    return LabelValues.of_cells(values, inside, columns.first.is_empty)


def _read_from_half(columns: LabelColumns, labels: LabelReading) -> LabelValues:
    values = (np.nan_to_num(columns.numbers) >= HALF).astype(np.float32)
    return LabelValues.of_cells(values, _inside(columns), columns.has_empty)


def _are_shares(columns: LabelColumns) -> bool:
    read = _read_shares(columns, LabelReading(""))
    return bool(read.rows_fit.all() and not read.unlabelled.all())


def _read_shares(columns: LabelColumns, labels: LabelReading) -> LabelValues:
    known = columns.numbers >= 0
    unlabelled = columns.has_empty
    shares = np.where(known, columns.numbers, 0)
    totals = shares.sum(axis=1)
    values = shares / np.where(totals > 0, totals, 1)[:, None]
    read = LabelValues.of_cells(values.astype(np.float32), known | columns.is_empty, unlabelled)
    return read.where(abs(totals - _whole(totals)) <= ROUNDING * _whole(totals))


def _whole(totals: NDArray[np.float64]) -> float:
    """Returns what most of the rows add up to."""
    return max(WHOLES, key=lambda whole: int((abs(totals - whole) <= ROUNDING * whole).sum()))


PROBABILITY_FORMS: tuple[LabelForm, ...] = (
    LabelForm(
        "probability", "Probability of yes", "Column {column} holds the probability of yes.",
        "a number from 0 to 1", LabelKind.ONE_HOT, False, _are_probabilities, _yes_or_no, _read_probability,
    ),
    LabelForm(
        "soft", "A share of each class", "{columns} the share of a class each, and the shares of a row make a whole.",
        "a number from 0 on, with a sum of 1 (or of 100) in each row", LabelKind.ONE_HOT, True,
        _are_shares, column_names, _read_shares,
    ),
    LabelForm(
        "multi_hot_from_half", "A probability of each label", "{columns} the probability of a label each; 0.5 or more counts as carried.",
        "a number from 0 to 1", LabelKind.MULTI_HOT, True, _are_probabilities, column_names, _read_from_half,
    ),
)  # fmt: skip
