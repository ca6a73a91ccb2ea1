"""What a row of the table of label forms knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.core.labels import LabelKind
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.label_columns import LabelColumns
from workbench.data.own.doctor.label_values import LabelValues

Recognise = Callable[[LabelColumns], bool]
Propose = Callable[[LabelColumns, LabelReading], LabelReading]
Read = Callable[[LabelColumns, LabelReading], LabelValues]


@dataclass(frozen=True)
class LabelForm:
    """One row: a way in which people write labels.

    Attributes:
        name: The key in project files.
        title: What a person reads.
        found: What is said where it is recognised, with {column}, {columns} and {separator} to fill in.
        wants: What each label must be, for the sentence about one that is not.
        label_kind: What the labels become.
        several_columns: Whether it is for several columns, for a single one, or (None) for any number.
        recognises: Whether the columns look like it.
        propose: Takes the columns and what is known already, and returns what reading them needs, with names of classes;
            those that are known stay, new ones come after them.
        read: Takes the columns and a complete reading, and returns the labels.
    """

    name: str
    title: str
    found: str
    wants: str
    label_kind: LabelKind
    several_columns: bool | None
    recognises: Recognise
    propose: Propose
    read: Read

    def applies(self, columns: LabelColumns) -> bool:
        """Whether it is for so many columns."""
        return self.several_columns is None or self.several_columns is (len(columns.cells) > 1)

    def misfit(self, columns: LabelColumns) -> str:
        """Returns what number of columns it takes instead; empty where it is for so many."""
        if self.applies(columns):
            return ""
        count = len(columns.cells)
        wanted = "several label columns" if self.several_columns else "a single label column"
        return f"it takes {wanted}, and there {'is only 1' if count == 1 else f'are {count}'}"

    def start_from(self, known: LabelReading) -> LabelReading:
        """Returns what of a reading holds for this form: names of classes belong to the form that they were made for."""
        if known.form == self.name:
            return known
        return LabelReading(self.name, separator=known.separator)
