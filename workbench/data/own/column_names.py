"""Names for the columns of a table, each of them once."""

from __future__ import annotations

from collections.abc import Iterable


def distinct_names(names: Iterable[str]) -> tuple[str, ...]:
    """Returns the names without blanks around them, `column 3` for an empty one, and `name (2)` for a repeated one."""
    taken: dict[str, None] = {}
    for position, name in enumerate(names, start=1):
        taken[_free_name(name.strip() or f"column {position}", taken)] = None
    return tuple(taken)


def _free_name(name: str, taken: dict[str, None]) -> str:
    if name not in taken:
        return name
    count = 2
    while f"{name} ({count})" in taken:
        count += 1
    return f"{name} ({count})"
