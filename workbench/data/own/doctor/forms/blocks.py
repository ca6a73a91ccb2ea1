"""A column for each class or label, with a mark in those that a row carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.forms.one_text_each import with_names
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_values import LabelValues


@dataclass(frozen=True)
class Spelling:
    """One row: how a column says that its label is carried.

    Attributes:
        name: Stands before the names of the forms.
        title: What a person reads.
        wants: What each cell must be.
        truths: 1 for each cell that says so, 0 for one that says the contrary, else NaN, shape (m, c).
        empty_is_no: Whether an empty cell says that the label is not carried.
    """

    name: str
    title: str
    wants: str
    truths: Callable[[LabelColumns], NDArray[np.float64]]
    empty_is_no: bool = False


def _zero_or_one(columns: LabelColumns) -> NDArray[np.float64]:
    return np.where(np.isin(columns.numbers, (0, 1)), columns.numbers, np.nan)


def _signs(columns: LabelColumns) -> NDArray[np.float64]:
    return np.where(np.isin(columns.numbers, (-1, 1)), (columns.numbers + 1) / 2, np.nan)


def _words(columns: LabelColumns) -> NDArray[np.float64]:
    return columns.answers


def _marks(columns: LabelColumns) -> NDArray[np.float64]:
    """Returns what marks say: the same text wherever there is one, as a capital or not."""
    words = columns.words
    if not words or words[0].casefold() != words[-1].casefold() or len({*map(str.casefold, words)}) != 1:
        return np.where(columns.is_empty, 0, np.nan)
    return np.where(columns.is_empty, 0.0, 1.0)


SPELLINGS: tuple[Spelling, ...] = (
    Spelling("", "0 and 1", "0 or 1", _zero_or_one),
    Spelling("signs_", "+1 and -1", "1 or -1", _signs),
    Spelling("words_", "words for yes and no", "a word for yes or for no", _words),
    Spelling("marks_", "a mark or nothing", "empty or the same mark", _marks, empty_is_no=True),
)


def _read(spelling: Spelling, columns: LabelColumns, labels: LabelReading) -> LabelValues:
    truths = spelling.truths(columns)
    known = ~np.isnan(truths)
    unlabelled = np.zeros(len(truths), bool) if spelling.empty_is_no else columns.has_empty
    values = np.where(known, truths, 0).astype(np.float32)
    return LabelValues.of_cells(values, known | columns.is_empty, unlabelled)


def _read_one_hot(spelling: Spelling, columns: LabelColumns, labels: LabelReading) -> LabelValues:
    read = _read(spelling, columns, labels)
    return read.where(read.values.sum(axis=1) == 1)


def _recognises(spelling: Spelling, columns: LabelColumns) -> bool:
    """Whether all cells are spelled so, yes and no among them."""
    truths = spelling.truths(columns)
    known = ~np.isnan(truths)
    both = bool((truths == 0).any() and (truths == 1).any())
    return both and bool((known | columns.is_empty).all())


def _recognises_one_hot(spelling: Spelling, columns: LabelColumns) -> bool:
    return _recognises(spelling, columns) and bool(
        _read_one_hot(spelling, columns, LabelReading("")).rows_fit.all()
    )


def column_names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    """Returns the reading with a class for each column."""
    if len(known.class_names) > len(columns.names):
        known = msgspec.structs.replace(known, class_names=())
    return with_names(known, columns.names)


def _one_hot(spelling: Spelling) -> LabelForm:
    return LabelForm(
        f"{spelling.name}one_hot",
        f"One-hot columns: {spelling.title}",
        f"{{columns}} a class each, written as {spelling.title}, and each row has exactly one.",
        f"{spelling.wants}, with exactly one class in each row",
        LabelKind.ONE_HOT,
        True,
        partial(_recognises_one_hot, spelling),
        column_names,
        partial(_read_one_hot, spelling),
    )


def _multi_hot(spelling: Spelling) -> LabelForm:
    return LabelForm(
        f"{spelling.name}multi_hot",
        f"A column for each label: {spelling.title}",
        f"{{columns}} a label each, written as {spelling.title}; a row can carry any number of them.",
        spelling.wants,
        LabelKind.MULTI_HOT,
        True,
        partial(_recognises, spelling),
        column_names,
        partial(_read, spelling),
    )


BLOCK_FORMS: tuple[LabelForm, ...] = tuple(
    form for spelling in SPELLINGS for form in (_one_hot(spelling), _multi_hot(spelling))
)
