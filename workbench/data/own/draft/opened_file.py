"""A file of which a sample was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.core.fields import Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.draft.column_profile import ColumnProfile, profile
from workbench.data.own.reader import Reader, Sample
from workbench.data.own.readers import reader_for


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """How a file is read and what its first rows hold.

    Attributes:
        path: The file or folder.
        reader: The row that reads it.
        reading: The proposal with what a person chose in its place; without proposals where there is a question.
        sample: The first rows, if the file can be read so.
        profiles: What each column of the sample holds.
        labels_file: The file that names the labels, if there is one.
        question: Why it cannot be read so: often a `Question`, which an answer to its field settles.
    """

    path: Path
    reader: Reader
    reading: Reading
    sample: Sample | None
    profiles: Mapping[str, ColumnProfile]
    labels_file: Path | None
    question: UserError | None = None


def open_file(path: Path, options: Mapping[str, Value], labels_file: Path | None) -> OpenedFile:
    """Looks at a sample of the file.

    Raises:
        UserError: there is no such file, or it is of no kind that is known.
    """
    path = path.absolute()
    reader = reader_for(path)
    reading = Reading(reader.name, dict(options))
    try:
        _check_labels_file(reader, labels_file)
        filled(reader.fields, options, path.name)
        reading = reader.propose(path, options)
        sample = reader.sample(path, reading, labels_file)
    except UserError as question:
        return OpenedFile(path, reader, reading, None, {}, labels_file, question)
    mark = str(reading.options.get("decimal_mark", "."))
    profiles = {
        name: profile(sample.table.column(position), sample.categories.get(name, ()), mark)
        for position, name in enumerate(sample.table.column_names)
    }
    return OpenedFile(path, reader, reading, sample, profiles, labels_file)


def _check_labels_file(reader: Reader, labels_file: Path | None) -> None:
    if labels_file is not None and reader.name != "arff":
        raise UserError(
            f"{labels_file.name} can name the labels of an ARFF file only; say which columns hold those of this one."
        )
