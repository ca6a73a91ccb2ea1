"""The quick way says what the thorough one would, and steps aside where it could not."""

from __future__ import annotations

import pyarrow as pa
import pytest

from workbench.data.own.draft.column_profile import profile
from workbench.data.own.draft.plain_numbers import plain_numbers

PLAIN = [str(number / 8) for number in range(-60, 61)]


def column(cells: list[str | None]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(cells, pa.string())])


def test_plain_numbers_in_numbers() -> None:
    plain = plain_numbers(column(PLAIN), more_than=100)
    assert plain is not None
    assert (plain.smallest, plain.largest, plain.distinct, plain.whole) == (-7.5, 7.5, 121, False)
    whole = plain_numbers(column([str(number) for number in range(200)]), more_than=100)
    assert whole is not None and whole.whole


@pytest.mark.parametrize(
    "cell", [None, "", "NA", "nan", "inf", "1e999", " 12 ", "word", "1,5", "1_000", "0x10"]
)
def test_one_other_cell_needs_the_thorough_way(cell: str | None) -> None:
    assert plain_numbers(column([*PLAIN, cell]), more_than=100) is None


@pytest.mark.parametrize("code", ["007", "12345678901234567"])
def test_codes_among_whole_numbers_need_it_too(code: str) -> None:
    assert plain_numbers(column([*map(str, range(200)), code]), more_than=100) is None


def test_both_ways_say_the_same() -> None:
    quick, thorough = profile(column(PLAIN)), profile(column([*PLAIN, ""]))
    for name in ("kind", "kinds", "smallest", "largest", "distinct", "whole", "values", "examples", "reason"):
        assert getattr(quick, name) == getattr(thorough, name), name
