"""Lines of ARFF data are taken apart as Weka does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.data.own.arff.arff_cells import WrongLine, dense_cells, nominal_values, sparse_cells

DENSE: dict[str, list[str | None]] = {
    "1,2": ["1", "2"],
    " 1 ,\t2 \n": ["1", "2"],
    "?,'?'": [None, "?"],
    "1,,": ["1", None, None],
    "'a, b',\"c, d\"": ["a, b", "c, d"],
    r"'it\'s',\'": ["it's", r"\'"],
    r"'a\tb\\n\u00e9'": ["a\tb\\né"],
    "O'Brien,5' 3\"": ["O'Brien", "5' 3\""],
    "'',''": ["", ""],
    "NA,None": ["NA", "None"],
    "New York,50%": ["New York", "50%"],
}


@pytest.mark.parametrize("line", DENSE)
def test_a_dense_line(line: str) -> None:
    assert dense_cells(line) == DENSE[line]


SPARSE: dict[str, dict[int, str | None]] = {
    "{}": {},
    "{ }": {},
    "{0 1}": {0: "1"},
    "{1 2.5, 3 'a, b',7 ?}": {1: "2.5", 3: "a, b", 7: None},
    '  { 4\t"x" ,2 New York }\n': {4: "x", 2: "New York"},
    "{1 'a}b'}": {1: "a}b"},
}


@pytest.mark.parametrize("line", SPARSE)
def test_a_sparse_line(line: str) -> None:
    assert sparse_cells(line) == SPARSE[line]


@pytest.mark.parametrize("line", ["'open", "'a'b,1", '"x', "1,'a' 'b'"])
def test_quotes_that_do_not_match_are_no_cells(line: str) -> None:
    with pytest.raises(WrongLine, match="quotes"):
        dense_cells(line)


@pytest.mark.parametrize(
    "line", ["{1 2", "{1}", "{a b}", "{1 2 3 4, 5}", "{1 2, 1 3}", "{-1 2}", "{1 2},{5}"]
)
def test_a_sparse_line_that_is_none_is_not_read(line: str) -> None:
    with pytest.raises(WrongLine):
        sparse_cells(line)


def _quoted(text: str) -> str:
    for plain, escape in (("\\", r"\\"), ("'", r"\'"), ("\n", r"\n"), ("\r", r"\r"), ("\t", r"\t")):
        text = text.replace(plain, escape)
    return f"'{text}'"


@given(st.lists(st.text(), min_size=1))
def test_whatever_is_quoted_comes_back(texts: list[str]) -> None:
    assert dense_cells(",".join(map(_quoted, texts))) == texts
    assert nominal_values(", ".join(map(_quoted, texts))) == tuple(dict.fromkeys(texts))
    entries = ", ".join(f"{position} {_quoted(text)}" for position, text in enumerate(texts))
    assert sparse_cells(f"{{{entries}}}") == dict(enumerate(texts))


def test_a_nominal_value_counts_once_and_nothing_is_none() -> None:
    assert nominal_values("a, b ,a,, '',") == ("a", "b", "")
