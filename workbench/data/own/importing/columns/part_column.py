"""The column that says which rows train and which ones check."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from workbench.core.errors import UserError
from workbench.data.own.importing.row_error import RowError

TRAINING_WORDS = ("train", "training", "tr", "learn", "learning", "fit")
CHECKING_WORDS = (
    "test", "testing", "tests", "val", "valid", "validation", "validate", "check", "dev", "eval", "evaluation", "holdout",
)  # fmt: skip
"""Compared in small letters, without the blanks around them."""


def checking_rows(cells: pa.ChunkedArray, name: str) -> NDArray[np.bool_]:
    """Returns which rows check instead of train, shape (n,).

    Raises:
        RowError: a cell says neither.
    """
    encoded = pc.dictionary_encode(cells.combine_chunks(), null_encoding="encode")
    texts = [(text or "").strip() for text in encoded.dictionary.to_pylist()]
    indices = encoded.indices.to_numpy()
    for place, text in enumerate(texts):
        if text.lower() not in TRAINING_WORDS + CHECKING_WORDS:
            raise _neither(text, int((indices == place).argmax()), name)
    checks = np.array([text.lower() in CHECKING_WORDS for text in texts], bool)
    return checks[indices] if len(checks) else np.zeros(len(cells), bool)


def _neither(text: str, row: int, name: str) -> UserError:
    return RowError(
        f"The column “{name}” says “{text}”, where it should say which part the row is in; write train or test.",
        row,
    )
