"""Has the doctor look at the labels of all rows, and turns them into numbers."""

from __future__ import annotations

from workbench.core.errors import UserError
from workbench.core.own_data import LabelReading, OwnData
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.diagnosis import Diagnosis
from workbench.data.own.doctor.encode_labels import EncodedLabels, encode_labels
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.importing.read_rows import RowsRead
from workbench.data.own.reader import Sample


def diagnosed(own: OwnData, sample: Sample, labels: LabelRows, is_whole: bool = True) -> Diagnosis:
    """Returns the verdict on labels; the form that was chosen is kept.

    Args:
        own: What was chosen.
        sample: What the file says of itself.
        labels: The different rows of labels.
        is_whole: Whether these are all.

    Raises:
        UserError: there can be no training on them.
    """
    diagnosis = diagnose(
        labels,
        declared=sample.categories,
        tags=frozenset(column.name for column in own.columns if column.role == "tags"),
        given=own.labels if own.labels.form else None,
        is_whole=is_whole,
    )
    if diagnosis.problem:
        raise UserError(diagnosis.problem)
    return diagnosis


def encoded(read: RowsRead, labels: LabelReading) -> EncodedLabels:
    """Returns the labels of the different rows of labels.

    Raises:
        UserError: a cell is no label of that form; the message says in which row of which file it stands.
    """
    try:
        return encode_labels(read.labels.table, labels)
    except UserError as error:
        row = getattr(error, "row", None)
        if row is None:
            raise
        raise UserError(f"{read.places.name(int(read.labels.first_rows[row]))}: {error}") from None
