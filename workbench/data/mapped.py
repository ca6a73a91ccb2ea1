"""Data sets that stay in files and are read from there as they are needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from workbench.core.errors import UserError
from workbench.data.dataset import Dataset

INPUTS, LABELS = "inputs.npy", "labels.npy"


def write_mapped(dataset: Dataset, folder: Path) -> Dataset:
    """Writes the arrays of a data set to NumPy files in `folder` and returns the set mapped from them.

    Raises:
        OSError: the folder cannot be written to.
    """
    np.save(folder / INPUTS, dataset.inputs)
    np.save(folder / LABELS, dataset.labels)
    return map_files(dataset, folder)


def map_files(dataset: Dataset, folder: Path) -> Dataset:
    """Returns `dataset` with its arrays mapped from the files in `folder`, which hold them; nothing is read yet.

    Raises:
        UserError: a file is missing or is no array.
    """
    return replace(dataset, inputs=_mapped(folder / INPUTS), labels=_mapped(folder / LABELS))


def _mapped(path: Path) -> np.memmap:  # type: ignore[type-arg]
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise UserError(
            f"{path.name} in {path.parent} cannot be read: {error}. Import the data again."
        ) from None
    if not isinstance(array, np.memmap):
        raise UserError(f"{path.name} in {path.parent} holds no single array. Import the data again.")
    return array
