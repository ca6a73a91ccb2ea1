"""How sentences about labels count and list."""

from __future__ import annotations

from collections.abc import Sequence

MOST_LISTED = 4
"""Names that a sentence lists one by one."""


def in_rows(count: int) -> str:
    """Returns “1 row” or “12 rows”."""
    return "1 row" if count == 1 else f"{count:,} rows"


def have(count: int) -> str:
    """Returns the verb for so many."""
    return "has" if count == 1 else "have"


def listed(names: Sequence[str]) -> str:
    """Returns names in quotes; of many the first two, the last one, and how many there are."""
    if len(names) <= MOST_LISTED:
        return ", ".join(f"“{name}”" for name in names)
    return f"“{names[0]}”, “{names[1]}” … “{names[-1]}”, {len(names):,} in all"
