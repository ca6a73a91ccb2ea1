"""The label rows of a file, read in one form: what findings and verdicts are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading
from workbench.data.dataset import INDEX_KINDS
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_form import LabelForm
from workbench.data.own.doctor.label_rows import LabelRows
from workbench.data.own.doctor.label_values import LabelValues


@dataclass(frozen=True, eq=False)
class Examination:
    """What came of reading the columns in a form.

    Attributes:
        rows: The different rows and how often they occur.
        columns: The same rows, cell by cell.
        form: How they were read.
        labels: With what names of classes.
        read: The labels.
        is_whole: Whether these are all rows of the file.
    """

    rows: LabelRows
    columns: LabelColumns
    form: LabelForm
    labels: LabelReading
    read: LabelValues
    is_whole: bool = True

    @classmethod
    def of(
        cls,
        rows: LabelRows,
        columns: LabelColumns,
        form: LabelForm,
        known: LabelReading,
        is_whole: bool = True,
    ) -> Examination:
        """Returns the columns read in `form`, with what is known of it already."""
        labels = form.propose(columns, known)
        return cls(rows, columns, form, labels, form.read(columns, labels), is_whole)

    @property
    def number_of_classes(self) -> int:
        """How many classes, or labels, the form makes of the columns."""
        return len(self.labels.class_names)

    @property
    def number_of_rows(self) -> int:
        """How many rows of the file there are."""
        return self.rows.number_of_rows

    def rows_where(self, chosen: NDArray[np.bool_]) -> int:
        """Returns how many rows of the file are like the chosen ones of the different rows."""
        return int(self.rows.counts[chosen].sum())

    @property
    def contradicting(self) -> int:
        """How many rows of the file are no labels of this form."""
        return self.rows_where(~self.read.rows_fit)

    @property
    def unlabelled(self) -> int:
        """How many rows of the file have no label."""
        return self.rows_where(self.read.unlabelled)

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """Which of the different rows have a label that fits, shape (m,)."""
        return self.read.rows_fit & ~self.read.unlabelled

    @cached_property
    def class_counts(self) -> NDArray[np.int64]:
        """How many rows of the file carry each class, shape (k,); shares count for their largest."""
        values, counts = self.read.values[self.usable], self.rows.counts[self.usable]
        if self.form.label_kind is LabelKind.MULTI_HOT:
            return np.asarray(counts @ values.astype(np.float64), np.int64)
        indices = values if self.form.label_kind in INDEX_KINDS else values.argmax(axis=1)
        return np.bincount(indices, counts, self.number_of_classes).astype(np.int64)

    @property
    def touched(self) -> NDArray[np.bool_]:
        """Which classes have any part in any row, shape (k,)."""
        if self.read.values.ndim == 1:
            return self.class_counts > 0
        return np.asarray((self.read.values[self.usable] > 0).any(axis=0), bool)

    def example(self) -> str:
        """Returns the first row that contradicts, as a person finds it; empty where none does."""
        wrong = np.flatnonzero(~self.read.rows_fit)
        if len(wrong) == 0:
            return ""
        return f"row {self.rows.first_rows[wrong[0]] + 1:,} ({self.columns.row_text(int(wrong[0]))})"
