"""What the words of a file look like in each of several encodings."""

from __future__ import annotations

import re
from pathlib import Path

LOOKED_AT = 2**18
"""Bytes from the beginning of the file."""

MOST_WORDS = 3

_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


def telling_words(path: Path, encoding: str) -> str:
    """Returns the first words of a file that differ between encodings, empty where there are none."""
    try:
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
        words = dict.fromkeys(_WORD.findall(start))
        return ", ".join(word.decode(encoding, "replace") for word in list(words)[:MOST_WORDS])
    except (OSError, LookupError):
        return ""
