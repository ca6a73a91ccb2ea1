"""The verdict, what a person may choose in its place, and what that would mean."""

from __future__ import annotations

import pytest

from tests.data.own.doctor.label_cases import LABEL_CASES, LabelCase, texts
from workbench.core.errors import UserError
from workbench.core.own_data import LabelReading
from workbench.data.own.doctor import alternatives
from workbench.data.own.doctor.diagnose import diagnose
from workbench.data.own.doctor.diagnosis import Alternative, Diagnosis
from workbench.data.own.doctor.encode_labels import encode_labels
from workbench.data.own.doctor.label_forms import LABEL_FORMS
from workbench.data.own.doctor.label_rows import LabelRows

IRIS = texts(species=["setosa", "virginica", "setosa", "versicolor"])
CODED = texts(y=["0", "1", "2", "1"])


def verdict(table: object, given: LabelReading | None = None) -> Diagnosis:
    return diagnose(LabelRows.of(table), given=given)


def alternative(found: Diagnosis, form: str) -> Alternative:
    return next(one for one in found.alternatives if one.form == form)


def test_the_verdict_says_what_was_found_and_what_will_be_done() -> None:
    assert verdict(IRIS).verdict == (
        "Column “species” names the class of each row. 4 rows are read as “exactly one of 3”"
        " (“setosa”, “versicolor”, “virginica”), which takes a softmax head of 3 units and the loss"
        " sparse_categorical_crossentropy."
    )


def test_the_verdict_on_tags_names_what_stands_between_them() -> None:
    assert "holds each row's tags, with a bar between them" in verdict(texts(y=["a|b", "b"])).verdict


def test_many_columns_are_not_all_listed() -> None:
    block = texts(**{f"label {n}": ["0", "1", "1"] for n in range(30)})
    assert verdict(block).verdict.startswith(
        "The 30 columns “label 0”, “label 1” … “label 29” hold a label each"
    )


@pytest.mark.parametrize("case", LABEL_CASES, ids=lambda case: case.what)
def test_every_other_form_is_an_alternative(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared)
    assert {one.form for one in found.alternatives} == set(LABEL_FORMS) - {found.labels.form}
    assert all(one.consequence.endswith(".") for one in found.alternatives)


@pytest.mark.parametrize("case", LABEL_CASES, ids=lambda case: case.what)
def test_what_is_possible_can_be_chosen(case: LabelCase) -> None:
    found = diagnose(case.rows, declared=case.declared)
    for one in found.alternatives:
        other = diagnose(case.rows, declared=case.declared, given=LabelReading(one.form))
        if one.possible:
            assert other.labels.form == one.form
            encode_labels(case.table, other.labels)
        else:
            assert other.labels.form != one.form or other.problem


def test_an_alternative_counts_the_rows_that_contradict_it() -> None:
    other = alternative(verdict(CODED), "zero_one")
    assert not other.possible
    assert other.consequence == (
        "3 rows are read as “yes or no”; 1 row contradicts, such as row 3 (“2”), which would have to be 0 or 1."
    )


def test_an_alternative_that_is_possible_says_what_it_takes() -> None:
    other = alternative(verdict(CODED), "tags")
    assert other.possible
    assert (
        "4 rows are read as “any number of 3” (“0”, “1”, “2”), which takes a sigmoid head"
        in other.consequence
    )


def test_an_alternative_for_other_columns_is_not_possible() -> None:
    assert alternative(verdict(CODED), "one_hot").consequence == (
        "Not possible: it takes several label columns, and there is only 1."
    )


def test_of_very_many_different_rows_the_first_ones_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alternatives, "COMPARED_ROWS", 2)
    other = alternative(verdict(CODED), "zero_one")
    assert other.consequence.startswith("Of the first 2 different rows: 3 rows are read as “yes or no”")


def test_a_chosen_form_is_kept() -> None:
    found = verdict(CODED, LabelReading("names"))
    assert (found.labels.form, found.labels.class_names) == ("names", ("0", "1", "2"))


def test_chosen_names_are_kept_and_new_classes_come_after_them() -> None:
    known = LabelReading("names", ("Virgin's iris", "Bristly iris"), ("virginica", "setosa"))
    labels = verdict(IRIS, known).labels
    assert labels.class_names == ("Virgin's iris", "Bristly iris", "versicolor")
    assert encode_labels(IRIS, labels).values.tolist() == [1, 0, 1, 2]


def test_a_new_class_whose_name_is_taken_gets_a_mark() -> None:
    labels = verdict(texts(y=["a", "b"]), LabelReading("names", ("b",), ("a",))).labels
    assert labels.class_names == ("b", "b'")


def test_names_made_for_another_form_are_forgotten() -> None:
    known = LabelReading("names", ("x", "y"), ("x", "y"))
    assert verdict(CODED, LabelReading("class_index", ("none",))).labels.class_names == ("none", "1", "2")
    assert verdict(texts(a=["1", "0"], b=["0", "1"]), known).labels == LabelReading("one_hot", ("a", "b"))


def test_a_chosen_separator_is_kept() -> None:
    labels = verdict(texts(y=["a/b|c", "c"]), LabelReading("tags", separator="/")).labels
    assert labels.texts == ("a", "b|c", "c")


def test_a_class_that_only_the_whole_file_has_is_added_to_those_of_the_sample() -> None:
    sample = verdict(texts(y=["0", "1", "2"])).labels
    whole = verdict(texts(y=["0", "1", "2", "3"]), sample)
    assert (whole.labels.class_names, whole.problem) == (("0", "1", "2", "3"), "")


def test_no_label_column() -> None:
    with pytest.raises(UserError, match="No column holds the labels"):
        diagnose(LabelRows(texts(), *(LabelRows.of(CODED).counts,) * 2))


def test_no_rows() -> None:
    with pytest.raises(UserError, match="no rows below the header"):
        verdict(texts(y=[]))


def test_a_form_that_there_is_not() -> None:
    with pytest.raises(UserError, match="no label form 'guess'"):
        verdict(CODED, LabelReading("guess"))
