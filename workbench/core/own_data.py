"""What a project knows of a person's own data: the file, how it is read, and what each column means."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from workbench.core.errors import UserError
from workbench.core.fields import Value

Role = Literal["input", "label", "tags", "part", "ignore"]
"""What a column is for. `part` says which rows train, which ones check and which ones test."""

Kind = Literal["number", "category", "yes_no", "text", "date"]
"""What the cells of a column are. Texts and dates cannot be inputs."""

Missing = Literal["median", "drop"]
"""What becomes of an input without a value: the training part's median, or its row goes."""

MOST_CLASSES = 1000
"""More of them are no classes but numbers, or names of the rows themselves."""

MOST_INPUTS = 2**20
"""Numbers that a network gets of one row."""

ROLES: tuple[Role, ...] = get_args(Role)
KINDS: tuple[Kind, ...] = get_args(Kind)
MISSING: tuple[Missing, ...] = get_args(Missing)


class FileReference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file, or a folder of pictures, by place, size in bytes and SHA-256.

    Both are empty as long as only a sample of it was looked at; an import fills them in.
    """

    path: str
    size: int = 0
    sha256: str = ""


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a file becomes a table: the name of a row of `READERS`, and a value for each of its fields."""

    format: str
    options: dict[str, Value] = {}


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column of the table, or a block of `width` numbers that is one column there, such as a picture.

    A category becomes one input for each of its `categories`; yes/no becomes one input, with `categories` no and yes.
    """

    name: str
    role: Role = "input"
    kind: Kind = "number"
    categories: tuple[str, ...] = ()
    width: int = 1


class LabelReading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the label columns become labels: the name of a row of `LABEL_FORMS` and what it needs.

    Attributes:
        form: The key of the row; empty until an import has seen all rows and decides.
        class_names: What a person reads, in the order of the classes; for yes/no the negative one first.
        texts: What stands in the cells, in the same order, where cells name classes.
        separator: What stands between tags.
    """

    form: str
    class_names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    separator: str = ""


class OwnData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that decides which numbers come out of a person's own files.

    Attributes:
        file: The table.
        reading: How it is read.
        columns: All columns, in the order of the file.
        labels: How the label columns are understood.
        missing: What becomes of inputs without a value.
        test_file: A second file of the same columns whose rows check instead of train.
        tests_apart: Whether rows named test are kept for a last test where others are named validation; else all of
            them check, as in projects from before there was a test part.
        labels_file: The Mulan `.xml` that names the label columns of an ARFF file.
    """

    file: FileReference
    reading: Reading
    columns: tuple[Column, ...]
    labels: LabelReading
    missing: Missing = "median"
    test_file: FileReference | None = None
    labels_file: FileReference | None = None
    tests_apart: bool = False


def checked_own(own: OwnData) -> OwnData:
    """Returns `own` if its parts fit each other, whoever wrote them down.

    Raises:
        UserError: they do not; the sentence says what is wrong.
    """
    for reference in (own.file, own.test_file, own.labels_file):
        if reference is not None and (not reference.path or "\0" in reference.path):
            raise UserError(f"A file of the data cannot lie at {reference.path!r}.")
    names = [column.name for column in own.columns]
    if len(set(names)) != len(names):
        raise UserError("Two columns of the data have the same name.")
    inputs = sum(_checked_column(column) for column in own.columns if column.role == "input")
    if inputs > MOST_INPUTS:
        raise UserError(f"The data has {inputs:,} inputs; a network can have at most {MOST_INPUTS:,}.")
    _check_classes(own.labels.class_names)
    return own


def _checked_column(column: Column) -> int:
    """Returns how many inputs a column becomes."""
    if column.width < 1:
        raise UserError(
            f"The column “{column.name}” holds {column.width} numbers a row, where one is the least."
        )
    if len(set(column.categories)) != len(column.categories):
        raise UserError(f"Two categories of the column “{column.name}” are the same.")
    if column.kind == "yes_no" and len(column.categories) != 2:
        raise UserError(f"The column “{column.name}” does not say what stands for no and what for yes.")
    return len(column.categories) if column.kind == "category" and column.width == 1 else column.width


def _check_classes(names: tuple[str, ...]) -> None:
    if len(names) > MOST_CLASSES:
        raise UserError(f"The data has {len(names):,} classes; there can be at most {MOST_CLASSES:,}.")
    if len(set(names)) != len(names):
        raise UserError("Two classes of the data have the same name.")
