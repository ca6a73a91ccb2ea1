"""Whatever stands in a text file, its numbers, categories and classes come out as they went in."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.data.own.draft.draft_of import draft_of
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.missing_values import MISSING_VALUES

NUMBERS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False, width=32).map(str),
    st.integers(-(10**6), 10**6).map(str),
    st.sampled_from(MISSING_VALUES),
)
CATEGORIES = st.sampled_from(["red", "blue", "a,b", 'say "x"', "grün", "two words", "NA", ""])
CLASSES = st.sampled_from(["NA", "None", "nan", "x,y", "0"])
ROWS = st.lists(st.tuples(NUMBERS, CATEGORIES, CLASSES), min_size=4, max_size=40)


def chosen(path: Path) -> OwnData:
    return OwnData(
        file=FileReference(str(path)),
        reading=Reading(
            "delimited", {"encoding": "utf-8", "delimiter": "comma", "decimal_mark": ".", "header": True}
        ),
        columns=(Column("number"), Column("colour", kind="category"), Column("class", "label", "category")),
        labels=LabelReading("names"),
    )


def written(rows: list[tuple[str, str, str]], path: Path) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([("number", "colour", "class"), *rows])
    path.write_text(text.getvalue(), "utf-8", newline="")
    return path


def as_number(text: str) -> np.float32:
    return np.float32("nan" if text in MISSING_VALUES else text)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_numbers_categories_and_classes_come_back(rows: list[tuple[str, str, str]]) -> None:
    # Three rows that make sure that no column is constant and no class alone.
    rows = [("1", "red", "NA"), ("2", "blue", "None"), ("3", "red", "NA"), *rows]
    with tempfile.TemporaryDirectory() as folder:
        imported = import_own(chosen(written(rows, Path(folder) / "a.csv")))
    data = imported.dataset
    categories = imported.own.columns[1].categories
    assert data.input_names == ("number", *(f"colour = {text}" for text in categories))
    np.testing.assert_array_equal(data.inputs[:, 0], [as_number(number) for number, _, _ in rows])
    for inputs, (_, category, _) in zip(data.inputs[:, 1:], rows):
        if category in MISSING_VALUES:
            assert np.isnan(inputs).all()
        else:
            assert [categories[place] for place in np.flatnonzero(inputs)] == [category]
    assert [data.class_names[label] for label in data.labels] == [name for _, _, name in rows]


def test_what_is_proposed_for_such_a_file_is_what_was_meant(tmp_path: Path) -> None:
    rows = [(str(row), "red" if row % 3 else "blue", "NA" if row % 2 else "x,y") for row in range(60)]
    own = draft_of(written(rows, tmp_path / "a.csv"), target=("class",)).own
    assert own.reading == chosen(tmp_path / "a.csv").reading
    assert [column.kind for column in own.columns[:2]] == ["number", "category"]
    assert own.labels.class_names == ("NA", "x,y")
