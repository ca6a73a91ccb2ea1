"""One column that answers yes or no."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.forms.one_text_each import reader, with_classes, with_names
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm

HALF = 0.5


def _all(cells: Cells, values: tuple[float, ...]) -> bool:
    return len(cells.texts) > 0 and bool(np.isin(cells.numbers, values).all())


def _are_zero_or_one(columns: LabelColumns) -> bool:
    return _all(columns.first, (0, 1))


def _are_signs(columns: LabelColumns) -> bool:
    return _all(columns.first, (-1, 1)) and bool((columns.first.numbers == -1).any())


def _are_words(columns: LabelColumns) -> bool:
    answers = columns.first.answers
    return len(answers) > 0 and bool(np.isin(answers, (0, 1)).all())


def _word_names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    """Returns the reading with the first spelling of each answer as its name."""
    return with_names(known, (_spelling(columns.first, 0, "no"), _spelling(columns.first, 1, "yes")))


def _spelling(cells: Cells, answer: int, usual: str) -> str:
    places = np.flatnonzero(cells.answers == answer)
    return cells.words[int(places[0])] if len(places) else usual


def _zero_or_one(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    return np.where(np.isin(cells.numbers, (0, 1)), cells.numbers, np.nan)


def _signs(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    return np.where(np.isin(cells.numbers, (-1, 1)), (cells.numbers + 1) / 2, np.nan)


def _words(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    return cells.answers


def _from_half(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    inside = (cells.numbers >= 0) & (cells.numbers <= 1)
    return np.where(inside, (cells.numbers >= HALF).astype(float), np.nan)


def _one_of_two(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    answers = {text: float(answer) for answer, text in enumerate(labels.texts[:2])}
    return np.array([answers.get(text, np.nan) for text in cells.words], np.float64)


def _two_texts(columns: LabelColumns, known: LabelReading) -> LabelReading:
    if len(known.texts) > 1:
        return known
    # Where there are fewer than two, the other answer gets a name all the same.
    words = dict.fromkeys((*known.texts, *sorted(columns.first.words)[:2], "other", "another"))
    return with_classes(known, tuple(words)[:2])


def _never(columns: LabelColumns) -> bool:
    return False


def _named(names: tuple[str, str], columns: LabelColumns, known: LabelReading) -> LabelReading:
    return with_names(known, names)


ANSWER_FORMS: tuple[LabelForm, ...] = (
    LabelForm(
        "zero_one", "Yes or no, as 0 and 1", "Column {column} answers yes or no with 1 and 0.", "0 or 1",
        LabelKind.YES_NO, False, _are_zero_or_one, partial(_named, ("0", "1")), reader(_zero_or_one),
    ),
    LabelForm(
        "plus_minus_one", "Yes or no, as +1 and -1", "Column {column} answers yes or no with +1 and -1.", "1 or -1",
        LabelKind.YES_NO, False, _are_signs, partial(_named, ("-1", "+1")), reader(_signs),
    ),
    LabelForm(
        "yes_no", "Yes or no, in words", "Column {column} answers yes or no in words.", "a word for yes or for no",
        LabelKind.YES_NO, False, _are_words, _word_names, reader(_words),
    ),
    LabelForm(
        "two_values", "Yes or no: the second of two texts is yes", "Column {column} says which of two things holds.",
        "one of the two texts that stand for no and yes", LabelKind.YES_NO, False, _never, _two_texts, reader(_one_of_two),
    ),
    LabelForm(
        "yes_from_half", "Yes or no: yes from 0.5 on", "Column {column} holds probabilities, and yes is 0.5 or more.",
        "a number from 0 to 1", LabelKind.YES_NO, False, _never, partial(_named, ("below 0.5", "0.5 or more")), reader(_from_half),
    ),
)  # fmt: skip
