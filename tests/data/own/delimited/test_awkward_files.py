"""Files as people have them: each gives the right table, a clear question, or a sentence that says what is wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from data.own.delimited.text_files import Columns, all_columns_of, columns_of, numbers_of, write

from workbench.core.errors import UserError
from workbench.data.own.delimited.delimited import DELIMITED
from workbench.data.own.reader import Question

RIGHT_TABLES: dict[str, tuple[str | bytes, Columns]] = {
    "comma": ("a,b\n1,x\n2,y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "tab": ("a\tb\n1\tx\n2\ty\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "pipe": ("a|b\n1|x\n2|y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "one space": ("a b\n1 x\n2 y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "lined up with blanks": ("  a    b\n  1    x\n 22    y  \n", {"a": ["1", "22"], "b": ["x", "y"]}),
    "decimal commas": ("w;h;ok\n1,5;2,25;yes\n3,5;4,75;no\n", {"w": ["1,5", "3,5"], "h": ["2,25", "4,75"], "ok": ["yes", "no"]}),
    "decimal commas without names": ("1,5;2,25;yes\n3,5;4,75;no\n", {"column 1": ["1,5", "3,5"], "column 2": ["2,25", "4,75"], "column 3": ["yes", "no"]}),
    "trailing delimiter": ("a,b,\n1,x,\n2,y,\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "trailing delimiter below the names only": ("a,b\n1,x,\n2,y,\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "trailing delimiter, no names": ("1,2,x,\n3,4,y,\n5,6,x,\n", {"column 1": ["1", "3", "5"], "column 2": ["2", "4", "6"], "column 3": ["x", "y", "x"]}),
    "labels that look missing": ("a,label\n1,NA\n2,None\n3,nan\n4,\n", {"a": ["1", "2", "3", "4"], "label": ["NA", "None", "nan", ""]}),
    "UTF-16 with a mark": ("a,größe\n1,x\n2,y\n".encode("utf-16"), {"a": ["1", "2"], "größe": ["x", "y"]}),
    "UTF-16, big end first": (b"\xfe\xff" + "a,b\n1,ü\n2,y\n".encode("utf-16-be"), {"a": ["1", "2"], "b": ["ü", "y"]}),
    "UTF-32 with a mark": ("a,b\n1,ü\n2,y\n".encode("utf-32"), {"a": ["1", "2"], "b": ["ü", "y"]}),
    "UTF-8 with a mark": ("a,b\n1,ü\n2,y\n".encode("utf-8-sig"), {"a": ["1", "2"], "b": ["ü", "y"]}),
    "one column": ("name\nAnna\nBen\n", {"name": ["Anna", "Ben"]}),
    "one column of numbers": ("x\n1\n2\n", {"x": ["1", "2"]}),
    "no names, first class comes again": ("5.1,3.5,setosa\n4.9,3.0,setosa\n6.1,2.9,other\n", {"column 1": ["5.1", "4.9", "6.1"], "column 2": ["3.5", "3.0", "2.9"], "column 3": ["setosa", "setosa", "other"]}),
    "no names, words only": ("red,yes\nblue,no\nred,no\n", {"column 1": ["red", "blue", "red"], "column 2": ["yes", "no", "no"]}),
    "names above words only": ("colour,ok\nred,yes\nblue,no\n", {"colour": ["red", "blue"], "ok": ["yes", "no"]}),
    "the same name twice": ("a,a,a,b\n1,2,3,x\n4,5,6,y\n", {"a": ["1", "4"], "a (2)": ["2", "5"], "a (3)": ["3", "6"], "b": ["x", "y"]}),
    "a second name that is taken": ("a,a (2),a\n1,2,3\n", {"a": ["1"], "a (2)": ["2"], "a (3)": ["3"]}),
    "a name is empty": (",a,b\n0,1,x\n1,2,y\n", {"column 1": ["0", "1"], "a": ["1", "2"], "b": ["x", "y"]}),
    "leading zeros": ("zip,y\n00501,1\n01234,0\n", {"zip": ["00501", "01234"], "y": ["1", "0"]}),
    "long whole numbers": ("id,y\n12345678901234567890,1\n9007199254740993,0\n", {"id": ["12345678901234567890", "9007199254740993"], "y": ["1", "0"]}),
    "a cell goes on in the next line": ('a,b\n1,"x\ny"\n2,z\n', {"a": ["1", "2"], "b": ["x\ny", "z"]}),
    "quotation marks in cells": ('a,b\n1,"say ""hi"""\n2,5" pipe\n', {"a": ["1", "2"], "b": ['say "hi"', '5" pipe']}),
    "blanks before quotation marks": ('a, b, c\n1, "x, y" , 2\n3,"z", 4\n', {"a": ["1", "3"], "b": ["x, y", "z"], "c": [" 2", " 4"]}),
    "blanks before lone quotation marks": ('a,b,c\n ",1,x\n ",2,y\n', {"a": [' "', ' "'], "b": ["1", "2"], "c": ["x", "y"]}),
    "blanks before some quotation marks": ('a,b\n "x,",1\n"p\nq" ,2\n', {"a": ["x,", "p\nq "], "b": ["1", "2"]}),
    "a quoted path": ('a,b\n1,"C:\\dir\\"\n2,"D:"\n', {"a": ["1", "2"], "b": ["C:\\dir\\", "D:"]}),
    "inches and quoted cells": ('a,b\n1,5" pipe\n2,"6"" pipe,\nlong"\n', {"a": ["1", "2"], "b": ['5" pipe', '6" pipe,\nlong']}),
    "delimiters in quoted cells": ('a,b\n1,"x,y"\n2,"z"\n', {"a": ["1", "2"], "b": ["x,y", "z"]}),
    "a title above the table": ("Report of 2024\n\na,b,c\n1,2,x\n3,4,y\n", {"a": ["1", "3"], "b": ["2", "4"], "c": ["x", "y"]}),
    "a title as wide as the table": ("Report,,\n,,\na,b,c\n1,2,x\n3,4,y\n", {"a": ["1", "3"], "b": ["2", "4"], "c": ["x", "y"]}),
    "comments above the table": ("# made by hand\n# 3, 4, 5\na,b\n1,x\n2,y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "names in a comment": ("# a,b\n1,x\n2,y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "Windows line ends": ("a,b\r\n1,x\r\n2,y\r\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "old Mac line ends": ("a,b\r1,x\r2,y\r", {"a": ["1", "2"], "b": ["x", "y"]}),
    "mixed line ends": ("a,b\r\n1,x\n2,y\r3,z", {"a": ["1", "2", "3"], "b": ["x", "y", "z"]}),
    "no line end at the end": ("a,b\n1,x\n2,y", {"a": ["1", "2"], "b": ["x", "y"]}),
    "blank lines": ("\na,b\n\n1,x\n   \n2,y\n\n\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "padded with blanks": ("a , b\n 1 , x\n 2 , y\n", {"a": [" 1 ", " 2 "], "b": [" x", " y"]}),
    "thousands in quotes": ('a,b\n"1,234",x\n"5,678",y\n', {"a": ["1,234", "5,678"], "b": ["x", "y"]}),
    "percent": ("a,b\n12%,x\n5%,y\n", {"a": ["12%", "5%"], "b": ["x", "y"]}),
    "dates and times": ("when,y\n2024-01-31 12:00:01,1\n2024-02-01 08:30:00,0\n", {"when": ["2024-01-31 12:00:01", "2024-02-01 08:30:00"], "y": ["1", "0"]}),
    "Excel's own first line": ("sep=;\na;b\n1;x\n2;y\n", {"a": ["1", "2"], "b": ["x", "y"]}),
    "Excel's own first line against the look": ("sep=|\na,b|c\n1,2|x\n", {"a,b": ["1,2"], "c": ["x"]}),
    "tags with semicolons": ("a,b,tags\n1,2,x;y\n3,4,y;z\n", {"a": ["1", "3"], "b": ["2", "4"], "tags": ["x;y", "y;z"]}),
    "tags with pipes": ("a;b;tags\n1;2;x|y\n3;4;y|z\n", {"a": ["1", "3"], "b": ["2", "4"], "tags": ["x|y", "y|z"]}),
    "a column without values": ("a,empty,b\n1,,x\n2,,y\n", {"a": ["1", "2"], "empty": ["", ""], "b": ["x", "y"]}),
    "unusual blanks in cells": ("a,b\n1,x\u2028y\n2,\u00a0z\x0b\n", {"a": ["1", "2"], "b": ["x\u2028y", "\u00a0z\x0b"]}),
    "other writing systems": ("名前,值\n花,1\n🌸,2\n", {"名前": ["花", "🌸"], "值": ["1", "2"]}),
    "one row": ("a,b\n1,x\n", {"a": ["1"], "b": ["x"]}),
}  # fmt: skip


@pytest.mark.parametrize("case", RIGHT_TABLES)
def test_the_right_table(tmp_path: Path, case: str) -> None:
    content, columns = RIGHT_TABLES[case]
    path = write(tmp_path, content)

    assert columns_of(path) == columns
    assert all_columns_of(path) == columns


LARGE_TABLES: dict[str, Columns] = {
    "many columns": {f"x{number}": [str(number), "0", "1.5"] for number in range(5_000)},
    "a long cell": {"a": ["1", "2", "3"], "b": ["x" * 300_000, "y", "z"]},
    "a long cell in quotation marks": {"a": ["1", "2", "3"], "b": ['"' + "x,\n" * 100_000 + '"', "y", "z"]},
    "long lines": {f"column {number}": ["w" * 2_000, "v"] * 3 for number in range(1, 500)},
    "many rows": {"a": [str(number) for number in range(400_000)], "b": ["x", "long name"] * 200_000},
}


@pytest.mark.parametrize("case", LARGE_TABLES)
def test_a_table_larger_than_what_is_looked_at(tmp_path: Path, case: str) -> None:
    columns = LARGE_TABLES[case]
    text = io.StringIO()
    csv.writer(text).writerows([list(columns), *zip(*columns.values(), strict=True)])
    path = write(tmp_path, text.getvalue())

    assert all_columns_of(path) == columns
    first = columns_of(path)
    assert list(first) == list(columns)
    assert all(cells and columns[name][: len(cells)] == cells for name, cells in first.items())


QUESTIONS: dict[str, tuple[str | bytes, str]] = {
    "Windows-1252": ("a,größe\n1,x\n".encode("cp1252"), "encoding"),
    "UTF-16 without a mark": ("a,b\n1,x\n2,y\n".encode("utf-16-le"), "encoding"),
    "UTF-16 without a mark, big end first": ("a,b\n1,x\n2,y\n".encode("utf-16-be"), "encoding"),
    "names or numbers": ("0,1,2,3\n5,6,7,8\n9,1,2,3\n", "header"),
    "years as names or the first row": ("country,1990,2000\nA,1.5,2.5\nB,3.5,4.5\n", "header"),
    "whole numbers above decimals": ("1990,2000\n1.5,2.5\n3.5,4.5\n", "header"),
    "the index of a table": (",0,1,2\n0,1.5,2.5,a\n1,3.5,4.5,b\n", "header"),
    "ragged lines": ("a,b,c\n1,2\n3,4,5\n6\n7,8\n", "delimiter"),
    "commas that may part thousands": ("a;b\n1,234;x\n5,678;y\n", "decimal_mark"),
    "points and commas": ("a;b;c\n1,5;1.5;x\n2,5;2.5;y\n", "decimal_mark"),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_a_clear_question(tmp_path: Path, case: str) -> None:
    content, field = QUESTIONS[case]

    with pytest.raises(Question) as asked:
        columns_of(write(tmp_path, content))

    choices = next(each.choices for each in DELIMITED.fields if each.name == field)
    assert asked.value.field == field
    assert "table.csv" in str(asked.value)
    assert asked.value.choices and all(not choices or choice in choices for choice in asked.value.choices)


REFUSALS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "table.csv is empty"),
    "blank lines only": ("\ufeff\n  \n\n", "table.csv is empty"),
    "names only": ("a,b,c\n", "table.csv has names of columns but no rows"),
    "a line is too short": (
        "a,b,c\n" + "1,2,x\n" * 30 + "1,2\n",
        "line 32: there are 2 cells where the table has 3",
    ),
    "a line is too long": (
        "a,b\n" + "1,x\n" * 30 + "1,2,3\n",
        "line 32: there are 3 cells where the table has 2",
    ),
    "a total below the table": ("a,b\n" + "1,x\n" * 30 + "30 rows\n", "line 32: there are 1 cell where"),
    "a name is missing": ("a,b\nr1,1,x\nr2,2,y\n", "line 1: there are 2 names but 3 columns"),
    "something after the last delimiter": (
        "a,b,\n" + "1,x,\n" * 2000 + "1,x,y\n",
        "line 2002: “y” stands after",
    ),
    "a quotation mark is not closed": ('a,b\n1,x\n2,"y\n3,z\n', "line 3: a cell that begins here never ends"),
    "backslashes before quotation marks": (
        'a,b\n1,"x"\n2,"say \\"hi\\" now"\n',
        "line 3: a quotation mark in a cell has a backslash",
    ),
    "zero bytes": (b"a,b\n1,\0\n", "table.csv contains zero bytes"),
    "a zero byte far below": (
        b"a,b\n" + b"1,x\n" * 1_500_000 + b"1,\0\n",
        "line 1500002: there is a zero byte",
    ),
    "bytes of a program": (bytes(range(256)) * 8, "table.csv contains zero bytes"),
    "compressed": (b"\x1f\x8b\x08" + b"x" * 100, "table.csv is compressed; unpack it"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_sentence_that_says_what_is_wrong(tmp_path: Path, case: str) -> None:
    content, words = REFUSALS[case]

    with pytest.raises(UserError) as refused:
        all_columns_of(write(tmp_path, content))

    assert words in str(refused.value)
    assert "table.csv" in str(refused.value)
    assert not isinstance(refused.value, Question)


def test_the_question_about_the_delimiter_names_the_line_that_speaks_against_it(tmp_path: Path) -> None:
    with pytest.raises(
        Question, match="cut at each comma, most lines have 2 cells, but line 4 has another number"
    ):
        columns_of(write(tmp_path, "a,b\n1,x\n2,y\nTotal,,\n"))


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="table.csv has no column “z”; it has a, b"):
        numbers_of(write(tmp_path, "a,b\n1,x\n"), "z")


NUMBERS: dict[str, tuple[str, list[float | None]]] = {
    "plain": ("x,y\n1,a\n2.5,b\n-3e2,a\n+4,b\n.5,a\n6.,b\n", [1, 2.5, -300, 4, 0.5, 6]),
    "missing": ("x,y\n1,a\n,b\nNA,a\nn/a,b\n?,a\nNaN,a\nnull,a\n", [1, None, None, None, None, None, None]),
    "missing with blanks": ("x,y\n 1 ,a\n NA ,b\n  ,c\n", [1, None, None]),
    "decimal commas": ("x;y\n1,5;a\n2;b\n-0,25;a\n", [1.5, 2, -0.25]),
    "decimal commas with blanks and marks": ("x;y\n 1,5;a\n ? ;b\n-0,25 ;a\n", [1.5, None, -0.25]),
    "in quotation marks with decimal commas": ('x,y\n"1,5",a\n"2",b\n', [1.5, 2]),
    "in quotation marks": ('x,y\n"1.5",a\n"2",b\n', [1.5, 2]),
    "an odd not-a-number": ("x,y\n1,a\nnAn,b\n", [1, None]),
}


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers(tmp_path: Path, case: str) -> None:
    content, numbers = NUMBERS[case]
    given = {"decimal_mark": ","} if "commas" in case else {}

    assert numbers_of(write(tmp_path, content), "x", **given) == numbers


@pytest.mark.parametrize("cell", ["inf", "-inf", "Infinity", "1e999", "#DIV/0!", " inf "])
def test_an_infinite_number_is_told_from_a_missing_one(tmp_path: Path, cell: str) -> None:
    path = write(tmp_path, f"x,y\n1,a\n2,b\n,b\n3,b\n4,b\n5,b\n6,b\n7,b\n8,b\n9,b\n{cell},a\n")

    found = numbers_of(path, "x", header=True)

    assert found[2] is None
    assert found[-1] is not None and found[-1] != found[-1]


NO_NUMBERS: dict[str, tuple[str, str]] = {
    "a word": ("x,y\n1,a\n\n2,b\nabc,a\n", "line 5: “abc” in column “x” is no number"),
    "a mark between thousands": ('x,y\n1,a\n"1,234",b\n', "line 3: “1,234” in column “x” is no number; take marks between thousands out"),
    "a point where commas are decimal": ("x;y\n" + "1,5;a\n" * 20 + "1.234;c\n", "line 22: “1.234”"),
    "percent": ("x,y\n12%,a\n", "line 2: “12%” in column “x” is no number; take the percent signs out"),
    "a date": ("x,y\n2024-01-31,a\n", "line 2: “2024-01-31”"),
    "a program's number": ("x,y\n1_000,a\n", "line 2: “1_000”"),
    "after a cell of two lines": ('x,y\n1,"a\nb"\n2,c\nx,c\n', "line 5: “x”"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_NUMBERS)
def test_a_cell_that_is_no_number_is_named(tmp_path: Path, case: str) -> None:
    content, words = NO_NUMBERS[case]

    with pytest.raises(UserError) as refused:
        numbers_of(write(tmp_path, content), "x", header=True)

    assert words in str(refused.value)
