"""How sentences about labels count and list."""

from __future__ import annotations

from collections.abc import Sequence

MOST_LISTED = 4
"""Names that a sentence lists one by one."""

LONGEST_SHOWN = 40
"""Characters of a name or a cell that a sentence quotes."""


def in_rows(count: int) -> str:
    """Returns “1 row” or “12 rows”."""
    return "1 row" if count == 1 else f"{count:,} rows"


def have(count: int) -> str:
    """Returns the verb for so many."""
    return "has" if count == 1 else "have"


def listed(names: Sequence[str]) -> str:
    """Returns names in quotes; of many the first two and the last one, so that the sentence has to say how many."""
    shown = names if len(names) <= MOST_LISTED else (*names[:2], names[-1])
    quoted = [f"“{shortened(name)}”" for name in shown]
    return ", ".join(quoted) if len(names) <= MOST_LISTED else f"{quoted[0]}, {quoted[1]} … {quoted[2]}"


def shortened(text: str) -> str:
    """Returns the text as far as a sentence has room for it."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
