"""Writes predictions as a CSV that every spreadsheet reads and none runs.

RFC 4180 in UTF-8 with a byte-order mark; numbers round-trip exactly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.atomic_file import replaced_atomically
from workbench.core.predictions import Predictions, columns_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection)."""

Texts = Mapping[str, Sequence[str]]
"""The texts of some rows, by the names of the columns."""


def write_header(file: IO[str], names: Sequence[str], outputs: Sequence[str]) -> None:
    """Writes the first line: the columns of the rows themselves, then what the network says."""
    added = ["predicted", *(f"probability of {name}" for name in outputs), "error"]
    _writer(file).writerow([safe_cell(name) for name in without_doubles([*names, *added])])


def write_rows(file: IO[str], texts: Texts, predictions: Predictions) -> None:
    """Writes rows.

    Args:
        file: Opened with `newline=""` and `encoding="utf-8-sig"`.
        texts: The texts of these rows.
        predictions: What the network says of these rows.
    """
    probabilities = (numbers(column) for _, column in columns_of(predictions))
    answers = [safe_cell(predictions.answer(row)) for row in range(len(predictions))]
    own = (map(safe_cell, column) for column in texts.values())
    _writer(file).writerows(zip(*own, answers, *probabilities, numbers(predictions.errors), strict=True))


def write_file(path: Path, parts: Iterable[tuple[Texts, Predictions]]) -> int:
    """Writes a whole file and returns how many rows it has; parts are written as they come.

    Raises:
        OSError: it cannot be written; an older file of that name is untouched.
    """
    rows = 0
    with (
        replaced_atomically(path) as temporary,
        temporary.open("w", newline="", encoding="utf-8-sig") as file,
    ):
        for texts, predictions in parts:
            if not rows:
                write_header(file, list(texts), predictions.outputs)
            write_rows(file, texts, predictions)
            rows += len(predictions)
    return rows


def safe_cell(text: str) -> str:
    """Returns the text so that no spreadsheet takes it for a formula; a number stays one."""
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    # Python also takes digits parted by underlines and blanks around them.
    return "_" not in text and text == text.strip()


def numbers(values: NDArray[Any]) -> Iterator[str]:
    """Yields the shortest texts that give back the same single-precision numbers; empty for not-a-number."""
    return ("" if value != value else str(value) for value in values.astype(np.float32))


def without_doubles(names: Sequence[str]) -> list[str]:
    """Returns the names, a second one of the same text with a number behind it."""
    found: list[str] = []
    for name in names:
        count, candidate = 1, name
        while candidate in found:
            count += 1
            candidate = f"{name} ({count})"
        found.append(candidate)
    return found


def _writer(file: IO[str]) -> Any:
    return csv.writer(file, lineterminator="\r\n")
