"""What is said of many rows, beside what is true."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.heads import Head, head_for
from workbench.core.labels import LabelKind
from workbench.core.predictions import Predictions, columns_of, joined, outputs_of

NAMES = ("cat", "dog", "owl")
SOFTMAX = head_for("softmax", LabelKind.CLASS_INDEX)
LABELS = head_for("sigmoid", LabelKind.MULTI_HOT)
YES_NO = head_for("sigmoid", LabelKind.YES_NO)


def said(head: Head, rows: list[list[float]], truth: list[list[float]] | None = None) -> Predictions:
    names = NAMES if len(rows[0]) == 3 else ("no", "yes")
    known = None if truth is None else np.array(truth, np.float32)
    return Predictions(head, 0.5, names, np.array(rows, np.float32), known)


def test_the_largest_probability_is_the_answer_of_a_softmax() -> None:
    found = said(SOFTMAX, [[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]], [[0, 1, 0], [0, 0, 1]])
    assert [found.answer(0), found.answer(1)] == ["dog", "cat"]
    assert [found.true_words(0), found.true_words(1)] == ["dog", "owl"]
    assert found.wrong.tolist() == [False, True]
    assert found.summary == "2 rows; 1 wholly right (50.0%)"


def test_any_number_of_labels_can_be_said() -> None:
    found = said(LABELS, [[0.9, 0.8, 0.1], [0.1, 0.2, 0.3]], [[1, 1, 0], [0, 0, 0]])
    assert [found.answer(0), found.answer(1)] == ["cat, dog", "none"]
    assert not found.wrong.any()


def test_one_unit_says_yes_or_no() -> None:
    found = said(YES_NO, [[0.7], [0.2]])
    assert found.outputs == ("yes",)
    assert [found.answer(0), found.answer(1)] == ["yes", "no"]


def test_rows_without_a_truth_are_neither_right_nor_wrong() -> None:
    found = said(SOFTMAX, [[0.9, 0.1, 0], [0.9, 0.1, 0]], [[1, 0, 0], [np.nan, np.nan, np.nan]])
    assert found.known.tolist() == [True, False] and not found.wrong.any()
    assert found.true_words(1) == "" and np.isnan(found.errors[1])
    assert found.summary == "2 rows; 1 of the 1 whose truth is known wholly right (100.0%)"


def test_without_any_truth_it_says_so() -> None:
    assert said(SOFTMAX, [[1, 0, 0]]).summary == "1 row; the file does not say what is true"


def test_each_output_has_its_column() -> None:
    found = said(LABELS, [[0.9, 0.8, 0.1]])
    assert [(name, float(column[0])) for name, column in columns_of(found)] == [
        ("cat", pytest.approx(0.9)),
        ("dog", pytest.approx(0.8)),
        ("owl", pytest.approx(0.1)),
    ]
    assert outputs_of(YES_NO, ("no", "yes")) == ("yes",)


def test_parts_are_joined_and_an_unknown_truth_stays_unknown() -> None:
    whole = joined([said(SOFTMAX, [[1, 0, 0]], [[0, 1, 0]]), said(SOFTMAX, [[0, 1, 0], [0, 0, 1]])])
    assert [whole.answer(row) for row in range(3)] == ["cat", "dog", "owl"]
    assert whole.known.tolist() == [True, False, False]
    assert joined([said(SOFTMAX, [[1, 0, 0]])]).truth is None
