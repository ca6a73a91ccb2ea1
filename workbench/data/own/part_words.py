"""The words that name the part of the data that some rows belong to, in names of arrays and of folders."""

from __future__ import annotations

PART_WORDS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "dev": "validation",
    "test": "test",
    "testing": "test",
}
"""By word, in lower case, what stands in the column of parts. Rows that train come first."""
