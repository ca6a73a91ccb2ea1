"""Predictions as a file for spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from workbench.core.heads import head_for
from workbench.core.labels import LabelKind
from workbench.core.predictions import Predictions
from workbench.data.own.predictions_file import numbers, safe_cell, without_doubles, write_file

SOFTMAX = head_for("softmax", LabelKind.CLASS_INDEX)


def some(count: int, names: tuple[str, ...] = ("=cat", "dog")) -> Predictions:
    probabilities = np.linspace(0, 1, 2 * count, dtype=np.float32).reshape(count, 2)
    return Predictions(SOFTMAX, 0.5, names, probabilities, np.eye(2, dtype=np.float32)[[0] * count])


def test_rows_keep_their_texts_and_probabilities_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    parts = [
        ({"text": ["a,b", 'say "x"'], "number": ["1.50", "-2"]}, some(2)),
        ({"text": ["line\nbreak"], "number": ["3"]}, some(1)),
    ]
    assert write_file(path, parts) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") and b"\r\n" in path.read_bytes()
    with path.open(newline="", encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file)
    assert header == [
        "text",
        "number",
        "predicted",
        "probability of =cat",
        "probability of dog",
        "error",
    ]
    assert [row[:2] for row in rows] == [["a,b", "1.50"], ['say "x"', "-2"], ["line\nbreak", "3"]]
    assert np.array([row[3:5] for row in rows[:2]], np.float32).tolist() == some(2).probabilities.tolist()


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    write_file(path, [({"=1+1": ["@cmd", "+1", "-2e3", "=HYPERLINK(1)"]}, some(4))])
    with path.open(newline="", encoding="utf-8-sig") as file:
        header, *rows = csv.reader(file)
    assert header[0] == "'=1+1"
    assert [row[0] for row in rows] == ["'@cmd", "+1", "-2e3", "'=HYPERLINK(1)"]
    assert rows[0][1] in ("'=cat", "dog")


@pytest.mark.parametrize("text", ["-", "+abc", "\tx", "\rx", "-1_000", "=5", "@a", "- 5"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+0.25", "-1e-9", "plain", "", "a=b", "1-2"])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert safe_cell(text) == text


@given(arrays.arrays(np.float32, st.integers(0, 20), elements=st.floats(0, 1, width=32)))
def test_numbers_round_trip_exactly(values: np.ndarray) -> None:
    assert np.array([float(text) for text in numbers(values)], np.float32).tolist() == values.tolist()


def test_columns_of_the_same_name_get_a_number() -> None:
    assert without_doubles(["a", "predicted", "predicted", "a"]) == [
        "a",
        "predicted",
        "predicted (2)",
        "a (2)",
    ]


def test_an_interrupted_file_leaves_the_older_one(tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    path.write_text("older")

    def parts():  # type: ignore[no-untyped-def]
        yield {"text": ["x"]}, some(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(path, parts())
    assert path.read_text() == "older" and [p.name for p in tmp_path.iterdir()] == ["said.csv"]
