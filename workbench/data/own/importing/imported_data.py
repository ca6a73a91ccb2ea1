"""What comes of an import."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.own_data import OwnData
from workbench.data.dataset import Dataset
from workbench.data.own.doctor.diagnosis import Diagnosis


@dataclass(frozen=True, eq=False)
class ImportedData:
    """The arrays, and everything that was learned by reading all rows.

    Attributes:
        own: What was asked for, completed: sizes and hashes of the files, all categories and classes; columns
            from which nothing can be learned are left out.
        dataset: The arrays.
        diagnosis: What the doctor says of all labels.
        notes: What was done to which rows and columns, as sentences.
    """

    own: OwnData
    dataset: Dataset
    diagnosis: Diagnosis
    notes: tuple[str, ...]
