"""Code that turns the texts of a table into inputs."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import UserError
from workbench.core.own_data import Column, Kind, OwnData
from workbench.data.own.missing_values import INFINITE_VALUES, MISSING_VALUES
from workbench.engine.script.expressions import call, literal, packed
from workbench.engine.script.section import Section, lines

CELLS = """def cells(place):
    return [row[place].strip() for row in rows]"""

NUMBERS = """def numbers(place):
    found = [np.nan if cell in MISSING else {number} for cell in cells(place)]
    return np.array(found, dtype="float32")[:, None]"""

ONE_OF = """def one_of(place, categories):
    found = [[cell == category for category in categories] for cell in cells(place)]
    found = np.array(found, dtype="float32")
    found[~found.any(axis=1)] = np.nan  # no value
    return found"""

YES_NO = """def yes_no(place, no, yes):
    known = {no.casefold(): 0.0, yes.casefold(): 1.0, no: 0.0, yes: 1.0}
    found = [known.get(cell, known.get(cell.casefold(), np.nan)) for cell in cells(place)]
    return np.array(found, dtype="float32")[:, None]"""


@dataclass(frozen=True)
class InputCode:
    """One row: a kind of column.

    Attributes:
        name: The function that makes inputs of it.
        function: Its source, with {number} for the expression that reads a number from `cell`.
        arguments: How its categories come after its place: as one `list`, as an argument `each`, or not at all.
    """

    name: str
    function: str
    arguments: str = ""


INPUT_CODE: dict[Kind, InputCode] = {
    "number": InputCode("numbers", NUMBERS),
    "category": InputCode("one_of", ONE_OF, "list"),
    "yes_no": InputCode("yes_no", YES_NO, "each"),
}


def number_expression(own: OwnData, cell: str) -> str:
    """Returns an expression that reads the number in `cell`."""
    has_comma = own.reading.options.get("decimal_mark") == ","
    return f'float({cell}.replace(",", "."))' if has_comma else f"float({cell})"


def input_section(own: OwnData) -> Section:
    """Returns code that makes `x` of `rows`."""
    inputs = [(place, column) for place, column in enumerate(own.columns) if column.role == "input"]
    used = [row for kind, row in INPUT_CODE.items() if any(column.kind == kind for _, column in inputs)]
    functions = [row.function.replace("{number}", number_expression(own, "cell")) for row in used]
    marks = packed("MISSING = (", map(literal, (*MISSING_VALUES, *INFINITE_VALUES)), ")")
    has_numbers = INPUT_CODE["number"] in used
    code = lines(
        f"{marks}\n\n" if has_numbers else "",
        *(f"{source}\n\n" for source in (CELLS, *functions)),
        packed("x = np.hstack([", (_call(place, column) for place, column in inputs), "])"),
        "x[np.isinf(x)] = np.nan" if has_numbers else "",
    )
    why = "Numbers stay as they are; each category becomes an input of its own, with a 1 where a row has it."
    return Section("Inputs", why, code, frozenset({"import numpy as np"}))


def _call(place: int, column: Column) -> str:
    return call(INPUT_CODE[column.kind].name, _arguments(place, column))


def _arguments(place: int, column: Column) -> list[str]:
    if column.width > 1:
        raise UserError(f"There is no code for the block {column.name!r}; export the model itself.")
    texts = [literal(text) for text in column.categories]
    listed = {"": [], "list": [packed("[", texts, "]")], "each": texts}
    return [str(place), *listed[INPUT_CODE[column.kind].arguments]]
