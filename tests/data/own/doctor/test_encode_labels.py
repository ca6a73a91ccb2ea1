"""Labels that fit nothing are refused in a sentence that says where."""

from __future__ import annotations

import pytest

from tests.data.own.doctor.label_cases import Column, texts
from workbench.core.errors import UserError
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.encode_labels import UnreadableLabel, encode_labels


@pytest.mark.parametrize(
    ("columns", "labels", "row", "complaint"),
    [
        ({"y": ["0", "x"]}, LabelReading("zero_one", ("0", "1")), 1, "column “y” holds “x”, .* must be 0 or 1"),
        ({"y": ["0", "3"]}, LabelReading("class_index", ("0", "1")), 1, "“y” holds “3”"),
        ({"y": ["1", "0"]}, LabelReading("class_index_from_1", ("1", "2")), 1, "“y” holds “0”"),
        ({"y": ["a", "c"]}, LabelReading("names", ("A", "B"), ("a", "b")), 1, "“y” holds “c”, .* name of a class"),
        ({"y": ["a|d"]}, LabelReading("tags", ("a",), ("a",), "|"), 0, "“y” holds “a|d”"),
        ({"a": ["1", "1"], "b": ["0", "1"]}, LabelReading("one_hot", ("a", "b")), 1, "hold “1”, “1”, .* exactly one"),
        ({"a": ["1", "0"], "b": ["0", "2"]}, LabelReading("multi_hot", ("a", "b")), 1, "“b” holds “2”"),
        ({"a": [".5", ".5"], "b": [".5", "1"]}, LabelReading("soft", ("a", "b")), 1, "sum of 1"),
        ({"y": ["inf"]}, LabelReading("probability", ("no", "yes")), 0, "“y” holds “inf”"),
    ],
)  # fmt: skip
def test_a_label_that_does_not_fit(
    columns: dict[str, Column], labels: LabelReading, row: int, complaint: str
) -> None:
    with pytest.raises(UnreadableLabel, match=complaint) as caught:
        encode_labels(texts(**columns), labels)
    assert caught.value.row == row


def test_a_long_text_is_cut() -> None:
    with pytest.raises(UnreadableLabel) as caught:
        encode_labels(texts(y=["x" * 10_000]), LabelReading("zero_one", ("0", "1")))
    assert len(str(caught.value)) < 300


def test_names_that_a_person_gave_stay_apart_from_the_texts() -> None:
    labels = LabelReading("names", ("benign", "malignant"), ("B", "M"))
    assert encode_labels(texts(y=["M", "B"]), labels).values.tolist() == [1, 0]


def test_the_second_of_two_texts_is_yes() -> None:
    labels = LabelReading("two_values", ("ham", "spam"), ("ham", "spam"))
    assert encode_labels(texts(y=["spam", "ham"]), labels).values.tolist() == [1, 0]


def test_yes_from_one_half_on() -> None:
    labels = LabelReading("yes_from_half", ("no", "yes"))
    assert encode_labels(texts(y=["0.5", "0.49"]), labels).values.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("form", "complaint"),
    [("one_hot", "takes several label columns, and there is only 1"), ("guess", "no label form 'guess'")],
)
def test_a_form_that_is_none(form: str, complaint: str) -> None:
    with pytest.raises(UserError, match=complaint):
        encode_labels(texts(y=["1"]), LabelReading(form))
