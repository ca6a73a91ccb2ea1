"""ARFF files: what they declare, their rows dense and sparse, and what is wrong with them."""

from __future__ import annotations

import math
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.errors import UserError
from workbench.core.own_data import Reading
from workbench.data.own.arff.arff import ARFF
from workbench.data.own.reader import SAMPLE_ROWS, Question
from workbench.data.own.readers import reader_for

READING = Reading("arff", {"encoding": "utf-8"})
FLOWERS = """% Measured in the garden.
@RELATION flowers

@Attribute 'petal length' REAL
@attribute\tkind\t{rose, 'wild tulip',"?"}
@attribute open {no,yes}
@attribute note string
@attribute day date "yyyy-MM-dd"
@data
"""


def _written(folder: Path, text: str, name: str = "flowers.arff") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _sampled(path: Path) -> pa.Table:
    return ARFF.sample(path, ARFF.propose(path, {}), None).table


def _read(path: Path, columns: tuple[str, ...], numbers: tuple[str, ...] = ()) -> pa.Table:
    return pa.concat_tables(b.table for b in ARFF.batches(path, READING, columns, frozenset(numbers)))


def test_a_file_gives_its_columns_their_values_and_its_rows(tmp_path: Path) -> None:
    rows = "1.5,rose,no,'it\\'s, well',2020-01-02\n% between\n\n ? , 'wild tulip' ,yes,NA,?\n"
    path = _written(tmp_path, FLOWERS + rows)
    sample = ARFF.sample(path, ARFF.propose(path, {}), None)
    assert sample.table.to_pydict() == {
        "petal length": ["1.5", None],
        "kind": ["rose", "wild tulip"],
        "open": ["no", "yes"],
        "note": ["it's, well", "NA"],
        "day": ["2020-01-02", None],
    }
    assert sample.categories == {"kind": ("rose", "wild tulip", "?"), "open": ("no", "yes")}
    assert sample.is_whole and sample.labels == ()
    assert reader_for(path) is ARFF


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_of_three_ways(end: str, tmp_path: Path) -> None:
    text = "\ufeff@relation r\n@attribute a numeric\n@attribute b {x,y}\n@data\n1,x\n2,y"
    path = _written(tmp_path, text.replace("\n", end))
    assert _sampled(path).to_pydict() == {"a": ["1", "2"], "b": ["x", "y"]}


def test_a_sparse_row_leaves_out_zeros_and_first_values(tmp_path: Path) -> None:
    path = _written(tmp_path, FLOWERS + "{0 2.5, 1 'wild tulip'}\n{}\n{2 yes, 0 ?}\n3,rose,yes,?,?\n")
    assert _sampled(path).to_pydict() == {
        "petal length": ["2.5", "0", None, "3"],
        "kind": ["wild tulip", "rose", "rose", "rose"],
        "open": ["no", "no", "yes", "yes"],
        "note": [None] * 4,
        "day": [None] * 4,
    }
    numbers = _read(path, ("petal length",), ("petal length",))
    assert numbers.to_pydict() == {"petal length": [2.5, 0.0, None, 3.0]}


def test_numbers_and_texts_come_in_the_order_asked_for(tmp_path: Path) -> None:
    path = _written(tmp_path, FLOWERS + "1.5,rose,no,a,?\n?,rose,yes,'b',?\n'inf',rose,no,c,?\n")
    table = _read(path, ("note", "petal length"), ("petal length",))
    assert str(table.to_pydict()) == str({"note": ["a", "b", "c"], "petal length": [1.5, None, math.nan]})


MEKA = {"-C 2": ("a", "b"), "-C -1": ("d",), "-split-percentage 50 -C 1": ("a",), "-Class 3": (), "": ()}


@pytest.mark.parametrize("options", MEKA)
def test_meka_counts_the_labels_in_the_relation(options: str, tmp_path: Path) -> None:
    columns = "".join(f"@attribute {name} {{0,1}}\n" for name in "abcd")
    path = _written(tmp_path, f"@relation 'flowers: {options}'\n\n{columns}@data\n0,1,0,1\n")
    assert ARFF.sample(path, READING, None).labels == MEKA[options]


def test_plain_lines_and_quoted_ones_are_read_alike(tmp_path: Path) -> None:
    header = "@relation r\n@attribute a numeric\n@attribute b string\n@data\n"
    rows = [f" {i}.5 ,{'?' if i % 7 == 0 else f'text {i}'}\t\n\n" for i in range(2_000)]
    plain = _read(_written(tmp_path, header + "".join(rows)), ("a", "b"), ("a",))
    quoted = _read(_written(tmp_path, header + "".join(rows) + "% end\n"), ("a", "b"), ("a",))
    assert plain.equals(quoted) and plain.num_rows == 2_000
    assert plain["b"].null_count == 286


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from("xy")), min_size=1)
)
def test_dense_and_sparse_files_of_the_same_rows_are_equal(
    tmp_path: Path, rows: list[tuple[float, str]]
) -> None:
    header = "@relation r\n@attribute a numeric\n@attribute b {x,y}\n@data\n"
    dense = _written(tmp_path, header + "".join(f"{a!r},{b}\n" for a, b in rows), "dense.arff")
    lines = [f"{{{f'0 {a!r},' if a else ''}1 {b}}}\n" for a, b in rows]
    sparse = _written(tmp_path, header + "".join(lines), "sparse.arff")
    table = _read(dense, ("a", "b"), ("a",))
    assert table["a"].to_pylist() == [a for a, _ in rows] and table["b"].to_pylist() == [b for _, b in rows]
    assert table.equals(_read(sparse, ("a", "b"), ("a",)))


