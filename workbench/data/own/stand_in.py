"""What stands for own data that is not at hand, so that the rest of a project can still be seen and saved."""

from __future__ import annotations

import numpy as np

from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, OwnData
from workbench.data.dataset import INDEX_KINDS, Dataset, Labels

ROWS_OF_EACH = 4
"""Of each class, so that there can be a split."""


def stand_in(own: OwnData, sentence: str) -> Dataset:
    """Returns zeros under the names of the inputs and classes of `own`, with `sentence` for their description."""
    from workbench.data.own.doctor.label_forms import LABEL_FORMS

    names = tuple(name for column in own.columns if column.role == "input" for name in _input_names(column))
    classes = own.labels.class_names
    kind = LABEL_FORMS[own.labels.form].label_kind
    indices = np.repeat(np.arange(len(classes), dtype=np.int32), ROWS_OF_EACH)
    return Dataset(
        name="absent",
        title="Data that is not at hand",
        inputs=np.zeros((len(indices), len(names)), np.float32),
        labels=_labels(indices, kind, len(classes)),
        label_kind=kind,
        class_names=classes,
        input_names=names,
        description=sentence,
    )


def _labels(indices: Labels, kind: LabelKind, classes: int) -> Labels:
    return indices if kind in INDEX_KINDS else np.eye(classes, dtype=np.float32)[indices]


def _input_names(column: Column) -> tuple[str, ...]:
    if column.kind == "category":
        return tuple(f"{column.name} = {category}" for category in column.categories)
    if column.width > 1:
        return tuple(f"{column.name} {number}" for number in range(column.width))
    return (column.name,)
