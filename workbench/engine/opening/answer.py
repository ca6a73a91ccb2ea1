"""What the reading process leaves for the one that started it, and the reading of that without trusting it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from math import prod
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.core.imported.check_graph import check_graph
from workbench.core.imported.graph import Graph
from workbench.core.imported.weight_spec import WeightSpec
from workbench.core.imported.weight_specs import weight_specs
from workbench.engine.opening.file_kind import SAVE_AGAIN
from workbench.engine.opening.limits import LARGEST_ANSWER

ANSWER, WEIGHTS = "answer.json", "weights.bin"
DTYPES: dict[str, np.dtype[Any]] = {
    "float16": np.dtype("<f2"),
    "bfloat16": np.dtype("<f4"),  # NumPy has none; as single precision each number stays what it is
    "float32": np.dtype("<f4"),
    "float64": np.dtype("<f8"),
    "int32": np.dtype("<i4"),  # a normalization counts what it has seen
    "int64": np.dtype("<i8"),
}
LONGEST_REFUSAL = 600
UNUSABLE = f"What was read from the file makes no sense. {SAVE_AGAIN}, or open another file."


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The graph of the model, whose weights lie beside it; or in a sentence why there is none."""

    graph: Graph | None = None
    refusal: str = ""


def dtype_of(spec: WeightSpec) -> np.dtype[Any]:
    """Returns the little-endian type in which a weight is handed on.

    Raises:
        UserError: it is of a type that no layer's weights are of.
    """
    if spec.dtype not in DTYPES:
        raise UserError(
            f"The weights {spec.name} are of the type {spec.dtype[:30]!r}, which is not read. {SAVE_AGAIN} in "
            "single precision."
        )
    return DTYPES[spec.dtype]


def write_answer(folder: Path, answer: Answer) -> None:
    """Writes the answer itself; the weights are there already."""
    (folder / ANSWER).write_bytes(msgspec.json.encode(answer))


def read_answer(folder: Path) -> tuple[Graph, list[NDArray[Any]]]:
    """Returns the graph and its weights in the graph's order.

    Raises:
        UserError: the model was refused, or what was left there is not what it must be.
    """
    answer = _decoded(folder / ANSWER)
    if answer.graph is None:
        refusal = "".join(letter if letter.isprintable() else "?" for letter in answer.refusal)
        raise UserError(refusal[:LONGEST_REFUSAL] or UNUSABLE)
    check_graph(answer.graph)
    return answer.graph, list(_arrays(folder / WEIGHTS, weight_specs(answer.graph)))


def _decoded(file: Path) -> Answer:
    if not _is_plain(file) or file.stat().st_size > LARGEST_ANSWER:
        raise UserError(UNUSABLE)
    try:
        return msgspec.json.decode(file.read_bytes(), type=Answer)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise UserError(UNUSABLE) from None


def _is_plain(file: Path) -> bool:
    # A link would lead out of the folder.
    return file.exists() and stat.S_ISREG(file.lstat().st_mode)


def _arrays(file: Path, specs: Sequence[WeightSpec]) -> Iterator[NDArray[Any]]:
    expected = sum(prod(spec.shape) * dtype_of(spec).itemsize for spec in specs)
    if not _is_plain(file) or file.stat().st_size != expected:
        raise UserError(UNUSABLE)
    with file.open("rb") as stream:
        for spec in specs:
            array = np.fromfile(stream, dtype_of(spec), prod(spec.shape)).reshape(spec.shape)
            if not np.isfinite(array).all():
                raise UserError(UNUSABLE)
            yield array