def test_a_long_file_comes_in_batches_and_its_sample_is_its_beginning(tmp_path: Path) -> None:
    header = "@relation r\n@attribute a numeric\n@attribute b {x,y}\n@data\n"
    path = _written(tmp_path, header + "".join(f"{i},{'xy'[i % 2]}\n" for i in range(300_000)))
    batches = list(ARFF.batches(path, READING, ("a",), frozenset({"a"})))
    assert len(batches) > 2
    assert pa.concat_tables(b.table for b in batches)["a"].to_pylist() == list(range(300_000))
    done = [batch.bytes_done for batch in batches]
    assert done == sorted(done) and done[-1] == path.stat().st_size

    sample = ARFF.sample(path, READING, None)
    assert not sample.is_whole and sample.table["a"].to_pylist() == [str(i) for i in range(SAMPLE_ROWS)]


def test_columns_of_the_same_name_get_names_of_their_own(tmp_path: Path) -> None:
    path = _written(tmp_path, "@relation r\n@attribute a numeric\n@attribute a numeric\n@data\n1,2\n")
    assert _sampled(path).to_pydict() == {"a": ["1"], "a (2)": ["2"]}


def test_a_file_without_rows_gives_its_columns(tmp_path: Path) -> None:
    assert _sampled(_written(tmp_path, FLOWERS)).num_rows == 0


def test_another_encoding_is_asked_for_and_taken(tmp_path: Path) -> None:
    text = "@relation r\n@attribute a {größer,kleiner}\n@data\ngrößer\n"
    path = tmp_path / "german.arff"
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(Question) as question:
        ARFF.propose(path, {})
    assert question.value.field == "encoding"
    reading = ARFF.propose(path, {"encoding": "cp1252"})
    assert ARFF.sample(path, reading, None).table.to_pydict() == {"a": ["größer"]}
    with pytest.raises(UserError, match="not in the encoding utf-8"):
        ARFF.sample(path, READING, None)


def test_a_mark_of_utf_16_says_the_encoding(tmp_path: Path) -> None:
    text = "% c\n@relation r\n@attribute a {größer,kleiner}\n@data\ngrößer\n'kleiner'\n"
    path = tmp_path / "german.arff"
    path.write_bytes(text.encode("utf-16"))
    assert reader_for(path) is ARFF
    reading = ARFF.propose(path, {})
    assert ARFF.sample(path, reading, None).table.to_pydict() == {"a": ["größer", "kleiner"]}


WRONG = {
    "no data line": ("@relation r\n@attribute a numeric\n", "no line that says @data"),
    "no columns": ("@relation r\n@data\n1\n", "declares no columns"),
    "unknown type": ("@relation r\n@attribute a relational\n@data\n", "line 2: column 'a' has the type 'relational'"),
    "no type": ("@relation r\n@attribute a\n@data\n", "line 2: column 'a' has the type ''"),
    "open brace": ("@relation r\n@attribute a {x,y\n@data\n", "line 2: the values of column 'a'"),
    "empty braces": ("@relation r\n@attribute a {}\n@data\n", "line 2: the values of column 'a'"),
    "stray line": ("@relation r\nhello\n@attribute a numeric\n@data\n", "line 2: 'hello' declares no column"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_is_said_with_its_line(case: str, tmp_path: Path) -> None:
    text, message = WRONG[case]
    with pytest.raises(UserError, match=f"flowers.arff.*{message}"):
        ARFF.sample(_written(tmp_path, text), READING, None)


WRONG_ROWS = {
    "too few": ("1,2\n\n% c\n3\n", "line 9: it has 1 values, but 2 columns are declared"),
    "too many": ("1,2\n3,4,5\n", "line 7: it has 3 values, but 2 columns are declared"),
    "weighted": ("1,2,{5}\n", "line 6: it has 3 values"),
    "open quote": ("1,'2\n", "line 6: the quotes"),
    "beyond the columns": ("{7 1}\n", "line 6: it fills position 7"),
    "no number": ("1,2\n\n3,tall\n", "line 8, column 'b': 'tall' is no number"),
    "no number, quoted": ("1,'2'\n% c\n3,tall\n", "line 8, column 'b': 'tall' is no number"),
}


@pytest.mark.parametrize("case", WRONG_ROWS)
def test_a_wrong_row_is_said_with_its_line(case: str, tmp_path: Path) -> None:
    rows, message = WRONG_ROWS[case]
    path = _written(tmp_path, f"% c\n@relation r\n@attribute a numeric\n@attribute b numeric\n@data\n{rows}")
    with pytest.raises(UserError, match=f"flowers.arff, {message}"):
        _read(path, ("a", "b"), ("a", "b"))


def test_only_arff_is_recognised(tmp_path: Path) -> None:
    assert not ARFF.recognises(tmp_path) and not ARFF.recognises(tmp_path / "gone.arff")
    assert not ARFF.recognises(_written(tmp_path, "a,b\n@relation,2\n"))
    assert ARFF.recognises(_written(tmp_path, "\ufeff% c\r\n\r\n  @relation x\n", "renamed.csv"))
