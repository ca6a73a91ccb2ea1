"""Several tags in one cell, or one in each of several cells."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import MOST_CLASSES, LabelReading
from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.forms.one_text_each import with_classes
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_values import LabelValues

SEPARATORS: dict[str, str] = {"|": "bar", ";": "semicolon", ",": "comma", "/": "slash", " ": "blank"}
"""What can stand between tags, the surest sign first, and what a person calls it."""

SURE_SEPARATORS = ("|", ";")
"""They hardly ever stand in a name."""

COMPARED_WORDS = 2000
"""Cells that are looked at to see what stands between tags."""

ALONE = 0.8
"""Share of the words that must also stand by themselves before blanks are taken to part tags."""

BRACKETS = "[](){}"
QUOTES = "\"'"


def tags_of(text: str, separator: str) -> tuple[str, ...]:
    """Returns the tags in a cell, without the brackets and quotes of a printed list."""
    inside = text[1:-1] if text[:1] + text[-1:] in ("[]", "()", "{}") else text
    parts = (part.strip().strip(QUOTES).strip() for part in inside.split(separator or "|"))
    return tuple(dict.fromkeys(part for part in parts if part))


def separator_in(words: tuple[str, ...]) -> str:
    """Returns what stands between the tags of these cells; empty where they do not look like tags."""
    compared = words[:COMPARED_WORDS]
    return next((separator for separator in SEPARATORS if _parts_tags(compared, separator)), "")


def _parts_tags(words: tuple[str, ...], separator: str) -> bool:
    sets = [tags_of(text, separator) for text in words]
    if not any(len(tags) > 1 for tags in sets):
        return False
    if separator in SURE_SEPARATORS or all(text[0] in BRACKETS for text in words):
        return True
    tags = {tag for one in sets for tag in one}
    alone = {one[0] for one in sets if len(one) == 1}
    # Tags come back in other company; the parts of names are as many as the names, or more.
    return len(tags) <= len(sets) and (separator == "," or len(alone) >= ALONE * len(tags))


def _are_tags(columns: LabelColumns) -> bool:
    if columns.tags:
        return True
    if len(columns.cells) == 1:
        return bool(separator_in(columns.first.first_words(COMPARED_WORDS)))
    return not np.isfinite(columns.numbers).any() and _share_words(columns)


def _share_words(columns: LabelColumns) -> bool:
    return len(columns.words) < sum(len(cells.texts) for cells in columns.cells)


def _tag_names(columns: LabelColumns, known: LabelReading) -> LabelReading:
    separator = known.separator or separator_in(columns.words) or _commonest_separator(columns)
    tags = {tag for text in columns.words for tag in tags_of(text, separator)}
    return with_classes(msgspec.structs.replace(known, separator=separator), tuple(sorted(tags)))


def _commonest_separator(columns: LabelColumns) -> str:
    """Returns what stands in most of the cells, blanks only if nothing else does."""
    counts = {one: sum(one in text for text in columns.words) for one in SEPARATORS if one != " "}
    commonest = max(counts, key=counts.__getitem__)
    return commonest if counts[commonest] else next(iter(SEPARATORS))


def _read(columns: LabelColumns, labels: LabelReading) -> LabelValues:
    if len(labels.texts) > MOST_CLASSES:
        return LabelValues.of_nothing(columns.is_empty, len(labels.texts))
    carried = np.zeros((columns.number_of_rows, len(labels.texts)), np.float32)
    fits = np.ones((columns.number_of_rows, len(columns.cells)), bool)
    for place, cells in enumerate(columns.cells):
        rows, known = _rows_of_texts(cells, labels)
        carried = np.maximum(carried, cells.in_rows(rows, 0))
        fits[:, place] = cells.in_rows(known, True)
    return LabelValues.of_cells(carried, fits, np.zeros(columns.number_of_rows, bool))


def _rows_of_texts(cells: Cells, labels: LabelReading) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    places = {text: place for place, text in enumerate(labels.texts)}
    rows = np.zeros((len(cells.texts), len(labels.texts)), np.float32)
    known = np.ones(len(cells.texts), bool)
    for row, text in enumerate(cells.words):
        tags = tags_of(text, labels.separator)
        known[row] = all(tag in places for tag in tags)
        rows[row, [places[tag] for tag in tags if tag in places]] = 1
    return rows, known


TAG_FORMS: tuple[LabelForm, ...] = (
    LabelForm(
        "tags", "Tags, any number in a row", "{columns} each row's tags{separator}; a row can carry any number of them.",
        "made of tags that are known", LabelKind.MULTI_HOT, None, _are_tags, _tag_names, _read,
    ),
)  # fmt: skip
