"""What Python's own csv module writes is read back equal, however it is written."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import Any

import pytest
from data.own.delimited.text_files import all_columns_of, numbers_of, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.data.own.delimited import delimited
from workbench.data.own.delimited.delimited import DELIMITED
from workbench.data.own.delimited.delimiters import DELIMITERS
from workbench.data.own.reader import Question

MANY = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

AWKWARD_TEXT = st.text(st.sampled_from("ab1.,;|\t \"'\n\r#%=-é€\u2028"), max_size=8)
LOOSE_TEXT = st.text(st.sampled_from('a1,,,;;|\t\n\n\n\r" #%='), min_size=1, max_size=60)
# Minimal quoting leaves a line end of the other kind bare, which no reader can make good.
QUOTING_AND_LINE_END = [
    (csv.QUOTE_ALL, "\n"),
    (csv.QUOTE_ALL, "\r\n"),
    (csv.QUOTE_ALL, "\r"),
    (csv.QUOTE_MINIMAL, "\r\n"),
]
Form = dict[str, Any]
FORMS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from([name for name in DELIMITERS if name != "space"]),
        "quoting_and_line_end": st.sampled_from(QUOTING_AND_LINE_END),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]),
    }
)


def written(rows: list[tuple[str, ...]], form: Form, names: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    quoting, line_end = form["quoting_and_line_end"]
    writer = csv.writer(
        text, delimiter=DELIMITERS[form["delimiter"]], quoting=quoting, lineterminator=line_end
    )
    writer.writerows([names, *rows])
    return text.getvalue().encode(form["encoding"])


def given_to_the_reader(form: Form) -> dict[str, str | bool]:
    encoding = form["encoding"].removesuffix("-sig")
    return {"delimiter": form["delimiter"], "encoding": encoding, "header": True, "decimal_mark": "."}


@MANY
@given(
    rows=st.lists(st.tuples(AWKWARD_TEXT, AWKWARD_TEXT, st.just("end")), min_size=1, max_size=12), form=FORMS
)
def test_any_cells_come_back(tmp_path: Path, rows: list[tuple[str, ...]], form: Form) -> None:
    path = write(tmp_path, written(rows, form, ("first", "second", "third")))

    found = all_columns_of(path, **given_to_the_reader(form))

    assert list(zip(*found.values(), strict=True)) == rows


@MANY
@given(
    rows=st.lists(st.tuples(AWKWARD_TEXT, AWKWARD_TEXT, st.just("end")), min_size=1, max_size=60), form=FORMS
)
def test_cells_come_back_whole_from_tiny_blocks(
    tmp_path: Path, rows: list[tuple[str, ...]], form: Form
) -> None:
    path = write(tmp_path, written(rows, form, ("first", "second", "third")))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "block_bytes", lambda layout: 16)
        found = all_columns_of(path, **given_to_the_reader(form))

    assert list(zip(*found.values(), strict=True)) == rows


@MANY
@given(
    rows=st.lists(st.tuples(AWKWARD_TEXT, AWKWARD_TEXT, st.just("end")), min_size=3, max_size=12), form=FORMS
)
def test_what_is_proposed_by_itself_is_right_or_asked_for(
    tmp_path: Path, rows: list[tuple[str, ...]], form: Form
) -> None:
    """The names are plain, so that nothing but the cells makes the file awkward."""
    path = write(tmp_path, written(rows, {**form, "encoding": "utf-8"}, ("first", "second", "third")))

    try:
        reading = DELIMITED.propose(path, {})
    except UserError:
        return
    if reading.options["delimiter"] == form["delimiter"]:
        found = all_columns_of(path, **reading.options)
        assert list(zip(*found.values(), strict=True)) in (rows, [("first", "second", "third"), *rows])


@MANY
@given(
    numbers=st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20),
    mark=st.sampled_from([".", ","]),
    padding=st.sampled_from(["", " "]),
    missing=st.sampled_from(["", "NA", "?"]),
)
def test_numbers_come_back_to_the_last_digit(
    tmp_path: Path, numbers: list[float | None], mark: str, padding: str, missing: str
) -> None:
    cells = [missing if number is None else repr(number).replace(".", mark) for number in numbers]
    path = write(tmp_path, "x;y\n" + "".join(f"{padding}{cell}{padding};a\n" for cell in cells))

    found = numbers_of(path, "x", header=True, delimiter="semicolon", decimal_mark=mark)

    assert found == numbers
    assert [math.copysign(1, each) for each in found if each is not None] == [
        math.copysign(1, each) for each in numbers if each is not None
    ]


@MANY
@given(content=st.binary(min_size=1, max_size=200) | LOOSE_TEXT.map(str.encode))
def test_any_bytes_give_a_table_a_question_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, content)

    assert DELIMITED.recognises(path) in (True, False)
    try:
        columns = all_columns_of(path)
    except Question as question:
        assert question.field in {field.name for field in DELIMITED.fields}
    except UserError as error:
        assert str(error).startswith("table.csv")
    else:
        assert len({len(cells) for cells in columns.values()}) == 1


# Without blanks: the reader takes those around a quoted cell for no part of it, and Python does not.
LOOSE_CELL = st.text(st.sampled_from('a1""\n'), max_size=4)
LOOSE_ROW = st.tuples(LOOSE_CELL, LOOSE_CELL, st.sampled_from(["x", '"x"', '"x""y"'])).map(",".join)


@MANY
@given(rows=st.lists(LOOSE_ROW, min_size=1, max_size=12), size=st.sampled_from([16, 1 << 20]))
def test_loose_quotation_marks_are_read_as_python_reads_them(
    tmp_path: Path, rows: list[str], size: int
) -> None:
    text = "first,second,third\n" + "a,b,c\n" * 30 + "\n".join(rows) + "\n"
    path = write(tmp_path, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "block_bytes", lambda layout: size)
        try:
            found = all_columns_of(path, delimiter="comma", header=True, decimal_mark=".")
        except UserError:
            return

    records = [
        record for record in csv.reader(io.StringIO(text, newline="")) if record and "".join(record).strip()
    ]
    assert [tuple(found), *zip(*found.values(), strict=True)] == [tuple(record) for record in records]
