"""Writes the arrays of a data set from the numbers of all rows, once it is known what each of them means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.core.own_data import OwnData
from workbench.data.dataset import Inputs
from workbench.data.mapped import INPUTS, LABELS
from workbench.data.mapped_pages import release
from workbench.data.own.doctor.encode_labels import EncodedLabels
from workbench.data.own.importing.array_file import ArrayFile
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.columns.part_column import held_back_rows
from workbench.data.own.importing.course import Course
from workbench.data.own.importing.entry import TEST, VALIDATION
from workbench.data.own.importing.read_rows import PIECE_BYTES, RowsRead


@dataclass(frozen=True)
class Written:
    """What came of the rows.

    Attributes:
        rows: How many there are.
        checking: How many of them check.
        testing: How many of them are kept for a last test.
        unlabelled: How many were left out because they have no label.
        incomplete: How many others were left out because an input has no value.
    """

    rows: int
    checking: int
    testing: int
    unlabelled: int
    incomplete: int


def write_arrays(
    read: RowsRead,
    kept: tuple[InputColumn, ...],
    encoded: EncodedLabels,
    own: OwnData,
    folder: Path,
    course: Course,
) -> Written:
    """Writes inputs, labels and the rows that check and test to `folder`; the files in `read` are used up.

    Args:
        read: All rows.
        kept: Those of its columns that become inputs.
        encoded: The labels of the different rows of labels.
        own: What was chosen: what becomes of rows in which an input has no value, and of those named test.
        folder: Where the arrays go.
        course: Hears of the progress.

    Raises:
        OSError: the disk is full, say.
        Cancelled: `course` said so.
    """
    codes = np.load(read.codes, mmap_mode="r", allow_pickle=False)
    labelled = ~encoded.unlabelled[codes]
    complete = (
        _complete(read, kept, course.stretch(0, 0.2)) if own.missing == "drop" else np.ones_like(labelled)
    )
    stays = labelled & complete
    if stays.all() and _are_inputs(read, kept):
        read.numbers.rename(folder / INPUTS)
    else:
        _write_inputs(read, kept, stays, folder / INPUTS, course.stretch(0.2, 0.9))
    _write_labels(codes, encoded, stays, folder / LABELS, course.stretch(0.9, 1))
    parts = np.load(read.parts, allow_pickle=False)[stays]
    checking, testing = held_back_rows(parts, own.tests_apart)
    for name, rows in ((VALIDATION, checking), (TEST, testing)):
        if len(rows):
            np.save(folder / name, rows)
    for path in (read.numbers, read.codes, read.parts):
        path.unlink(missing_ok=True)
    unlabelled = int((~labelled).sum())
    incomplete = int((labelled & ~complete).sum())
    return Written(int(stays.sum()), len(checking), len(testing), unlabelled, incomplete)


def _are_inputs(read: RowsRead, kept: tuple[InputColumn, ...]) -> bool:
    """Whether the numbers are inputs as they are: no column goes, and none becomes several."""
    return kept == read.columns and all(len(column.names) == column.width for column in kept)


def _complete(read: RowsRead, kept: tuple[InputColumn, ...], course: Course) -> NDArray[np.bool_]:
    """Returns which rows have a value in each of the columns that are kept, shape (n,)."""
    if not any(column.missing or column.infinite for column in kept):
        return np.ones(len(np.load(read.codes, mmap_mode="r", allow_pickle=False)), bool)
    stays = set(kept)
    places = np.repeat(
        [column in stays for column in read.columns], [column.width for column in read.columns]
    )
    return np.concatenate(
        [~np.isnan(part[:, places]).any(axis=1) for _, part in _parts(read.numbers, 1, course)]
    )


def _write_inputs(
    read: RowsRead, kept: tuple[InputColumn, ...], stays: NDArray[np.bool_], path: Path, course: Course
) -> None:
    width = sum(len(column.names) for column in kept)
    with ArrayFile(path, np.float32, (width,)) as file:
        for first, numbers in _parts(read.numbers, width, course):
            inputs = inputs_of(read.columns, kept, numbers)
            file.append(inputs[stays[first : first + len(inputs)]])


def _write_labels(
    codes: NDArray[np.int32], encoded: EncodedLabels, stays: NDArray[np.bool_], path: Path, course: Course
) -> None:
    with ArrayFile(path, encoded.values.dtype, encoded.values.shape[1:]) as file:
        rows = max(PIECE_BYTES // max(encoded.values[:1].nbytes, 1), 1)
        for first in range(0, len(codes), rows):
            course.at(first / len(codes))
            part = slice(first, first + rows)
            file.append(encoded.values[codes[part][stays[part]]])


def _parts(path: Path, width: int, course: Course) -> Iterator[tuple[int, Inputs]]:
    """Yields the numbers of some rows at a time, each time with the first row of them."""
    numbers = np.load(path, mmap_mode="r", allow_pickle=False)
    rows = max(PIECE_BYTES // (4 * max(width, numbers.shape[1])), 1)
    for first in range(0, len(numbers), rows):
        course.at(first / len(numbers))
        yield first, numbers[first : first + rows]
        release(numbers)


def inputs_of(columns: tuple[InputColumn, ...], kept: tuple[InputColumn, ...], numbers: Inputs) -> Inputs:
    """Returns what the network gets in place of the numbers of some rows, column beside column."""
    stays = set(kept)
    inputs = np.empty((len(numbers), sum(len(column.names) for column in kept)), np.float32)
    here = there = 0
    for column in columns:
        if column in stays:
            made = column.inputs(numbers[:, there : there + column.width])
            inputs[:, here : here + made.shape[1]] = made
            here += made.shape[1]
        there += column.width
    return inputs
