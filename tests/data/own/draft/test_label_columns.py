"""Which columns are proposed as labels."""

from __future__ import annotations

import pyarrow as pa
import pytest

from workbench.data.own.draft.column_profile import profile
from workbench.data.own.draft.label_columns import proposed_labels

REAL = ["0.5", "1.25", "2.75", "3.5"]
BITS = ["0", "1", "1", "0"]
WORDS = ["a", "b", "a", "b"]
FREE = ["one", "two", "three", "four"]

TABLES: list[tuple[str, dict[str, list[str]], tuple[str, ...]]] = [
    ("a name that says it", {"species": WORDS, "length": REAL, "sex": WORDS}, ("species",)),
    ("in capitals", {"CLASS": WORDS, "length": REAL, "sex": WORDS}, ("CLASS",)),
    ("the surer of two names", {"category": WORDS, "target": BITS, "x": REAL}, ("target",)),
    ("y, where it is no coordinate", {"y": BITS, "x": REAL}, ("y",)),
    ("the last, where y is a coordinate", {"x": REAL, "y": REAL, "kind": WORDS}, ("kind",)),
    ("the last that can be", {"kind": WORDS, "x": REAL, "remark": FREE}, ("kind",)),
    ("several 0/1 columns at the end", {"x": REAL, "happy": BITS, "sad": BITS}, ("happy", "sad")),
    ("several columns of yes and no", {"x": REAL, "calm": ["yes", "no"] * 2, "wild": ["no", "yes"] * 2}, ("calm", "wild")),
    ("crosses", {"x": REAL, "Mo": ["x", "", "X", ""], "Di": ["", "x", "x", ""]}, ("Mo", "Di")),
    ("not in two languages", {"x": REAL, "smokes": ["yes", "no"] * 2, "died": ["ja", "nein"] * 2}, ("died",)),
    ("a name before a block", {"class": WORDS, "happy": BITS, "sad": BITS}, ("class",)),
    ("numbered columns", {"label_0": BITS, "label_1": BITS, "x": REAL}, ("label_0", "label_1")),
    ("shares", {"x": WORDS, "y0": ["0.5", "0.25"] * 2, "y1": ["0.5", "0.75"] * 2}, ("y0", "y1")),
    ("nothing but 0 and 1", {"a": BITS, "b": BITS}, ("b",)),
    ("tags", {"x": REAL, "genres": ["rock|pop", "pop", "rock|folk", "folk|pop"]}, ("genres",)),
    ("numbers alone", {"x": REAL, "z": REAL}, ()),
    ("sentences", {"x": REAL, "text": ["so, this is a long remark"] * 2 + FREE[:2]}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("table", "labels"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_labels_are_found(table: dict[str, list[str]], labels: tuple[str, ...]) -> None:
    profiles = {name: profile(pa.chunked_array([pa.array(cells)])) for name, cells in table.items()}
    assert proposed_labels(profiles) == labels


def test_what_the_file_declares_comes_first() -> None:
    profiles = {name: profile(pa.chunked_array([pa.array(WORDS)])) for name in ("class", "mood")}
    assert proposed_labels(profiles, ("mood",)) == ("mood",)
