"""Checks that a second file can stand beside the first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.draft.opened_file import OpenedFile, open_file


def check_second_file(path: Path, first: OpenedFile, wanted: Iterable[str]) -> None:
    """Looks at a sample of the file whose rows are to check.

    Args:
        path: The second file.
        first: The file whose rows train, which is read the same way.
        wanted: The names of the columns that are used.

    Raises:
        UserError: it cannot be read like the first, or misses columns.
    """
    second = open_file(path, first.reading.options, first.labels_file)
    if second.reader is not first.reader:
        raise UserError(
            f"{path.name} is {second.reader.title} but {first.path.name} is {first.reader.title}; both must be alike."
        )
    if second.question is not None:
        raise second.question
    absent = [name for name in wanted if name not in second.profiles]
    if absent:
        raise UserError(
            f"{path.name} has no column “{absent[0]}”, which {first.path.name} has; choose a file of the same columns."
        )
