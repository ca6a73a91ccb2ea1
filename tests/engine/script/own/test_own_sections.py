"""The code that reads a person's own file leaves the very arrays that the import makes of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.data.own.doctor.label_cases import LABEL_CASES, LabelCase
from workbench.core.errors import UserError
from workbench.core.own_data import Column, FileReference, LabelReading, OwnData, Reading
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.importing.import_own import import_own
from workbench.engine.script.own.label_code import LABEL_CODE
from workbench.engine.script.own.own_sections import own_sections
from workbench.engine.script.own.reading_code import READINGS

POINTS: dict[str, Any] = {"encoding": "utf-8", "delimiter": "comma", "decimal_mark": ".", "header": True}
COMMAS: dict[str, Any] = {
    "encoding": "utf-16",
    "delimiter": "semicolon",
    "decimal_mark": ",",
    "header": True,
}
MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " "}
NUMBERS = ("1", " 2.5", "NA", "-3e2", "inf", "7", "1e300", "")
COLOURS = ("red", "white ", "", "red", "blue", "white", "NA", "red")
ANSWERS = ("no", "YES", "yes", "n/a", "no", "no", "Yes", "")
SPECIES = ("rose", "lily", "rose", "NA", "lily", "", "rose", "lily")
PARTS = ("train", "test", "Train", "train", "train", "train", " TEST", "train")
TABLE = {"size": NUMBERS, "colour": COLOURS, "blooms": ANSWERS, "part": PARTS, "species": SPECIES}
COLUMNS = (
    Column("size"),
    Column("colour", kind="category", categories=("red", "white")),
    Column("blooms", kind="yes_no", categories=("no", "yes")),
    Column("part", "ignore", "text"),
    Column("species", "label", "text"),
)


def write_csv(path: Path, table: dict[str, Any], options: dict[str, Any], before: str = "") -> None:
    with path.open("w", encoding=options["encoding"], newline="") as file:
        file.write(before)
        writer = csv.writer(file, delimiter=MARKS[options["delimiter"]])
        if options["header"]:
            writer.writerow(table)
        cells = zip(*table.values(), strict=True)
        comma = options["decimal_mark"] == ","
        writer.writerows([cell.replace(".", ",") if comma else cell for cell in row] for row in cells)


def own_csv(path: Path, options: dict[str, Any] = POINTS, **changes: Any) -> OwnData:
    given = {"columns": COLUMNS, "labels": LabelReading(""), **changes}
    return OwnData(FileReference(str(path)), Reading("delimited", options), **given)


def with_role(name: str, role: Any) -> tuple[Column, ...]:
    return tuple(
        Column(one.name, role if one.name == name else one.role, one.kind, one.categories) for one in COLUMNS
    )


def check(own: OwnData) -> dict[str, Any]:
    """Imports the data, runs the code for it, and compares the arrays bit for bit; returns what the code made."""
    imported = import_own(own)
    variables: dict[str, Any] = {}
    for section in own_sections(imported.own, imported.dataset, "About it."):
        exec("\n".join((*section.imports, section.code)), variables)
    dataset = imported.dataset
    np.testing.assert_array_equal(variables["x"].astype("float32"), dataset.inputs)
    np.testing.assert_array_equal(variables["y"].astype(dataset.labels.dtype), dataset.labels)
    for name, given in (("held_back", dataset.validation_rows), ("testing", dataset.test_rows)):
        rows = np.flatnonzero(variables[name]) if name in variables else None
        np.testing.assert_array_equal(rows, given)
    return variables


@pytest.mark.parametrize("missing", ["median", "drop"])
@pytest.mark.parametrize("options", [POINTS, COMMAS], ids=["points", "commas"])
def test_numbers_categories_and_answers(options: dict[str, Any], missing: Any, tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    write_csv(path, TABLE, options)
    x = check(own_csv(path, options, missing=missing))["x"]
    assert x.shape == ((7, 5) if missing == "median" else (2, 5))


@pytest.mark.parametrize(
    ("options", "before"),
    [
        ({**POINTS, "header": False}, ""),
        ({**POINTS, "delimiter": "tab"}, ""),
        ({**POINTS, "encoding": "cp1252"}, ""),
        (POINTS, "\ufeff"),
        (POINTS, "Flowers of 2024\n\nMeasured by hand\n"),
        ({**POINTS, "delimiter": "semicolon"}, "sep=;\n"),
    ],
    ids=["no header", "tabs", "cp1252", "byte-order mark", "words before the table", "Excel's line"],
)
def test_ways_of_writing_a_table(options: dict[str, Any], before: str, tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    table = {**TABLE, "species": tuple(text.replace("rose", "rosé") for text in SPECIES)}
    write_csv(path, table, options, before)
    names = (
        COLUMNS
        if options["header"]
        else tuple(
            Column(f"column {place}", one.role, one.kind, one.categories)
            for place, one in enumerate(COLUMNS, start=1)
        )
    )
    check(own_csv(path, options, columns=names))


def test_quoted_cells_blank_lines_and_trailing_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    path.write_text(
        'size,"name, of it",species,\n1,"a\nb",rose,\n\n2,"say ""hi""",lily,\n3,"a\nb","lily",\n',
        encoding="utf-8",
    )
    columns = (
        Column("size"),
        Column("name, of it", kind="category", categories=("a\nb", 'say "hi"')),
        Column("species", "label", "text"),
    )
    assert len(check(own_csv(path, columns=columns))["rows"]) == 3


