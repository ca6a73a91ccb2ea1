"""What a column of texts is taken for, and why not for more."""

from __future__ import annotations

import pyarrow as pa
import pytest

from workbench.core.own_data import Kind
from workbench.data.own.draft.column_profile import ColumnProfile, profile
from workbench.data.own.importing.columns.category_column import MOST_CATEGORIES


def profiled(*cells: str | None, declared: tuple[str, ...] = (), mark: str = ".") -> ColumnProfile:
    return profile(pa.chunked_array([pa.array(cells, pa.string())]), declared, mark)


NAMES = [f"name {i}" for i in range(60)]

KINDS: list[tuple[str, list[str | None], Kind, str]] = [
    ("numbers", ["1.5", "-2", " 3e2 ", "+.5"], "number", ""),
    ("whole numbers", ["1", "2", "3", "1"], "number", ""),
    ("zero and one", ["0", "1", "1", "0"], "number", ""),
    ("numbers with marks of no value", ["1.5", "NA", "", None, "?"], "number", ""),
    ("numbers with infinities", ["1.5", "inf", "#DIV/0!"], "number", ""),
    ("few texts", ["a", "b", "a", "b"], "category", ""),
    ("yes and no", ["yes", "no", "yes"], "yes_no", ""),
    ("yes and no in capitals", ["TRUE", "FALSE", "TRUE"], "yes_no", ""),
    ("yes and no as people type them", ["Yes", "yes", "NO", "no "], "yes_no", ""),
    ("ja and nein", ["Ja", "Nein", "Ja"], "yes_no", ""),
    ("names", [*NAMES], "text", "60 different texts"),
    ("postal codes", [f"0{i}" for i in range(1000, 1100)], "text", "“01000” would change as a number"),
    ("codes of few kinds", ["007", "008", "007", "008"], "category", "“007” would change as a number"),
    ("long whole numbers", [str(10**17 + i) for i in range(50)], "text", "would change as a number"),
    (
        "dates",
        ["2024-01-31", "2024-02-01", "2024-02-01"],
        "date",
        "the month or the hour, as columns of their own",
    ),
    ("dates by points", ["31.1.2024", "1.2.2024", ""], "date", "columns of their own"),
    ("moments", ["2024-01-31T10:00:00Z", "2024-01-31 11:30"], "date", "columns of their own"),
    ("percentages", ["12 %", "3.5%", "12 %"], "text", "“12 %” has a percent sign"),
    ("thousands", ["1,234", "22,500", "950"], "text", "“1,234” can be read in two ways"),
    ("the other decimal mark", ["1,5", "2,25", "3"], "text", "“1,5” is no number with the decimal mark “.”"),
    ("numbers and a word", [*map(str, range(50)), "many"], "text", "“many” is no number; mend it"),
    (
        "numbers and words",
        [*map(str, range(50)), "many", "few"],
        "text",
        "2 of 52 cells are no numbers, such as “many”",
    ),
    (
        "tenths below their unit",
        ["cm", *(f"{i}.5" for i in range(50))],
        "text",
        "“cm” stands above the numbers",
    ),
    ("few tenths and a word", ["0.5", "1.5", "2.5", "many"] * 9, "text", "9 of 36 cells are no numbers"),
    ("few whole numbers and a word", ["1", "2", "3", "4+"] * 9, "category", ""),
    ("nothing said, in German", ["1.5", "k.A.", "2.5"], "number", ""),
    ("numbers with a unit", [f"{i} cm" for i in range(50)], "text", "“0 cm” has a unit beside the number"),
    ("amounts of money", [f"€ {i},50" for i in range(50)], "text", "“€ 0,50” has a unit beside the number"),
    (
        "texts with a number",
        [f"{i} cm" if i % 2 else f"{i} kg" for i in range(50)],
        "text",
        "50 different texts",
    ),
    (
        "thousands by narrow blanks",
        [f"{i}\u202f500" for i in range(1, 50)],
        "text",
        "can be read in two ways",
    ),
    ("nothing", ["", None, "NA"], "text", "No row has a value."),
]


@pytest.mark.parametrize(
    ("cells", "kind", "reason"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS]
)
def test_a_column_is_taken_for_what_its_cells_say(cells: list[str | None], kind: Kind, reason: str) -> None:
    found = profiled(*cells)
    assert found.kind == kind
    assert reason in found.reason and bool(reason) == bool(found.reason)


def test_a_column_in_numbers() -> None:
    found = profiled("3", "1.5", "NA", "", None, "inf", "1.5")
    assert (found.smallest, found.largest) == (1.5, 3.0)
    assert (found.missing, found.empty, found.infinite, found.distinct, found.present) == (3, 2, 1, 3, 4)
    assert not found.whole and profiled("1", "2.0").whole


def test_a_decimal_comma_is_read_where_the_file_has_it() -> None:
    found = profiled("1,5", "2,25", "3", mark=",")
    assert (found.kind, found.smallest, found.largest) == ("number", 1.5, 3.0)
    assert profiled("1.5", "2.25", mark=",").kind == "text"


def test_what_the_file_declares_are_categories_even_as_numbers() -> None:
    found = profiled("1", "6", "?", declared=("1", "2", "3", "4", "5", "6"))
    assert found.kind == "category" and found.missing == 1
    assert found.values == ("1", "2", "3", "4", "5", "6")


def test_a_mark_of_no_value_that_is_declared_is_a_value() -> None:
    found = profiled("NA", "EU", "", declared=("EU", "NA"))
    assert (found.missing, found.distinct) == (1, 2)


def test_categories_are_in_the_order_a_person_expects() -> None:
    assert profiled("10", "9", "2", "9").values == ("2", "9", "10")
    assert profiled("b", "a", "b").values == ("a", "b")
    assert profiled("Yes", "No", "Yes").values == ("No", "Yes")


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (["0", "1", "0"], {"number", "category", "yes_no", "text"}),
        (["1.5", "2.5", "3.5"], {"number", "category", "text"}),
        (["x", "y", "x"], {"category", "yes_no", "text"}),
        ([str(i) + "x" for i in range(MOST_CATEGORIES + 1)], {"text"}),
        (["007", "008", "009"], {"number", "category", "text"}),
        (["2024-01-01", "2024-01-02", "2024-01-03"], {"category", "text", "date"}),
    ],
)
def test_what_a_column_can_be_chosen_to_be(cells: list[str], kinds: set[str]) -> None:
    assert set(profiled(*cells).kinds) == kinds


def test_a_block_of_numbers() -> None:
    block = pa.FixedSizeListArray.from_arrays(
        pa.array([0.0, 5.0, float("nan"), float("inf")], pa.float32()), 2
    )
    found = profile(pa.chunked_array([block]))
    assert (found.kind, found.smallest, found.largest) == ("number", 0.0, 5.0)
    assert (found.missing, found.infinite, found.present) == (1, 1, 2)


@pytest.mark.parametrize("cells", [["0", "1"], ["1", "1"], ["yes", "no"], ["true", "false"]])
def test_yes_and_no_in_any_spelling_is_binary(cells: list[str]) -> None:
    assert profiled(*cells, *cells).is_binary


@pytest.mark.parametrize("cells", [["1", "2"], ["a", "b"], ["0.5", "1"]])
def test_other_pairs_are_not(cells: list[str]) -> None:
    assert not profiled(*cells, *cells).is_binary
