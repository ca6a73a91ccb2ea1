"""The reader of folders of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import pyarrow as pa

from workbench.core.errors import UserError
from workbench.core.fields import Value, filled
from workbench.core.own_data import Reading
from workbench.data.own.pictures.picture_folder import PictureFile, PictureFolder, picture_folder
from workbench.data.own.pictures.picture_proposals import COLOUR, FIELDS, SIDE, proposed_colour, proposed_side
from workbench.data.own.pictures.picture_rows import CLASS, PictureRows
from workbench.data.own.reader import SAMPLE_ROWS, Batch, Reader, Sample

NAME = "pictures"
SAMPLE_PICTURES, SAMPLE_BYTES = 50, 16 << 20
"""So many pictures are always in a sample; more only while they are small, so that it is there soon."""


def recognises(path: Path) -> bool:
    """Whether this is a folder: no other data is one."""
    return path.is_dir()


def propose(path: Path, options: Mapping[str, Value]) -> Reading:
    """Returns a side and whether to read colour.

    Raises:
        UserError: the folder has no pictures that can be read.
    """
    folder, options = picture_folder(path), dict(options)
    if SIDE.name not in options:
        options[SIDE.name] = proposed_side(folder)
    if COLOUR.name not in options:
        options[COLOUR.name] = proposed_colour(folder)
    return Reading(NAME, filled(FIELDS, options, "A folder of pictures"))


def sample(path: Path, reading: Reading, labels_file: Path | None) -> Sample:
    """Returns some pictures of every class; the names of the folders declare the labels.

    Raises:
        UserError: the folder has no pictures that can be read.
    """
    folder = picture_folder(path)
    rows, some = _rows(folder, reading), _sampled(folder.pictures)
    table = pa.concat_tables(table for table, _ in rows.tables(some))
    if not table.num_rows:
        raise UserError(f"{path.name}: {' '.join(rows.notes)} Save them as PNG or JPEG.")
    side = int(reading.options[SIDE.name])
    return Sample(
        table,
        len(some) == len(folder.pictures),
        (CLASS,) if folder.classes else (),
        {CLASS: folder.classes} if folder.classes else {},
        (side, side),
        (*folder.notes, *rows.notes),
    )


def batches(
    path: Path, reading: Reading, columns: tuple[str, ...], numbers: frozenset[str]
) -> Iterator[Batch]:
    """Yields all pictures, the classes mixed; the last batch says which ones cannot be read.

    Raises:
        UserError: the folder has no pictures.
    """
    folder, done = picture_folder(path), 0
    rows = _rows(folder, reading)
    for table, size in rows.tables(folder.pictures):
        done += size
        yield Batch(table.select(columns), done)
    yield Batch(table.slice(0, 0).select(columns), done, (*folder.notes, *rows.notes))


def _rows(folder: PictureFolder, reading: Reading) -> PictureRows:
    return PictureRows(folder, int(reading.options[SIDE.name]), bool(reading.options[COLOUR.name]))


def _sampled(pictures: Sequence[PictureFile]) -> Sequence[PictureFile]:
    small = sum(total <= SAMPLE_BYTES for total in accumulate(picture.size for picture in pictures))
    return pictures[: min(SAMPLE_ROWS, max(SAMPLE_PICTURES, small))]


PICTURES = Reader(
    NAME, "folder of pictures", (), FIELDS, recognises, propose, sample, batches, is_folder=True
)
