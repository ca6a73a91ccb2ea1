"""Code that reads the rows of a file, each as a list of texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench.core.errors import UserError
from workbench.core.fields import Value
from workbench.core.own_data import FileReference, OwnData
from workbench.data.own.delimited.delimiters import DELIMITERS
from workbench.data.own.delimited.head import read_head
from workbench.data.own.delimited.layout import layout_of
from workbench.engine.script.expressions import literal, packed
from workbench.engine.script.own.label_code import labelled
from workbench.engine.script.section import Section, lines

WITH_MARK = {"utf-8": "utf-8-sig"}
"""Python's names of encodings that leave out a byte-order mark; UTF-16 and UTF-32 do it by themselves."""


@dataclass(frozen=True)
class Reading:
    """One row: a format.

    Attributes:
        function: From the data to the source of `read`.
        arguments: From the data and a file to what `read` is called with.
        imports: What `read` needs.
    """

    function: Callable[[OwnData], str]
    arguments: Callable[[OwnData, FileReference], str]
    imports: frozenset[str]


def _delimited(own: OwnData) -> str:
    mark, encoding = DELIMITERS[str(own.reading.options["delimiter"])], str(own.reading.options["encoding"])
    given = "file, skipped, None"
    source, options = f"itertools.islice({given})", f"delimiter={literal(mark)}"
    if mark == " ":
        # Runs of blanks are one delimiter, and those at the ends of a line are none.
        source, options = f"(line.strip() for line in {source})", f"{options}, skipinitialspace=True"
    conditions = ["len(row) > 1" if len(own.columns) > 1 else "row", labelled(own)]
    return lines(
        "def read(path, skipped):",
        f'    with open(path, encoding={literal(WITH_MARK.get(encoding, encoding))}, newline="") as file:',
        f"        rows = list(csv.reader({source}, {options}))",
        f"    return [row for row in rows if {' and '.join(filter(None, conditions))}]",
    )


def _delimited_arguments(own: OwnData, reference: FileReference) -> str:
    options = tuple(sorted(own.reading.options.items()))
    return f"{literal(reference.path)}, skipped={_lines_before(reference, options)}"


@lru_cache(maxsize=16)
def _lines_before(reference: FileReference, options: tuple[tuple[str, Value], ...]) -> int:
    """Returns how many lines stand before the first row; kept, as code is written anew at every edit."""
    return layout_of(read_head(Path(reference.path)), dict(options)).line - 1


def _parquet(own: OwnData) -> str:
    condition = f" if {labelled(own)}" if labelled(own) else ""
    return lines(
        packed("COLUMNS = [", (literal(column.name) for column in own.columns), "]") + "\n\n",
        "def read(path):",
        "    table = pyarrow.parquet.read_table(path, columns=COLUMNS)",
        '    cells = [column.cast("string").fill_null("").to_pylist() for column in table.columns]',
        f"    return [row for row in zip(*cells){condition}]",
    )


def _parquet_arguments(own: OwnData, reference: FileReference) -> str:
    return literal(reference.path)


READINGS: dict[str, Reading] = {
    "delimited": Reading(_delimited, _delimited_arguments, frozenset({"import csv", "import itertools"})),
    "parquet": Reading(_parquet, _parquet_arguments, frozenset({"import pyarrow.parquet"})),
}
"""The formats that a short script can read without this program."""


def reading_section(own: OwnData, about: str) -> Section:
    """Returns code that leaves `rows`, and `first_test_row` where a second file checks.

    Raises:
        UserError: there is no code for the format, or the file cannot be read any more.
    """
    reading = READINGS.get(own.reading.format)
    if reading is None:
        raise UserError(
            f"There is no code that reads {Path(own.file.path).name}; save the table as CSV or Parquet and open that, "
            "or export the model itself."
        )
    code = lines(
        reading.function(own) + "\n\n",
        f"rows = read({reading.arguments(own, own.file)})",
        _second_file(own, reading),
    )
    return Section(
        "Data", f"{about} A row without a label says nothing, and is left out.", code, reading.imports
    )


def _second_file(own: OwnData, reading: Reading) -> str:
    if own.test_file is None:
        return ""
    return lines("first_test_row = len(rows)", f"rows += read({reading.arguments(own, own.test_file)})")
