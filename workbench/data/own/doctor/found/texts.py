"""What there is to say of the texts that name classes."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import numpy as np

from workbench.core.own_data import MOST_CLASSES
from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.diagnosis import Finding
from workbench.data.own.doctor.examination import Examination
from workbench.data.own.doctor.wording import have, in_rows, listed
from workbench.data.own.missing_values import MISSING_VALUES

NAMING_FORMS = ("names", "tags", "class_numbers", "class_index", "class_index_from_1")
MANY_NUMBERS = 30
"""Different whole numbers from which on they may be measured ones."""

FEW_ROWS = 20
"""Rows in a class, on average, below which many numbers are taken for measured ones."""

MANY_NAMES = 10
"""Different names from which on they may be names of the rows themselves."""


def missing_words(examination: Examination) -> Finding | None:
    """Classes called NA and the like."""
    if examination.form.name not in NAMING_FORMS:
        return None
    places = [place for place, text in enumerate(examination.labels.texts) if text in MISSING_VALUES]
    if not places:
        return None
    count = int(examination.class_counts[places].sum())
    names = [examination.labels.texts[place] for place in places]
    return Finding(
        "warning",
        f"{listed(names)} {'is a class' if len(names) == 1 else 'are classes'} like any other here ({in_rows(count)})."
        " If it means that there is no label, empty these cells in the file.",
    )


def alike(examination: Examination) -> Finding | None:
    """Classes whose names differ in capitals or blanks alone."""
    if examination.form.name not in NAMING_FORMS:
        return None
    spellings = defaultdict(list)
    for text in examination.labels.texts:
        spellings["".join(text.split()).casefold()].append(text)
    twins = list(chain.from_iterable(names for names in spellings.values() if len(names) > 1))
    if not twins:
        return None
    return Finding(
        "warning",
        f"{listed(twins)} differ in capitals or blanks alone and are classes of their own. If they mean the same,"
        " write them alike in the file.",
    )


def measured(examination: Examination) -> Finding | None:
    """Numbers that look like something measured, not like classes."""
    if examination.form.name not in (*NAMING_FORMS, "values"):
        return None
    rows = examination.rows_where(examination.usable)
    columns = [cells for cells in examination.columns.cells if _is_measured(cells, rows)]
    if not columns or examination.number_of_classes > MOST_CLASSES:
        return None
    return Finding(
        "warning",
        f"The label column “{columns[0].name}” holds {len(columns[0].texts):,} different numbers. If they measure"
        " something, they are no classes: a classification network cannot predict amounts. Make a few classes of them,"
        " such as low, middle and high.",
    )


def _is_measured(cells: Cells, rows: int) -> bool:
    count = len(cells.texts)
    if count == 0 or np.isnan(cells.numbers).any():
        return False
    is_broken = bool((cells.numbers != np.round(cells.numbers)).any())
    return is_broken or (count >= MANY_NUMBERS and rows < FEW_ROWS * count)


def names_of_rows(examination: Examination) -> Finding | None:
    """Names that hardly ever come back, such as those of the rows themselves."""
    count, rows = examination.number_of_classes, examination.rows_where(examination.usable)
    if examination.form.name != "names" or not MANY_NAMES <= count <= MOST_CLASSES or 2 * count <= rows:
        return None
    return Finding(
        "warning",
        f"There are {count:,} classes in only {in_rows(rows)}, as if the column named the rows themselves. A label"
        " column holds few different values, each in many rows.",
    )


def gaps(examination: Examination) -> Finding | None:
    """Numbers between the classes that no row has."""
    if examination.form.name != "class_numbers":
        return None
    numbers = sorted(int(text) for text in examination.labels.texts)
    missing = numbers[-1] - numbers[0] + 1 - len(numbers) if numbers else 0
    if not 0 < missing <= len(numbers) or numbers[0] not in (0, 1):
        return None
    return Finding(
        "note",
        f"{missing:,} of the numbers from {numbers[0]} to {numbers[-1]} {have(missing)} no row; there are classes for"
        " the others alone.",
    )
