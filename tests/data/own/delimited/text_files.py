"""Small files of text, and what is read of them, for tests."""

from __future__ import annotations

from pathlib import Path

from workbench.core.fields import Value
from workbench.data.own.delimited.delimited import DELIMITED

Columns = dict[str, list[str]]


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def options_of(path: Path, **given: Value) -> dict[str, Value]:
    return dict(DELIMITED.propose(path, given).options)


def columns_of(path: Path, **given: Value) -> Columns:
    return DELIMITED.sample(path, DELIMITED.propose(path, given), None).table.to_pydict()


def all_columns_of(path: Path, **given: Value) -> Columns:
    reading = DELIMITED.propose(path, given)
    names = tuple(DELIMITED.sample(path, reading, None).table.column_names)
    found: Columns = {name: [] for name in names}
    for batch in DELIMITED.batches(path, reading, names, frozenset()):
        for name, cells in batch.table.to_pydict().items():
            found[name] += cells
    return found


def numbers_of(path: Path, *columns: str, **given: Value) -> list[float | None]:
    reading = DELIMITED.propose(path, given)
    batches = DELIMITED.batches(path, reading, columns, frozenset(columns))
    return [
        cell for batch in batches for column in columns for cell in batch.table.column(column).to_pylist()
    ]
