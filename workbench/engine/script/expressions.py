"""Calls and literals as a person would lay them out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 100
INDENT = " " * 4


def call(name: str, arguments: Iterable[str], before: int = 0) -> str:
    """Returns `name(arguments)`, with one argument a line where it would be too long.

    Args:
        name: What is called.
        arguments: As they are written.
        before: How many characters stand before it in its line.
    """
    words = list(arguments)
    flat = f"{name}({', '.join(words)})"
    if before + len(flat) <= WIDTH and "\n" not in flat:
        return flat
    return f"{name}(\n" + "".join(f"{indented(word)},\n" for word in words) + ")"


def keywords(options: Mapping[str, Any]) -> list[str]:
    """Returns `name=value` for each option."""
    return [f"{name}={literal(value)}" for name, value in options.items()]


def literal(value: Any) -> str:
    """Returns a value as it is written in Python, words in double quotes."""
    return '"' + repr(value)[1:-1].replace('"', '\\"') + '"' if isinstance(value, str) else repr(value)


def indented(code: str) -> str:
    """Returns the code one step further to the right."""
    return textwrap.indent(code, INDENT)


def comment(text: str) -> str:
    """Returns sentences as a comment, broken at the width of the page."""
    return textwrap.fill(text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def docstring(text: str) -> str:
    """Returns a sentence as the string at the head of a script; names in it may hold anything."""
    words = " ".join(text.split()).replace("\\", "\\\\").replace('"', "'")
    return f'"""{words}"""'


def packed(begin: str, items: Iterable[str], end: str) -> str:
    """Returns `begin`, the items with commas between them, and `end`, as many items a line as there is room for.

    An item of several lines has them to itself. A single item in round brackets is followed by a comma, as Python wants it.
    """
    words = list(items)
    flat = f"{begin}{', '.join(words)}{',' if len(words) == 1 and end == ')' else ''}{end}"
    if len(flat) <= WIDTH and "\n" not in flat:
        return flat
    rows, row = [], ""
    for word in words:
        if row and ("\n" in row + word or len(INDENT) + len(row) + len(word) + 2 > WIDTH):
            rows.append(row)
            row = ""
        row += f"{' ' if row else ''}{word},"
    return "\n".join([begin, *map(indented, [*rows, row]), end])
