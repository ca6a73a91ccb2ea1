"""Imports a person's own files: from what was chosen about them to arrays that a network trains on."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from workbench.core.errors import UserError
from workbench.core.own_data import FileReference, OwnData, checked_own
from workbench.data.own.doctor.diagnosis import Diagnosis
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.course import Course
from workbench.data.own.importing.entry import Entry, read_entry, write_entry
from workbench.data.own.importing.hashes_ahead import HashesAhead
from workbench.data.own.importing.import_notes import import_notes
from workbench.data.own.importing.imported_data import ImportedData
from workbench.data.own.importing.read_rows import read_rows
from workbench.data.own.importing.references import references, with_references
from workbench.data.own.importing.samples import checked_sample
from workbench.data.own.importing.stamp import Stamp, stamp_of, write_stamps
from workbench.data.own.importing.store import keep, store_folder, unfinished_folder
from workbench.data.own.importing.understood_labels import diagnosed, encoded
from workbench.data.own.importing.write_arrays import Written, write_arrays
from workbench.data.own.reader import Sample

READING_SHARE = 0.9
"""Of the progress, for reading the files; the rest is for writing the arrays."""

WORKING_SHARE = 0.99
"""Of the progress, for both of these; the rest is for what is still to be hashed."""


@dataclass(frozen=True)
class _Made:
    own: OwnData
    diagnosis: Diagnosis
    notes: tuple[str, ...]


def import_own(
    own: OwnData,
    progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportedData:
    """Reads all rows of the files and keeps them as arrays.

    Args:
        own: What was chosen; hashes, categories and classes that it lacks are found.
        progress: Is told the share that is done, from 0 to 1, on the thread that called.
        cancelled: Is asked every few hundredths of a second whether to stop.

    Raises:
        UserError: a file, a cell or the labels cannot be used, or the disk is full.
        Cancelled: `cancelled` said so.
    """
    stamps = _stamps(own)
    try:
        with unfinished_folder() as folder, HashesAhead([Path(path) for path in stamps]) as hashes:
            course = Course(progress, cancelled)
            made = _make(checked_own(own), folder, course.stretch(0, WORKING_SHARE))
            hashed = course.stretch(WORKING_SHARE, 1).wait_for(hashes.result)
            complete = _with_hashes(made.own, dict(zip(stamps, hashed, strict=True)))
            if stamps != _stamps(own):
                raise UserError(f"{Path(own.file.path).name} changed while it was read; import it again.")
            write_stamps({path: stamp for path, stamp in stamps.items() if stamp is not None}, folder)
            place = keep(folder, complete)
    except OSError as error:
        raise UserError(_no_room(own, error)) from None
    dataset = read_entry(place)
    if dataset is None:
        raise UserError(f"What was imported to {place} is gone again; free some space and import once more.")
    progress(1.0)
    return ImportedData(complete, dataset, made.diagnosis, made.notes)


def _no_room(own: OwnData, error: OSError) -> str:
    name = Path(own.file.path).name
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"There is no room on the disk for the rows of {name} in {store_folder()}; free some space, and import it again."
    reason = error.strerror or str(error)
    return f"The rows of {name} cannot be kept in {store_folder()}: {reason}. See that this folder can be written to."


def _stamps(own: OwnData) -> dict[str, Stamp | None]:
    return {reference.path: stamp_of(Path(reference.path)) for reference in references(own)}


def _with_hashes(own: OwnData, by_path: dict[str, FileReference]) -> OwnData:
    return with_references(own, lambda reference: by_path[reference.path])


def _make(own: OwnData, folder: Path, course: Course) -> _Made:
    sample = checked_sample(own)
    looking, writing = course.stretch(0, READING_SHARE), course.stretch(READING_SHARE, 1)
    read = read_rows(own, folder, looking, lambda labels: diagnosed(own, sample, labels, is_whole=False))
    diagnosis = writing.wait_for(lambda: diagnosed(own, sample, read.labels))
    labels = writing.wait_for(lambda: encoded(read, diagnosis.labels))
    kept = _kept(own, read.columns)
    written = write_arrays(read, kept, labels, own, folder, writing)
    _check_rows(own, written)
    notes = (*(read.notes or sample.notes), *import_notes(own, read.columns, kept, written))
    write_entry(_entry(own, sample, diagnosis, kept, notes), folder)
    return _Made(checked_own(_complete(own, kept, diagnosis)), diagnosis, notes)


def _kept(own: OwnData, columns: tuple[InputColumn, ...]) -> tuple[InputColumn, ...]:
    kept = tuple(column for column in columns if not column.is_constant)
    if not kept:
        raise UserError(
            f"All inputs of {Path(own.file.path).name} hold the same value in every row, so there is nothing"
            " to learn from; let other columns be inputs."
        )
    return kept


def _check_rows(own: OwnData, written: Written) -> None:
    name = Path(own.file.path).name
    if written.rows == 0:
        raise UserError(
            f"No row of {name} is left: {written.unlabelled} have no label, and in {written.incomplete} a value"
            " is missing; choose the median for missing values, or leave columns out."
        )
    if written.checking + written.testing == written.rows:
        marked = "to check or to test" if written.testing else "to check"
        raise UserError(f"No row of {name} is left to train with, because all of them are marked {marked}.")


def _complete(own: OwnData, kept: tuple[InputColumn, ...], diagnosis: Diagnosis) -> OwnData:
    by_name = {column.column.name: column.column for column in kept}
    columns = tuple(
        by_name.get(column.name, msgspec.structs.replace(column, role="ignore"))
        if column.role == "input"
        else column
        for column in own.columns
    )
    return msgspec.structs.replace(own, columns=columns, labels=diagnosis.labels)


def _entry(
    own: OwnData, sample: Sample, diagnosis: Diagnosis, kept: tuple[InputColumn, ...], notes: tuple[str, ...]
) -> Entry:
    is_picture = len(kept) == 1 and kept[0].width > 1
    image_shape = sample.image_shape if is_picture else None
    has_gaps = any(column.missing or column.infinite for column in kept)
    return Entry(
        name=Path(own.file.path).stem,
        label_kind=diagnosis.label_kind,
        class_names=diagnosis.labels.class_names,
        input_names=tuple(name for column in kept for name in column.names),
        image_shape=image_shape,
        description=" ".join((diagnosis.verdict, *(found.sentence for found in diagnosis.findings), *notes)),
        # All but pictures, whatever is done here: rows that are predicted later may lack some, and a network makes
        # of not-a-number what it likes.
        may_miss=image_shape is None or has_gaps,
    )
