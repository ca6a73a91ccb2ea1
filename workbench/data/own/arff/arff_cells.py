"""Takes a line of an ARFF file apart into its cells, with their quotes and escapes undone."""

from __future__ import annotations

import re

QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_CELL = re.compile(rf"\s*({QUOTED}|[^,'\"\s][^,]*?|)\s*(,|$)")
_ENTRY = re.compile(rf"\s*(\d+)\s+({QUOTED}|[^,'\"\s][^,]*?)\s*(,|$)")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


class WrongLine(ValueError):
    """What is wrong with a line, as it follows the line's number."""


def dense_cells(line: str) -> list[str | None]:
    """Returns the cells between commas; `?`, and nothing at all, is no value.

    Raises:
        WrongLine: a quote is not closed, or text follows one.
    """
    return [_value(cell) for cell in _split(line)]


def nominal_values(text: str) -> tuple[str, ...]:
    """Returns what stands between commas as texts, each of them once.

    Raises:
        WrongLine: a quote is not closed, or text follows one.
    """
    return tuple(dict.fromkeys(unquoted(cell) for cell in _split(text) if cell))


def sparse_cells(line: str) -> dict[int, str | None]:
    """Returns the cells of a line such as `{2 5.1, 7 'a b'}` by the positions of their columns, from 0.

    Raises:
        WrongLine: a brace or a quote is not closed, or an entry is no position with a value, or comes twice.
    """
    line = line.strip()
    if not line.endswith("}"):
        raise WrongLine("the closing brace of the row is missing")
    inside, position = line[1:-1].strip(), 0
    cells: dict[int, str | None] = {}
    while position < len(inside):
        entry = _ENTRY.match(inside, position)
        if entry is None:
            raise WrongLine(f"{inside[position : position + 40].strip()!r} is no position with a value")
        if int(entry[1]) in cells:
            raise WrongLine(f"the position {entry[1]} stands twice")
        cells[int(entry[1])] = _value(entry[2])
        position = entry.end()
    return cells


def unquoted(cell: str) -> str:
    """Returns a cell without its quotes, and with its escapes undone if it had any."""
    if cell[:1] not in ("'", '"'):
        return cell
    return _ESCAPE.sub(_character, cell[1:-1])


def _value(cell: str) -> str | None:
    return None if cell in ("?", "") else unquoted(cell)


def _split(line: str) -> list[str]:
    line, position = line.strip(), 0
    cells: list[str] = []
    while True:
        cell = _CELL.match(line, position)
        if cell is None:
            raise WrongLine(f"the quotes near {line[position : position + 40].strip()!r} do not match")
        cells.append(cell[1])
        position = cell.end()
        if not cell[2]:
            return cells


def _character(escape: re.Match[str]) -> str:
    text = escape[1]
    return chr(int(text[1:], 16)) if len(text) > 1 else _CONTROLS.get(text, text)