def test_columns_lined_up_with_blanks(tmp_path: Path) -> None:
    path = tmp_path / "flowers.txt"
    path.write_text("size  species\n   1  rose  \n  20  lily\n 300  rose\n", encoding="utf-8")
    columns = (Column("size"), Column("species", "label", "text"))
    check(own_csv(path, {**POINTS, "delimiter": "space"}, columns=columns))


def test_a_column_says_which_rows_check(tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    write_csv(path, TABLE, POINTS)
    made = check(own_csv(path, columns=with_role("part", "part")))
    assert np.flatnonzero(made["held_back"]).tolist() == [1, 5]


@pytest.mark.parametrize("missing", ["median", "drop"])
@pytest.mark.parametrize("has_second", [False, True], ids=["one file", "a second file"])
def test_a_column_says_which_rows_check_and_test(has_second: bool, missing: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "flowers.csv", tmp_path / "more.csv"
    parts = ("train", "test", "Val", "train", "dev", "train", " TEST", "train", "validation", *["train"] * 7)
    table = {**{name: 2 * cells for name, cells in TABLE.items()}, "part": parts}
    write_csv(first, table, POINTS)
    write_csv(second, table, POINTS)
    more = FileReference(str(second)) if has_second else None
    columns = with_role("part", "part")
    made = check(own_csv(first, columns=columns, missing=missing, test_file=more, tests_apart=True))
    assert made["testing"].any() and made["held_back"].any()


@pytest.mark.parametrize("missing", ["median", "drop"])
@pytest.mark.parametrize("role", ["ignore", "part"])
def test_a_second_file_checks(role: Any, missing: Any, tmp_path: Path) -> None:
    first, second = tmp_path / "flowers.csv", tmp_path / "more.csv"
    write_csv(first, TABLE, POINTS)
    write_csv(second, TABLE, POINTS, "Later\n\n")
    own = own_csv(
        first, columns=with_role("part", role), missing=missing, test_file=FileReference(str(second))
    )
    assert check(own)["held_back"].any()


def test_parquet_with_numbers_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "flowers.parquet"
    table = {
        "size": pa.array([1.5, None, 0.1, float("nan"), 2.0, 1e300], pa.float64()),
        "count": pa.array([1, 2, None, 2**40, 5, 6]),
        "colour": pa.array(["red", "white", None, "red", "red", "white"]).dictionary_encode(),
        "species": pa.array([0, 1, 2, 1, None, 2]),
    }
    pq.write_table(pa.table(table), path)
    columns = (
        Column("size"),
        Column("count"),
        Column("colour", kind="category", categories=("red", "white")),
        Column("species", "label"),
    )
    check(OwnData(FileReference(str(path)), Reading("parquet"), columns, LabelReading("")))


@pytest.mark.parametrize("case", LABEL_CASES, ids=lambda case: case.what)
def test_every_way_of_writing_labels(case: LabelCase, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    # Twice, since an import leaves out an input that is the same in the only row.
    cells = {name: [cell or "" for cell in column] * 2 for name, column in case.columns.items()}
    rows = len(next(iter(cells.values())))
    write_csv(path, {"x": [str(row) for row in range(rows)], **cells}, POINTS)
    role: Any = "tags" if case.tags else "label"
    columns = (Column("x"), *(Column(name, role, "text") for name in cells))
    check(own_csv(path, columns=columns))


@pytest.mark.parametrize("form", ["two_values", "yes_from_half"])
def test_forms_that_only_a_person_chooses(form: str, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    cells = ["0.1", "0.7", "0.1", "0.7"]
    write_csv(path, {"x": ["1", "2", "3", "4"], "y": cells}, POINTS)
    labels = LabelReading(form, ("low", "high"), ("0.1", "0.7") if form == "two_values" else ())
    check(own_csv(path, columns=(Column("x"), Column("y", "label")), labels=labels))


def test_every_label_form_has_its_code() -> None:
    assert LABEL_CODE.keys() == LABEL_FORMS.keys()


def test_a_format_without_code_says_what_to_do() -> None:
    assert READINGS.keys() == {"delimited", "parquet"}
    own = OwnData(FileReference("/data/yeast.arff"), Reading("arff"), COLUMNS, LabelReading("names"))
    with pytest.raises(UserError, match=r"no code that reads yeast\.arff; save the table as CSV"):
        list(own_sections(own, None, ""))  # type: ignore[arg-type]
