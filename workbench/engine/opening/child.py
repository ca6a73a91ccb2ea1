"""Reads a foreign model file in a process of its own: what goes wrong here, goes wrong here alone.

Nothing that is imported here runs anything that a file asks for: the standard library, NumPy, h5py and msgspec.
"""

from __future__ import annotations

import errno
import gc
import json
import sys
import zlib
from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.graph import Graph
from workbench.core.imported.weight_spec import WeightSpec
from workbench.core.imported.weight_specs import weight_specs
from workbench.engine.opening.answer import WEIGHTS, Answer, dtype_of, write_answer
from workbench.engine.opening.archive import Archive
from workbench.engine.opening.file_kind import SAVE_AGAIN
from workbench.engine.opening.limits import LARGEST_CONFIG, MIB, restrict_this_process
from workbench.engine.opening.weight_paths import archive_paths, legacy_paths
from workbench.engine.opening.weights_file import WeightsFile

ZIP = b"PK\x03\x04"
UNPACKED = "unpacked.h5"

COPIES_IN_TRAINING = 8
"""Of each parameter: itself, and what optimizers keep beside it."""

ROOM_FOR_THE_REST = 16 * MIB
"""Metrics, generators and HDF5's own bookkeeping lie in a weights file too."""

DAMAGE = (
    OSError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, EOFError,
    AssertionError, zlib.error, BadZipFile,
)  # fmt: skip
"""What the readers of zip and HDF5 raise on damaged bytes; all of it means the same."""

DAMAGED = f"The file is damaged or cut short. {SAVE_AGAIN}, or open an older copy."
TOO_MUCH_MEMORY = f"The file needs far more memory than a model of its size. {SAVE_AGAIN}."
DISK_FULL = "There is no room on the disk to unpack it. Free some space and open it again."
ONLY_WEIGHTS = (
    f"The file holds only weights, not the layers they belong to. {SAVE_AGAIN}, not its weights alone."
)


def main(arguments: Sequence[str]) -> None:
    """Reads a file and leaves the answer in a folder.

    Args:
        arguments: The file, the folder, and how many seconds that may take.
    """
    path, folder, seconds = Path(arguments[0]), Path(arguments[1]), float(arguments[2])
    restrict_this_process(seconds)
    # It ends before anything would be collected, and collecting while millions of values are parsed takes long.
    gc.disable()
    write_answer(folder, answer_for(path, folder))


def answer_for(path: Path, folder: Path) -> Answer:
    """Returns the graph in a file, with its weights written to `folder`, or why it was refused."""
    try:
        return Answer(graph=read(path, folder))
    except UserError as refusal:
        return Answer(refusal=str(refusal))
    except MemoryError:
        return Answer(refusal=TOO_MUCH_MEMORY)
    except DAMAGE as damage:
        full = isinstance(damage, OSError) and damage.errno in (errno.ENOSPC, errno.EFBIG)
        return Answer(refusal=DISK_FULL if full else DAMAGED)


def read(path: Path, folder: Path) -> Graph:
    """Returns the graph in a file and writes its weights to `folder`.

    Raises:
        UserError: the file is refused; other errors mean that it is damaged.
    """
    with path.open("rb") as file:
        is_zip = file.read(len(ZIP)) == ZIP
    return _read_archive(path, folder) if is_zip else _read_legacy(path, folder)


def _read_archive(path: Path, folder: Path) -> Graph:
    unpacked = folder / UNPACKED
    with Archive(path) as archive:
        graph = graph_of_config(_parsed(archive.config()))
        specs = weight_specs(graph)
        archive.unpack_weights(unpacked, _justified(specs))
    with WeightsFile(unpacked) as file:
        _write_weights(file, archive_paths(file, graph, specs), specs, folder)
    unpacked.unlink()
    return graph


def _read_legacy(path: Path, folder: Path) -> Graph:
    with WeightsFile(path) as file:
        config = file.text("model_config")
        if config is None:
            raise UserError(ONLY_WEIGHTS)
        graph = graph_of_config(_parsed(config))
        specs = weight_specs(graph)
        _write_weights(file, legacy_paths(file, graph, specs), specs, folder)
    return graph


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST_CONFIG:
        raise UserError(f"Its configuration is larger than any model needs. {SAVE_AGAIN}.")
    try:
        return json.loads(content)
    except RecursionError:
        raise UserError(f"Its configuration is nested deeper than that of any model. {SAVE_AGAIN}.") from None
    except ValueError:
        raise UserError(f"Its configuration is not readable JSON. {SAVE_AGAIN}.") from None


def _justified(specs: Sequence[WeightSpec]) -> int:
    size = sum(prod(spec.shape) * dtype_of(spec).itemsize for spec in specs)
    return COPIES_IN_TRAINING * size + ROOM_FOR_THE_REST


def _write_weights(
    file: WeightsFile, paths: Sequence[str], specs: Sequence[WeightSpec], folder: Path
) -> None:
    with (folder / WEIGHTS).open("xb") as output, np.errstate(over="ignore"):
        for path, spec in zip(paths, specs, strict=True):
            dtype = dtype_of(spec)
            for piece in file.array(path, spec.shape, whole_numbers=dtype.kind == "i"):
                numbers = piece.astype(dtype, copy=False)
                _check_finite(path, numbers)
                output.write(numbers.data)


def _check_finite(path: str, numbers: NDArray[Any]) -> None:
    if not np.isfinite(numbers).all():
        raise UserError(
            f"The weights {path[-60:]!r} hold numbers that are not finite, so the model had failed in training. "
            "Open a copy from before that."
        )


if __name__ == "__main__":
    main(sys.argv[1:])
