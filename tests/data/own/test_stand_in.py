"""What stands for data that is not at hand has its names; what says too little of itself is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind
from workbench.core.own_data import MOST_INPUTS, Column, FileReference, LabelReading, OwnData, Reading
from workbench.data.own.importing.import_own import import_own
from workbench.data.own.stand_in import stand_in

CSV = Reading("delimited", {"encoding": "utf-8", "delimiter": "comma", "decimal_mark": ".", "header": True})
OWN = OwnData(
    FileReference("/gone/flowers.csv"),
    CSV,
    (
        Column("length"),
        Column("colour", kind="category", categories=("red", "blue")),
        Column("species", "label", "text"),
    ),
    LabelReading("names", ("rose", "lily"), ("rose", "lily")),
)


def test_it_has_the_names_of_the_data() -> None:
    data = stand_in(OWN, "It is gone.")
    assert data.input_names == ("length", "colour = red", "colour = blue")
    assert (data.class_names, data.label_kind) == (("rose", "lily"), LabelKind.CLASS_INDEX)
    assert not data.inputs.any() and data.description == "It is gone."


def test_it_takes_no_memory_for_many_inputs() -> None:
    own = msgspec.structs.replace(OWN, columns=(Column("pixels", width=MOST_INPUTS), OWN.columns[-1]))
    assert stand_in(own, "").inputs.strides[1] == 0


OPTIONS = CSV.options
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"labels": LabelReading("of the future", ("a", "b"))}, "no label form 'of the future'"),
    ({"labels": LabelReading("", ("a", "b"))}, "no label form ''"),
    ({"labels": LabelReading("names")}, "does not say what the inputs and classes"),
    ({"columns": OWN.columns[-1:]}, "does not say what the inputs and classes"),
    ({"reading": Reading("of the future")}, "this version cannot read"),
    ({"reading": Reading("delimited")}, "how flowers.csv is read: decimal_mark, delimiter, encoding, header"),
    ({"reading": Reading("delimited", OPTIONS | {"delimiter": "word"})}, "Delimiter cannot be 'word'"),
    ({"reading": Reading("delimited", OPTIONS | {"encoding": "rot13"})}, "Encoding cannot be 'rot13'"),
    ({"reading": Reading("delimited", OPTIONS | {"macro": "x"})}, "no setting 'macro'"),
]


@pytest.mark.parametrize(("changed", "words"), WRONG)
def test_what_no_import_has_written_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        stand_in(msgspec.structs.replace(OWN, **changed), "")


@pytest.mark.parametrize(("changed", "words"), [row for row in WRONG if "reading" in row[0]])
def test_an_import_refuses_such_a_reading_too(changed: dict[str, Any], words: str, tmp_path: Path) -> None:
    (tmp_path / "flowers.csv").write_text("length,colour,species\n1,red,rose\n2,blue,lily\n")
    own = msgspec.structs.replace(OWN, file=FileReference(str(tmp_path / "flowers.csv")), **changed)
    with pytest.raises(UserError, match=words):
        import_own(own)
