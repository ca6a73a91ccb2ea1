"""What stands for own data that is not at hand, so that the rest of a project can still be seen and saved."""

from __future__ import annotations

import numpy as np

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.own_data import Column, OwnData
from workbench.data.dataset import INDEX_KINDS, Dataset, Labels

ROWS_OF_EACH = 4
"""Of each class, so that there can be a split."""


def stand_in(own: OwnData, sentence: str) -> Dataset:
    """Returns zeros under the names of the inputs and classes of `own`, with `sentence` for their description.

    Raises:
        UserError: `own` comes from no import, or from that of a newer version.
    """
    from workbench.data.own.doctor.encode_labels import form_named
    from workbench.data.own.importing.samples import check_reading

    check_reading(own)
    names = tuple(name for column in own.columns if column.role == "input" for name in _input_names(column))
    classes = own.labels.class_names
    kind = form_named(own.labels.form).label_kind
    if not names or not classes:
        raise UserError(f"The project does not say what the inputs and classes of {own.file.path} are.")
    indices = np.repeat(np.arange(len(classes), dtype=np.int32), ROWS_OF_EACH)
    return Dataset(
        name="absent",
        title="Data that is not at hand",
        inputs=np.broadcast_to(np.float32(0), (len(indices), len(names))),
        labels=_labels(indices, kind, len(classes)),
        label_kind=kind,
        class_names=classes,
        input_names=names,
        description=sentence,
    )


def _labels(indices: Labels, kind: LabelKind, classes: int) -> Labels:
    return indices if kind in INDEX_KINDS else np.eye(classes, dtype=np.float32)[indices]


def _input_names(column: Column) -> tuple[str, ...]:
    if column.width > 1:
        return tuple(f"{column.name} {number}" for number in range(column.width))
    if column.kind == "category":
        return tuple(f"{column.name} = {category}" for category in column.categories)
    return (column.name,)
