"""What is kept of an imported file: a folder with the arrays, and what a person reads beside them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np

from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.data.mapped import INPUTS, LABELS

DESCRIPTION, VALIDATION, TEST = "data.json", "validation.npy", "test.npy"
LARGEST_IN_MEMORY = 64 * 2**20
"""Bytes of inputs. Larger ones stay in their file."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A data set without its arrays; `Dataset` says what each part means. `bytes` are those of the files beside it."""

    name: str
    label_kind: LabelKind
    class_names: tuple[str, ...]
    input_names: tuple[str, ...]
    image_shape: tuple[int, int] | None
    description: str
    may_miss: bool
    bytes: dict[str, int] = {}


def write_entry(entry: Entry, folder: Path) -> None:
    """Writes the description beside the arrays, which are complete.

    Raises:
        OSError: it cannot be written.
    """
    names = (name for name in (INPUTS, LABELS, VALIDATION, TEST) if (folder / name).exists())
    sizes = {name: (folder / name).stat().st_size for name in names}
    content = msgspec.json.encode(msgspec.structs.replace(entry, bytes=sizes))
    (folder / DESCRIPTION).write_bytes(content)


def read_entry(folder: Path) -> Dataset | None:
    """Returns the data set of a folder, or None where something of it is missing or damaged."""
    try:
        entry = msgspec.json.decode((folder / DESCRIPTION).read_bytes(), type=Entry)
        if any((folder / name).stat().st_size != size for name, size in entry.bytes.items()):
            return None
        return _dataset(entry, folder)
    except (OSError, ValueError, KeyError):
        return None


def _dataset(entry: Entry, folder: Path) -> Dataset:
    is_large = entry.bytes[INPUTS] > LARGEST_IN_MEMORY
    inputs, labels = (
        np.load(folder / name, mmap_mode="r" if is_large else None, allow_pickle=False)
        for name in (INPUTS, LABELS)
    )
    inputs.flags.writeable = labels.flags.writeable = False
    validation_rows, test_rows = (
        np.load(folder / name, allow_pickle=False) if name in entry.bytes else None
        for name in (VALIDATION, TEST)
    )
    return Dataset(
        name=entry.name,
        title=entry.name,
        inputs=inputs,
        labels=labels,
        label_kind=entry.label_kind,
        class_names=entry.class_names,
        input_names=entry.input_names,
        image_shape=entry.image_shape,
        description=entry.description,
        may_miss=entry.may_miss,
        validation_rows=validation_rows,
        test_rows=test_rows,
        large_is_light=True,
    )
