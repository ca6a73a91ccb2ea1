"""One column that names or numbers the class of each row."""

from __future__ import annotations

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import MOST_CLASSES, LabelReading
from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.forms.one_text_each import reader, with_classes, with_names
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm


def whole_numbers(cells: Cells) -> bool:
    """Whether all texts of a column, of which there is at least one, are whole numbers."""
    return len(cells.texts) > 0 and bool((cells.numbers == np.round(cells.numbers)).all())


def _run_from(first: int, columns: LabelColumns) -> bool:
    """Whether the column holds all whole numbers from `first` to its largest, which are two at least."""
    if not whole_numbers(columns.first):
        return False
    numbers = np.unique(columns.first.numbers)
    return len(numbers) > 1 and numbers[0] == first and numbers[-1] - first == len(numbers) - 1


def _are_whole_numbers(columns: LabelColumns) -> bool:
    return whole_numbers(columns.first)


def _any_texts(columns: LabelColumns) -> bool:
    return len(columns.first.texts) > 0


def _index_names(first: int, columns: LabelColumns, known: LabelReading) -> LabelReading:
    numbers = columns.first.numbers
    whole = numbers[(numbers == np.round(numbers)) & (numbers >= first)]
    count = int(min(whole.max() - first, MOST_CLASSES)) + 1 if len(whole) else 0
    return with_names(known, tuple(str(first + index) for index in range(count)))


def _index(first: int, cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    indices = cells.numbers - first
    inside = (indices == np.round(indices)) & (indices >= 0) & (indices < len(labels.class_names))
    return np.where(inside, indices, np.nan)


def _number_names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    numbers = np.unique(columns.first.numbers)
    whole = numbers[numbers == np.round(numbers)]
    return with_classes(known, tuple(f"{number:.0f}" for number in whole[: MOST_CLASSES + 1]))


def _place_of_number(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    places = {float(text): float(place) for place, text in enumerate(labels.texts)}
    return np.array([places.get(number, np.nan) for number in cells.numbers.tolist()], np.float64)


def _text_names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    cells = columns.first
    return with_classes(known, cells.declared + tuple(_in_order(cells)))


def _in_order(cells: Cells) -> list[str]:
    """Returns the texts that are not declared, numbers by their size, others by the alphabet."""
    if len(cells.texts) > MOST_CLASSES:
        return list(cells.first_words(MOST_CLASSES + 1))
    declared = set(cells.declared)
    sized = sorted(zip(np.nan_to_num(cells.numbers, nan=np.inf).tolist(), cells.words))
    return [text for _, text in sized if text not in declared]


def _place_of_text(cells: Cells, labels: LabelReading) -> NDArray[np.float64]:
    places = pc.index_in(cells.texts, pa.array(labels.texts, pa.string()))
    found: NDArray[np.float64] = pc.cast(places, pa.float64()).to_numpy(zero_copy_only=False)
    return found


CLASS_FORMS: tuple[LabelForm, ...] = (
    LabelForm(
        "class_index", "Class index, counted from 0", "Column {column} numbers the classes from 0 on.",
        "a whole number from 0 to one less than the number of classes", LabelKind.CLASS_INDEX, False,
        partial(_run_from, 0), partial(_index_names, 0), reader(partial(_index, 0)),
    ),
    LabelForm(
        "class_index_from_1", "Class index, counted from 1", "Column {column} numbers the classes from 1 on.",
        "a whole number from 1 to the number of classes", LabelKind.CLASS_INDEX, False,
        partial(_run_from, 1), partial(_index_names, 1), reader(partial(_index, 1)),
    ),
    LabelForm(
        "class_numbers", "Classes named by whole numbers", "Column {column} names each class by a whole number.",
        "one of the whole numbers that name a class", LabelKind.CLASS_INDEX, False,
        _are_whole_numbers, _number_names, reader(_place_of_number),
    ),
    LabelForm(
        "names", "Names of classes", "Column {column} names the class of each row.",
        "the name of a class", LabelKind.CLASS_INDEX, False, _any_texts, _text_names, reader(_place_of_text),
    ),
)  # fmt: skip
