"""The column that says which rows train, which ones check and which ones test."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.data.dataset import Rows
from workbench.data.own.importing.row_error import RowError

TRAINS, CHECKS, TESTS = 0, 1, 2

TRAINING_WORDS = ("train", "training", "tr", "learn", "learning", "fit")
VALIDATION_WORDS = ("val", "valid", "validation", "validate", "check", "dev", "eval", "evaluation")
TEST_WORDS = ("test", "testing", "tests", "holdout")
"""Compared in small letters, without the blanks around them."""

CHECKING_WORDS = TEST_WORDS + VALIDATION_WORDS
"""What names rows that check where only one of the two parts is named."""

PARTS = (
    dict.fromkeys(TRAINING_WORDS, TRAINS)
    | dict.fromkeys(VALIDATION_WORDS, CHECKS)
    | dict.fromkeys(TEST_WORDS, TESTS)
)


def named_parts(cells: pa.ChunkedArray, name: str) -> NDArray[np.uint8]:
    """Returns which part each cell names, `TRAINS`, `CHECKS` or `TESTS`, shape (n,).

    Raises:
        RowError: a cell names none.
    """
    encoded = pc.dictionary_encode(cells.combine_chunks(), null_encoding="encode")
    texts = [(text or "").strip() for text in encoded.dictionary.to_pylist()]
    indices = encoded.indices.to_numpy()
    for place, text in enumerate(texts):
        if text.lower() not in PARTS:
            raise _none(text, int((indices == place).argmax()), name)
    parts = np.array([PARTS[text.lower()] for text in texts], np.uint8)
    return parts[indices] if len(parts) else np.zeros(len(cells), np.uint8)


def held_back_rows(parts: NDArray[np.uint8], tests_apart: bool) -> tuple[Rows, Rows]:
    """Returns the rows that check and those that test, (v,) and (s,), of the parts that all rows name, (n,).

    Whoever names one of the two parts only, by whatever word, has nothing else to check with.
    """
    checks, tests = np.flatnonzero(parts == CHECKS), np.flatnonzero(parts == TESTS)
    if tests_apart and len(checks):
        return checks, tests
    return np.flatnonzero(parts != TRAINS), tests[:0]


def _none(text: str, row: int, name: str) -> UserError:
    return RowError(
        f"The column “{name}” says “{text}”, where it should say which part the row is in; write train, validation "
        "or test.",
        row,
    )
