"""Both heads on the same logits: the probabilities, their sums and the arithmetic in words."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.core.both_heads.same_logits import SameLogits

LOGITS = np.array([2.0, -1.0, 0.5], np.float32)
NAMES = ("circle", "square", "star")


def test_each_head_makes_what_its_formula_says() -> None:
    shown = SameLogits.of(LOGITS, NAMES)
    exact = LOGITS.astype(float)
    np.testing.assert_allclose(shown.softmax, np.exp(exact) / np.exp(exact).sum(), rtol=1e-12)
    np.testing.assert_allclose(shown.sigmoid, 1 / (1 + np.exp(-exact)), rtol=1e-12)
    assert shown.sum_words("softmax") == "sum 1.00, always"
    assert shown.sum_words("sigmoid") == f"sum {shown.sigmoid.sum():.2f}, not fixed"


def test_raising_one_logit_takes_from_the_others_under_softmax_alone() -> None:
    before, after = SameLogits.of(LOGITS, NAMES), SameLogits.of(LOGITS + [1, 0, 0], NAMES)
    assert (after.softmax[1:] < before.softmax[1:]).all()
    np.testing.assert_array_equal(after.sigmoid[1:], before.sigmoid[1:])


@pytest.mark.parametrize("logits", [[1.5], [-0.75, 0.75]])
def test_yes_or_no_is_the_same_under_both_heads(logits: list[float]) -> None:
    shown = SameLogits.of(np.array(logits, np.float32), ("dull", "bright"), is_pair=True)
    np.testing.assert_allclose(shown.softmax, shown.sigmoid, rtol=1e-12)
    np.testing.assert_allclose(shown.sigmoid[1], 1 / (1 + np.exp(-1.5)), rtol=1e-12)
    np.testing.assert_allclose(shown.logits, [-0.75, 0.75])
    np.testing.assert_array_equal(shown.judged, [np.nan, 1.5])
    assert "sigmoid: 1 − " in shown.row_words(0)


def test_the_words_of_a_row_put_the_numbers_into_the_formulas() -> None:
    words = SameLogits.of(LOGITS, NAMES).row_words(0)
    assert words.splitlines() == [
        "circle",
        "softmax: e^2.000 ÷ Σ = 7.389 ÷ 9.406 = 0.7856",
        "sigmoid: 1 ÷ (1 + e^-2.000) = 1 ÷ (1 + 0.1353) = 0.8808",
    ]


def test_huge_logits_stay_finite() -> None:
    shown = SameLogits.of(np.array([1000.0, -1000.0]), ("a", "b"))
    np.testing.assert_array_equal(shown.softmax, [1, 0])
    np.testing.assert_array_equal(shown.sigmoid, [1, 0])
    assert "inf" not in shown.row_words(1) and shown.powers_words == ""


def test_the_largest_logits_of_many_come_first() -> None:
    shown = SameLogits.of(LOGITS, NAMES)
    assert shown.order(many=3).tolist() == [0, 1, 2]
    assert shown.order(many=2).tolist() == [0, 2, 1]


def test_the_table_has_a_row_for_each_class() -> None:
    words, rows = SameLogits.of(LOGITS, NAMES).table()
    assert words == ("class", "logit", "logit of sigmoid", "softmax", "sigmoid")
    assert [row[:2] for row in rows] == [("circle", 2.0), ("square", -1.0), ("star", 0.5)]
