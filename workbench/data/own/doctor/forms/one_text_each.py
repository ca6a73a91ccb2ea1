"""Forms in which the text of a single cell decides."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.own_data import MOST_CLASSES, LabelReading
from workbench.data.own.doctor.cells import Cells
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import Read
from workbench.data.own.doctor.label_values import LabelValues


def reader(index_of_texts: Callable[[Cells, LabelReading], NDArray[np.float64]]) -> Read:
    """Returns how labels are read, given a function that has the class of each text, NaN where it has none."""

    def read(columns: LabelColumns, labels: LabelReading) -> LabelValues:
        indices = columns.first.in_rows(index_of_texts(columns.first, labels), np.nan)
        fits = ~np.isnan(indices) | columns.first.is_empty
        values = np.where(np.isnan(indices), 0, indices).astype(np.int32)
        return LabelValues.of_cells(values, fits[:, None], columns.first.is_empty)

    return read


def with_classes(known: LabelReading, texts: tuple[str, ...]) -> LabelReading:
    """Returns the reading with a class for each text; those that have one keep it, the others come after them.

    One class too many is enough to know that there are too many.
    """
    fresh = tuple(text for text in texts if text not in set(known.texts))
    added = fresh[: max(MOST_CLASSES + 1 - len(known.texts), 0)]
    names = known.class_names if len(known.class_names) == len(known.texts) else known.texts
    return msgspec.structs.replace(known, texts=known.texts + added, class_names=_unlike(names, added))


def _unlike(names: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    """Returns all names; an added one that is taken gets a mark, as a person may have renamed the others."""
    taken = list(names)
    for name in added:
        while name in taken:
            name += "'"
        taken.append(name)
    return tuple(taken)


def with_names(known: LabelReading, names: tuple[str, ...]) -> LabelReading:
    """Returns the reading with these names of classes, except for those that are known."""
    return msgspec.structs.replace(known, class_names=known.class_names + names[len(known.class_names) :])
