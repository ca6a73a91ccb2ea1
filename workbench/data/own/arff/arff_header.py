"""What an ARFF file declares before its data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.data.own.arff.arff_cells import QUOTED, WrongLine, nominal_values, unquoted
from workbench.data.own.arff.arff_lines import readable
from workbench.data.own.column_names import distinct_names

_RELATION = re.compile(rf"@relation\s+({QUOTED}|.*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"@attribute\s+({QUOTED}|[^\s{{]+)\s*(.*)", re.IGNORECASE)
_DEFAULTS = {"numeric": "0", "real": "0", "integer": "0", "string": None, "date": None}
"""The types, and what a sparse row leaves out."""


@dataclass(frozen=True)
class _Column:
    """A name, the values of a nominal column, and what a sparse row leaves out."""

    name: str
    values: tuple[str, ...]
    default: str | None


@dataclass(frozen=True)
class ArffHeader:
    """The declarations.

    Attributes:
        relation: The name of the table, where MEKA keeps its options.
        names: The columns, each by a name of its own.
        defaults: What a column holds in a sparse row that leaves it out, None for no value; one entry a column.
        categories: The values of nominal columns by name.
        lines: How many lines the declarations take, the one that says `@data` included.
    """

    relation: str
    names: tuple[str, ...]
    defaults: tuple[str | None, ...]
    categories: dict[str, tuple[str, ...]]
    lines: int


def read_header(path: Path, encoding: str) -> ArffHeader:
    """Reads the lines up to the one that says `@data`.

    Raises:
        UserError: a declaration cannot be read, there are no columns, or no data follow.
    """
    relation, columns = "", list[_Column]()
    with readable(path, encoding) as file:
        for number, line in enumerate(file, start=1):
            line = line.strip().lstrip("\ufeff")
            word = "".join(line.split(None, 1)[:1]).lower()
            if word == "@data":
                return _header(relation, columns, number, path)
            if word == "@relation":
                relation = _relation(line)
            elif line and not line.startswith("%"):
                columns.append(_declared(line, number, path))
    raise UserError(f"{path.name} has no line that says @data; it may be cut off: copy it again.")


def _declared(line: str, number: int, path: Path) -> _Column:
    try:
        return _column(line)
    except WrongLine as error:
        raise UserError(f"{path.name}, line {number}: {error}; correct it in a text editor.") from None


def _header(relation: str, columns: list[_Column], lines: int, path: Path) -> ArffHeader:
    if not columns:
        raise UserError(f"{path.name} declares no columns; it needs lines that begin with @attribute.")
    names = distinct_names(column.name for column in columns)
    named = list(zip(names, columns, strict=True))
    categories = {name: column.values for name, column in named if column.values}
    return ArffHeader(relation, names, tuple(column.default for column in columns), categories, lines)


def _relation(line: str) -> str:
    match = _RELATION.match(line)
    return unquoted(match[1].strip()) if match else ""


def _column(line: str) -> _Column:
    match = _ATTRIBUTE.match(line)
    if match is None:
        raise WrongLine(f"{line[:40]!r} declares no column with a name and a type")
    name, type_ = unquoted(match[1]), match[2].strip()
    if type_.startswith("{"):
        values = _nominal(name, type_)
        return _Column(name, values, values[0])
    word = (type_.split() or [""])[0].lower()
    if word not in _DEFAULTS:
        raise WrongLine(f"column {name!r} has the type {word!r}, which cannot be read")
    return _Column(name, (), _DEFAULTS[word])


def _nominal(name: str, type_: str) -> tuple[str, ...]:
    end = type_.rfind("}")
    values = nominal_values(type_[1:end]) if end > 0 else ()
    if not values:
        raise WrongLine(f"the values of column {name!r} need a brace before and one behind them")
    return values
