"""A proposal of how a file becomes data, every part of which a person can change before it is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.own_data import (
    Column,
    FileReference,
    LabelReading,
    Missing,
    OwnData,
    Reading,
)
from workbench.data.own.doctor.diagnosis import Diagnosis
from workbench.data.own.draft.column_profile import ColumnProfile
from workbench.data.own.draft.given import Given
from workbench.data.own.draft.label_notes import label_notes
from workbench.data.own.draft.opened_file import OpenedFile
from workbench.data.own.draft.problems import problem_of
from workbench.data.own.reader import Reader, Sample

LABEL_ROLES = ("label", "tags")


@dataclass(frozen=True, eq=False)
class Draft:
    """What is proposed and what was chosen. A change makes a new one: see `choices`.

    Attributes:
        file: The file, and how and what was read of it.
        given: What a person chose.
        columns: All columns with their roles; empty where the file cannot be read yet.
        diagnosis: What the doctor says of the labels in the sample, if there are any that can be understood.
        label_trouble: Why they cannot be understood.
        label_profiles: What label columns hold that would hold less as inputs: there “NA” is a class.
    """

    file: OpenedFile
    given: Given
    columns: tuple[Column, ...] = ()
    diagnosis: Diagnosis | None = None
    label_trouble: str = ""
    label_profiles: Mapping[str, ColumnProfile] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file or folder."""
        return self.file.path

    @property
    def reader(self) -> Reader:
        """The kind of file."""
        return self.file.reader

    @property
    def reading(self) -> Reading:
        """How the file is read."""
        return self.file.reading

    @property
    def sample(self) -> Sample | None:
        """The first rows, if the file can be read."""
        return self.file.sample

    @property
    def question(self) -> UserError | None:
        """Why the file cannot be read as it is; a `Question` where an answer settles that."""
        return self.file.question

    @cached_property
    def profiles(self) -> Mapping[str, ColumnProfile]:
        """What each column of the sample holds in its role."""
        return {**self.file.profiles, **self.label_profiles}

    @property
    def missing(self) -> Missing:
        """What becomes of inputs without a value."""
        return self.given.missing

    @property
    def test_file(self) -> Path | None:
        """A second file, whose rows check."""
        return self.given.test_file

    @property
    def labels_file(self) -> Path | None:
        """The file that names the labels."""
        return self.file.labels_file

    @property
    def label_columns(self) -> tuple[str, ...]:
        """The names of the columns that hold the labels."""
        return tuple(column.name for column in self.columns if column.role in LABEL_ROLES)

    @property
    def used_columns(self) -> tuple[str, ...]:
        """The names of the columns that anything is read from."""
        return tuple(column.name for column in self.columns if column.role != "ignore")

    @property
    def notes(self) -> tuple[str, ...]:
        """What else there is to know of the file and its columns, as sentences."""
        left_out = (
            f"The column “{column.name}” is left out: {self.profiles[column.name].reason or 'it only tells the rows apart.'}"
            for column in self.columns
            if column.role == "ignore" and column.name not in self.given.roles
        )
        return (*(self.sample.notes if self.sample else ()), *left_out, *self._label_notes)

    @property
    def _label_notes(self) -> tuple[str, ...]:
        is_certain = self.given.target is not None or self.sample is None or bool(self.sample.labels)
        if is_certain or self.diagnosis is None or self.diagnosis.label_kind is LabelKind.ONE_HOT:
            return ()
        return label_notes(self.columns, self.profiles)

    @property
    def problem(self) -> str:
        """Why this cannot be imported yet; empty if it can."""
        if self.question is not None:
            return str(self.question)
        trouble = problem_of(self.columns, self.profiles) or self.label_trouble
        return trouble or (self.diagnosis.problem if self.diagnosis else "")

    @property
    def number_of_inputs(self) -> int:
        """How many inputs a network would have, as far as the sample goes."""
        return sum(_inputs(column) for column in self.columns if column.role == "input")

    @property
    def own(self) -> OwnData:
        """What the project would keep; the import completes it.

        Raises:
            UserError: there is a problem.
        """
        if self.problem:
            raise UserError(self.problem)
        return self.so_far

    @property
    def so_far(self) -> OwnData:
        """The same, even where there is a problem."""
        return OwnData(
            file=FileReference(str(self.path)),
            reading=self.reading,
            columns=self.columns,
            labels=self._labels,
            missing=self.missing,
            test_file=_reference(self.test_file),
            labels_file=_reference(self.labels_file),
            tests_apart=True,
        )

    @property
    def _labels(self) -> LabelReading:
        """Returns how the labels are understood, as far as it is settled before all rows are read.

        The first rows of a file that is sorted by its classes have a single one.
        """
        if self.diagnosis is not None and self.sample is not None and self.sample.is_whole:
            return self.diagnosis.labels
        return self.given.labels or LabelReading("")


def _inputs(column: Column) -> int:
    return len(column.categories) if column.kind == "category" else column.width


def _reference(path: Path | None) -> FileReference | None:
    return None if path is None else FileReference(str(path.absolute()))
