"""Writes the arrays of a data set from the numbers of all rows, once it is known what each of them means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import Cancelled
from workbench.core.own_data import Missing
from workbench.data.dataset import Inputs
from workbench.data.mapped import INPUTS, LABELS
from workbench.data.mapped_pages import release
from workbench.data.own.doctor.encode_labels import EncodedLabels
from workbench.data.own.importing.array_file import ArrayFile
from workbench.data.own.importing.columns.input_column import InputColumn
from workbench.data.own.importing.entry import VALIDATION
from workbench.data.own.importing.read_rows import PIECE_BYTES, RowsRead


@dataclass(frozen=True)
class Written:
    """What came of the rows.

    Attributes:
        rows: How many there are.
        checking: How many of them check.
        unlabelled: How many were left out because they have no label.
        incomplete: How many others were left out because an input has no value.
    """

    rows: int
    checking: int
    unlabelled: int
    incomplete: int


def write_arrays(
    read: RowsRead,
    kept: tuple[InputColumn, ...],
    encoded: EncodedLabels,
    missing: Missing,
    folder: Path,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Written:
    """Writes inputs, labels and the rows that check to `folder`; the files in `read` are used up.

    Args:
        read: All rows.
        kept: Those of its columns that become inputs.
        encoded: The labels of the different rows of labels.
        missing: What becomes of rows in which an input has no value.
        folder: Where the arrays go.
        progress: Is told the share that is done.
        cancelled: Is asked again and again whether to stop.

    Raises:
        OSError: the disk is full, say.
        Cancelled: `cancelled` said so.
    """
    unlabelled = incomplete = 0
    checks: list[NDArray[np.bool_]] = []
    width = sum(len(column.names) for column in kept)
    with (
        ArrayFile(folder / INPUTS, np.float32, (width,)) as inputs_file,
        ArrayFile(folder / LABELS, encoded.values.dtype, encoded.values.shape[1:]) as labels_file,
    ):
        for numbers, codes, checking, share in _parts(read, width):
            if cancelled():
                raise Cancelled
            inputs = _inputs(numbers, read.columns, kept, width)
            labelled = ~encoded.unlabelled[codes]
            complete = np.ones(len(codes), bool) if missing == "median" else ~np.isnan(inputs).any(axis=1)
            unlabelled += int((~labelled).sum())
            incomplete += int((labelled & ~complete).sum())
            stays = labelled & complete
            inputs_file.append(inputs if stays.all() else inputs[stays])
            labels_file.append(encoded.values[codes[stays]])
            checks.append(checking[stays])
            progress(share)
    for path in (read.numbers, read.codes, read.checks):
        path.unlink()
    rows = np.flatnonzero(np.concatenate(checks))
    if len(rows):
        np.save(folder / VALIDATION, rows)
    return Written(labels_file.rows, len(rows), unlabelled, incomplete)


def _parts(
    read: RowsRead, width: int
) -> Iterator[tuple[Inputs, NDArray[np.int32], NDArray[np.bool_], float]]:
    numbers, codes, checks = (
        np.load(path, mmap_mode="r", allow_pickle=False) for path in (read.numbers, read.codes, read.checks)
    )
    rows = max(PIECE_BYTES // (4 * max(width, numbers.shape[1])), 1)
    for first in range(0, len(codes), rows):
        part = slice(first, first + rows)
        yield numbers[part], codes[part], checks[part], min((first + rows) / len(codes), 1.0)
        for array in (numbers, codes, checks):
            release(array)


def _inputs(
    numbers: Inputs, columns: tuple[InputColumn, ...], kept: tuple[InputColumn, ...], width: int
) -> Inputs:
    if kept == columns and width == numbers.shape[1]:
        return numbers
    inputs = np.empty((len(numbers), width), np.float32)
    here = there = 0
    for column in columns:
        if column in kept:
            made = column.inputs(numbers[:, there : there + column.width])
            inputs[:, here : here + made.shape[1]] = made
            here += made.shape[1]
        there += column.width
    return inputs
