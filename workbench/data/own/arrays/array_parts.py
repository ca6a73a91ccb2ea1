"""Which arrays of a file are the inputs, which the labels, and which rows train or check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.arrays.stored_arrays import StoredArray, check_readable
from workbench.data.own.part_words import PART_WORDS

INPUTS = ("x", "inputs", "input", "data", "features", "images", "samples")
LABELS = ("y", "labels", "label", "target", "targets", "classes", "class")
SPARSE = ({"indices", "indptr"}, {"row", "col"}, {"offsets", "format"})
"""Arrays that SciPy writes beside the `data` of a sparse matrix."""
ADVICE = "name the inputs x and the labels y, or x_train, y_train, x_test and y_test"


@dataclass(frozen=True)
class ArrayPart:
    """Rows that belong together.

    Attributes:
        text: What stands in the column of parts, such as `train`; empty if there is but one part.
        inputs: The inputs.
        labels: Their labels, if they have any.
    """

    text: str
    inputs: StoredArray
    labels: StoredArray | None


def array_parts(path: Path, arrays: dict[str, StoredArray]) -> tuple[ArrayPart, ...]:
    """Returns the parts, the rows that train first.

    Raises:
        UserError: the names do not tell, or arrays that belong together do not fit each other.
    """
    _check_dense(path, arrays)
    arrays = {name: array for name, array in arrays.items() if array.shape}
    found = {_meaning(name): array for name, array in reversed(arrays.items())}
    parts = tuple(
        ArrayPart(text, found["inputs", text], found.get(("labels", text)))
        for text in ("", *dict.fromkeys(PART_WORDS.values()))
        if ("inputs", text) in found
    ) or _by_shape(list(arrays.values()))
    if not parts or (len(parts) > 1 and not parts[0].text):
        raise UserError(f"{path.name} has the arrays {_listed(arrays)}; {ADVICE}.")
    _check_fit(path, parts)
    return parts


def unused_arrays(arrays: dict[str, StoredArray], parts: tuple[ArrayPart, ...]) -> tuple[str, ...]:
    """Returns the names of arrays that belong to no part."""
    used = {array.name for part in parts for array in (part.inputs, part.labels) if array is not None}
    return tuple(name for name in arrays if name not in used)


def _check_dense(path: Path, arrays: dict[str, StoredArray]) -> None:
    if "data" in arrays and any(names <= arrays.keys() for names in SPARSE):
        raise UserError(f"{path.name} holds a sparse matrix; save its toarray() as x, and the labels as y.")


def _meaning(name: str) -> tuple[str, str]:
    words = name.lower().replace("-", "_").split("_")
    text = next((PART_WORDS[word] for word in words if word in PART_WORDS), "")
    rest = "_".join(word for word in words if word not in PART_WORDS)
    return ("inputs" if rest in INPUTS else "labels" if rest in LABELS else name), text


def _by_shape(arrays: list[StoredArray]) -> tuple[ArrayPart, ...]:
    """Returns what two arrays without telling names must be, or one that is alone."""
    if len(arrays) == 1:
        return (ArrayPart("", arrays[0], None),)
    if len(arrays) != 2 or arrays[0].number_of_rows != arrays[1].number_of_rows:
        return ()
    labels, inputs = sorted(arrays, key=lambda array: array.width)
    return (ArrayPart("", inputs, labels),) if len(labels.shape) == 1 < len(inputs.shape) else ()


def _check_fit(path: Path, parts: tuple[ArrayPart, ...]) -> None:
    first = parts[0]
    for part in parts:
        check_readable(part.inputs)
        if 0 in part.inputs.shape:
            raise UserError(
                f"{path.name}, array {part.inputs.name!r}, is empty; save rows with at least a column."
            )
        _check_same(path, part.inputs.shape[1:], first.inputs.shape[1:], part.inputs, first.inputs)
        _check_labels(path, part, first)


def _check_labels(path: Path, part: ArrayPart, first: ArrayPart) -> None:
    if part.labels is None and first.labels is None:
        return
    if part.labels is None or first.labels is None:
        raise UserError(f"{path.name} has labels for one of its parts only; {ADVICE}.")
    check_readable(part.labels)
    _check_same(path, part.labels.shape[1:], first.labels.shape[1:], part.labels, first.labels)
    _check_same(path, part.inputs.shape[:1], part.labels.shape[:1], part.inputs, part.labels)


def _check_same(
    path: Path, sizes: tuple[int, ...], others: tuple[int, ...], array: StoredArray, other: StoredArray
) -> None:
    if sizes != others:
        raise UserError(
            f"{path.name}: the arrays {array.name!r} with shape {array.shape} and {other.name!r} with shape"
            f" {other.shape} do not belong together; save arrays that do."
        )


def _listed(arrays: dict[str, StoredArray]) -> str:
    shown = [f"{name!r} {array.shape}" for name, array in list(arrays.items())[:8]]
    return ", ".join(shown) + (" and more" if len(arrays) > 8 else "") if shown else "no array with rows"
