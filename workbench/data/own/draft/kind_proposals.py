"""The table of what a column is proposed to be, and of what a person is told about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from workbench.core.own_data import Kind
from workbench.data.own.doctor.yes_no_words import ANSWERS
from workbench.data.own.draft.cells import CODE, DATE, Cells

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


PERCENT = r"^[+-]?\d+([.,]\d+)?\s*%$"
THOUSANDS = r"^[+-]?\d{1,3}([,. '’]\d{3})+([.,]\d+)?$"
OTHER_MARK = r"^[+-]?\d*[.,]\d+$"

PROPOSALS: tuple[Proposal, ...] = (
    Proposal("category", lambda cells, declared: bool(declared)),
    Proposal("text", lambda cells, _: not len(cells.values), lambda _: "No row has a value."),
    Proposal("yes_no", lambda cells, _: not cells.are_numbers and bool(yes_no_pair(cells.values))),
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
        lambda cells, _: cells.share(rf"{OTHER_MARK}|^[+-]?\d+$") >= 0.9,
        lambda cells: f"“{cells.first(pc.invert(cells.numeric))}” is no number with the decimal mark "
        f"“{cells.decimal_mark}”; choose the other one, or use the same one in all columns.",
    ),
    Proposal("category", _few_and_repeated),
    Proposal(
        "text",
        _mostly_numbers,
        lambda cells: f"“{cells.first(pc.invert(cells.numeric))}” is no number; mend it in the file, or leave the "
        "cell empty there.",
    ),
    Proposal(
        "text",
        lambda cells, _: True,
        lambda cells: f"{len(cells.values)} different texts are names or remarks, and no input.",
    ),
)  # fmt: skip
"""The first row that fits is proposed."""


def yes_no_pair(values: pa.Array) -> tuple[str, str] | None:
    """Returns the two texts, no first, if one says no and the other one yes."""
    if len(values) != 2:
        return None
    answers = {ANSWERS.get(text.casefold()): text for text in values.to_pylist()}
    return (answers[0], answers[1]) if {*answers} == {0, 1} else None
