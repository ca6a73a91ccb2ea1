"""What the doctor tells of labels, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.data.own.doctor.label_cases import Column, texts
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.diagnosis import Diagnosis, Weight
from workbench.data.own.doctor.findings import FINDINGS
from workbench.data.own.doctor.label_rows import LabelRows


@dataclass(frozen=True)
class FindingCase:
    """One row: columns, and what must be said of them."""

    finding: str
    weight: Weight
    sentence: str
    columns: dict[str, Column]
    given: LabelReading | None = None
    declared: tuple[str, ...] = ()

    def diagnosis(self, is_whole: bool = True) -> Diagnosis:
        declared = {"y": self.declared} if self.declared else {}
        rows = LabelRows.of(texts(**self.columns))
        return diagnose(rows, declared=declared, given=self.given, is_whole=is_whole)


CASES = [
    FindingCase("no_labels", "error", "No row has a label", {"y": [None, " ", ""]}),
    FindingCase("too_many_classes", "error", "more than 1,000 classes", {"y": [f"row {n}" for n in range(1001)]}),
    FindingCase("too_many_classes", "error", "more than 1,000 classes", {"y": [str(n) for n in range(1001)]}),
    FindingCase("too_many_classes", "error", "more than 1,000 classes", {"y": [f"{n}|x" for n in range(1001)]}),
    FindingCase(
        "contradictions", "error", "2 of 3 rows contradict “Yes or no, as 0 and 1”, such as row 2 (“2”): each must be 0 or 1.",
        {"y": ["1", "2", "x"]}, LabelReading("zero_one"),
    ),
    FindingCase(
        "contradictions", "error", "1 of 2 rows contradicts “One-hot columns: 0 and 1”, such as row 1 (“1”, “1”)",
        {"a": ["1", "0"], "b": ["1", "1"]}, LabelReading("one_hot"),
    ),
    FindingCase("one_class", "error", "All rows have the class “a”", {"y": ["a", "a"]}),
    FindingCase("one_class", "error", "All rows have the class “1”", {"y": ["1", "1"]}),
    FindingCase("one_class", "error", "If an empty cell means “no”, write so", {"y": ["yes", ""]}),
    FindingCase("one_class", "error", "All rows have the class “a”", {"a": ["1", "1"], "b": ["0", "0"]}, LabelReading("one_hot")),
    FindingCase("no_positives", "error", "No row carries any", {"a": ["0", "0"], "b": ["0", "0"]}, LabelReading("multi_hot")),
    FindingCase("unlabelled", "warning", "2 of 4 rows have no label and will be left out.", {"y": ["a", "", "b", None]}),
    FindingCase("unlabelled", "warning", "1 of 3 rows has no label, as one of their label cells is empty",
                {"a": ["1", "", "1"], "b": ["1", "1", "0"]}),
    FindingCase("single_rows", "warning", "2 classes have a single row (“b”, “c”)", {"y": ["a", "a", "b", "c"]}),
    FindingCase("empty_classes", "note", "1 class has no row (“b”)", {"y": ["a", "c"]}, declared=("a", "b", "c")),
    FindingCase("unbalanced", "warning", "“a” has 90 rows, “b” has 9 rows. To answer “a” always is right in 91%",
                {"y": ["a"] * 90 + ["b"] * 9}),
    FindingCase("rare_labels", "warning", "1 label is carried by less than 2% of the rows (“b”)",
                {"y": ["a|b", "a", "b"] + ["a"] * 200 + ["c"] * 90}),
    FindingCase("labels_in_a_row", "note", "Of 4 rows, 1 carries none of the labels and 2 several; 1.25 labels a row",
                {"y": ["a|b", "b|a", "a", ""]}),
    FindingCase("labels_in_a_row", "warning", "Each row carries exactly one label",
                {"a": ["1", "0"], "b": ["0", "1"]}, LabelReading("multi_hot")),
    FindingCase("labels_of_all", "note", "Every row carries “a”", {"y": ["a|b", "a"]}),
    FindingCase("which_is_yes", "note", "“1” counts as yes: 3 of 4 rows (75%).", {"y": ["1", "1", "1", "0"]}),
    FindingCase("missing_words", "warning", "“NA” is a class like any other here (2 rows).", {"y": ["NA", "x", "y", "NA"]}),
    FindingCase("alike", "warning", "“Cat”, “cat” differ in capitals", {"y": ["Cat", "cat", "dog"]}),
    FindingCase("measured", "warning", "3 different numbers", {"y": ["1.5", "2.25", "-7.1"]}),
    FindingCase("measured", "warning", "40 different numbers", {"y": [str(n) for n in range(40)]}),
    FindingCase("measured", "warning", "“b” holds 2 different numbers", {"a": ["x", "y"], "b": ["3.5", "2.25"]}),
    FindingCase("names_of_rows", "warning", "12 classes in only 12 rows", {"y": [f"Ann {n}" for n in range(12)]}),
    FindingCase("gaps", "note", "2 of the numbers from 0 to 5 have no row", {"y": ["0", "1", "2", "5"]}),
    FindingCase("rescaled", "note", "The shares of 1 row do not add up", {"a": ["0.33", "1"], "b": ["0.66", "0"]}),
    FindingCase("cut_at_half", "note", "probabilities in 1 row become a plain yes or no", {"y": ["0.7", "1", "0"]},
                LabelReading("yes_from_half")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.finding}: {case.sentence[:30]}")
def test_what_is_found(case: FindingCase) -> None:
    found = case.diagnosis().findings
    assert any(one.weight == case.weight and case.sentence in one.sentence for one in found), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.finding}: {case.sentence[:30]}")
def test_only_an_error_keeps_from_training(case: FindingCase) -> None:
    assert bool(case.diagnosis().problem) == any(one.weight == "error" for one in case.diagnosis().findings)
    assert case.weight != "error" or case.sentence in case.diagnosis().problem


def test_every_finding_has_a_case() -> None:
    assert {case.finding for case in CASES} == {find.__name__ for find in FINDINGS}


def test_nothing_is_said_of_labels_that_are_as_they_should_be() -> None:
    found = diagnose(LabelRows.of(texts(y=["a", "b", "c"] * 5)))
    assert found.findings == ()


@pytest.mark.parametrize("case", [one for one in CASES if one.finding in ("one_class", "no_positives")])
def test_a_sample_cannot_tell_that_a_class_is_missing(case: FindingCase) -> None:
    if not any(cell in ("", None) for cells in case.columns.values() for cell in cells):
        assert case.diagnosis(is_whole=False).problem == ""
