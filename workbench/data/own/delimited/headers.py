"""Whether a table begins with the names of its columns, and which names the columns get."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.data.own.delimited.number_texts import is_number, is_whole
from workbench.data.own.missing_values import MISSING_VALUES
from workbench.data.own.reader import Question

Cells = tuple[str, ...]


def header_of(path: Path, rows: Sequence[Cells]) -> bool:
    """Returns whether the first of these rows holds the names of the columns.

    Raises:
        Question: it can be names or values as well, such as `0,1,2,3` or `country,1990,2000`.
    """
    first, body = rows[0], rows[1:]
    if is_header(rows):
        return True
    if body and _may_be_names(first, body):
        raise Question(
            f"The first line of {path.name} ({_shown(first)}) can be the names of the columns or the first row; say which.",
            "header",
            (True, False),
        )
    return not any(_is_like_below(place, first, body) for place in range(len(first)))


def is_header(rows: Sequence[Cells]) -> bool:
    """Returns whether the first row certainly holds names: a word stands above a column of numbers."""
    return any(_names_numbers(place, rows[0], rows[1:]) for place in range(len(rows[0])))


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Returns a name of its own for every column: `name (2)` for a second one, `column 3` for an empty one."""
    names: list[str] = []
    taken = {cell.strip() for cell in cells}
    for place, cell in enumerate(cells, start=1):
        names.append(_free_name(cell.strip() or f"column {place}", names, taken))
    return tuple(names)


def numbered_names(width: int) -> tuple[str, ...]:
    """Returns the names of columns that have none."""
    return column_names([""] * width)


def _free_name(name: str, before: list[str], taken: set[str]) -> str:
    if name not in before:
        return name
    number = 2
    while f"{name} ({number})" in taken or f"{name} ({number})" in before:
        number += 1
    return f"{name} ({number})"


def _names_numbers(place: int, first: Cells, body: Sequence[Cells]) -> bool:
    """Returns whether a word stands above numbers."""
    name = first[place].strip()
    below = [row[place] for row in body if row[place].strip() not in MISSING_VALUES]
    if name in MISSING_VALUES or is_number(name) or not below:
        return False
    return sum(is_number(cell) for cell in below) >= 0.9 * len(below)


def _may_be_names(first: Cells, body: Sequence[Cells]) -> bool:
    """Returns whether numbers in the first row may be names: different whole ones, and something speaks for names."""
    numbers = [cell.strip() for cell in first if is_number(cell)]
    if not numbers or len(set(numbers)) < len(numbers) or not all(cell.isdecimal() for cell in numbers):
        return False
    return _counts_up(numbers) or _has_new_word(first, body) or _is_above_decimals(first, body)


def _counts_up(numbers: list[str]) -> bool:
    """Returns whether these are 0, 1, 2 … or 1, 2, 3 …."""
    counted = [[str(place + start) for place in range(len(numbers))] for start in (0, 1)]
    return len(numbers) >= 3 and numbers in counted


def _has_new_word(first: Cells, body: Sequence[Cells]) -> bool:
    """Returns whether a word of the first row is no value of its column, so that it may be its name."""
    words = [
        place
        for place, cell in enumerate(first)
        if not is_number(cell) and cell.strip() not in MISSING_VALUES
    ]
    return any(not _is_like_below(place, first, body) for place in words)


def _is_above_decimals(first: Cells, body: Sequence[Cells]) -> bool:
    """Returns whether all whole numbers of the first row stand above numbers with decimals."""
    places = [place for place, cell in enumerate(first) if is_number(cell)]
    return all(not is_whole(row[place]) for row in body for place in places)


def _is_like_below(place: int, first: Cells, body: Sequence[Cells]) -> bool:
    """Returns whether the first cell of a column is one of its values rather than its name."""
    name = first[place].strip()
    if is_number(name):
        return True
    return name != "" and any(row[place].strip() == name for row in body)


def _shown(cells: Cells) -> str:
    return ", ".join(cell.strip() for cell in cells[:4]) + (" …" if len(cells) > 4 else "")
