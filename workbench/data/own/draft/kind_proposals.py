"""The table of what a column is proposed to be, and of what a person is told about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from workbench.core.own_data import Kind
from workbench.data.own.doctor.yes_no_words import ANSWERS
from workbench.data.own.draft.cells import CODE, DATE, Cells

MOST_SPELLINGS = 16
"""Different texts among which a yes and a no are looked for."""

PROPOSED_CATEGORIES = 20
"""Different texts up to which a column is proposed as categories."""


@dataclass(frozen=True)
class Proposal:
    """One row: what a column is, when, and what a person is told."""

    kind: Kind
    fits: Callable[[Cells, tuple[str, ...]], bool]
    reason: Callable[[Cells], str] = lambda cells: ""


def _few_and_repeated(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    distinct = len(cells.values)
    return distinct <= PROPOSED_CATEGORIES and distinct <= max(2, cells.present // 2)


def _a_code(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    return cells.are_numbers and bool(cells.first_like(CODE))


def _mostly_numbers(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    return bool(2 * len(cells.numbers) > len(cells.values))


def _measured(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    """Whether most cells are numbers with tenths, which name no categories however few they are."""
    tenths = not pc.all(pc.equal(pc.floor(cells.numbers), cells.numbers)).as_py()
    return tenths and _mostly_numbers(cells)


def _yes_and_no(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    few = len(cells.values) <= MOST_SPELLINGS
    return few and not cells.are_numbers and bool(yes_no_pair(cells.values.to_pylist()))


def _in_other_mark(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    strange = cells.first(pc.invert(cells.numeric))
    return bool(re.match(OTHER_MARK, strange)) and cells.share(rf"{OTHER_MARK}|^[+-]?\d+$") >= 0.9


def _in_one_unit(cells: Cells, declared: tuple[str, ...] = ()) -> bool:
    units = pc.replace_substring_regex(cells.values, r"[+-]?\d+([.,]\d+)*", "")
    return cells.share(AMOUNT) == 1 and len(pc.unique(units)) == 1


def _what_is_no_number(cells: Cells) -> str:
    strange = pc.invert(cells.numeric)
    first, count = cells.first(strange), int(pc.sum(cells.counts.filter(strange)).as_py())
    if count > 1:
        return (
            f"{count:,} of {cells.present:,} cells are no numbers, such as “{first}”; mend them in the file, or leave "
            "them empty there."
        )
    if first == str(cells.values[0]):
        return (
            f"“{first}” stands above the numbers; if it belongs to a second line of names or units, take that line "
            "out of the file."
        )
    return f"“{first}” is no number; mend it in the file, or leave the cell empty there."


PERCENT = r"^[+-]?\d+([.,]\d+)?\s*%$"
THOUSANDS = r"^[+-]?\d{1,3}([,. \x{a0}\x{202f}'’]\d{3})+([.,]\d+)?$"
OTHER_MARK = r"^[+-]?\d*[.,]\d+$"
AMOUNT = r"^([$€£¥]\s?)?[+-]?\d+([.,]\d+)*\s?([\p{L}°/$€£¥²³]{1,5})?$"
"""A number with its unit behind it, or with a currency before it."""

PROPOSALS: tuple[Proposal, ...] = (
    Proposal("category", lambda cells, declared: bool(declared)),
    Proposal("text", lambda cells, _: not len(cells.values), lambda _: "No row has a value."),
    Proposal("yes_no", _yes_and_no),
    Proposal(
        "category",
        lambda cells, _: _a_code(cells) and _few_and_repeated(cells),
        lambda cells: f"“{cells.first_like(CODE)}” would change as a number, so each text is a category.",
    ),
    Proposal(
        "text",
        _a_code,
        lambda cells: f"“{cells.first_like(CODE)}” would change as a number, as codes do, and stays text.",
    ),
    Proposal("number", lambda cells, _: cells.are_numbers),
    Proposal(
        "date",
        lambda cells, _: cells.share(DATE) >= 0.9,
        lambda cells: f"“{cells.first_like(DATE)}” is a date or a time; write the parts that you need, such as the "
        "month or the hour, as columns of their own.",
    ),
    Proposal(
        "text",
        lambda cells, _: cells.share(PERCENT) >= 0.5,
        lambda cells: f"“{cells.first_like(PERCENT)}” has a percent sign; write the plain number.",
    ),
    Proposal(
        "text",
        lambda cells, _: bool(cells.first_like(THOUSANDS))
        and cells.share(rf"{THOUSANDS}|{OTHER_MARK}|^[+-]?\d+$") >= 0.9,
        lambda cells: f"“{cells.first_like(THOUSANDS)}” can be read in two ways; write numbers without marks between "
        "the thousands.",
    ),
    Proposal(
        "text",
        _in_other_mark,
        lambda cells: f"“{cells.first(pc.invert(cells.numeric))}” is no number with the decimal mark "
        f"“{cells.decimal_mark}”; choose the other one, or use the same one in all columns.",
    ),
    Proposal("text", _measured, _what_is_no_number),
    Proposal("category", _few_and_repeated),
    Proposal(
        "text",
        _mostly_numbers,
        _what_is_no_number,
    ),
    Proposal(
        "text",
        _in_one_unit,
        lambda cells: f"“{cells.values[0]}” has a unit beside the number; write the plain number.",
    ),
    Proposal(
        "text",
        lambda cells, _: True,
        lambda cells: f"{len(cells.values)} different texts are names or remarks, and no input.",
    ),
)  # fmt: skip
"""The first row that fits is proposed."""


def yes_no_pair(texts: Sequence[str]) -> tuple[str, str] | None:
    """Returns a text for no and one for yes, if they all are one of two such words, in whatever capitals."""
    spellings = {text.casefold(): text for text in reversed(texts)}
    answers = {ANSWERS.get(word): text for word, text in spellings.items()}
    return (answers[0], answers[1]) if len(spellings) == 2 and {*answers} == {0, 1} else None
