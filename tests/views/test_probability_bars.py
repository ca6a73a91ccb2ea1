"""The bars say what the network says, for two classes and for a thousand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from workbench.views.probability_bars import ProbabilityBars

# The screenless platform of Qt says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def bars(qtbot):
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.resize(320, 300)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum()


def show_ten(bars):
    logits = np.arange(10) / 2
    bars.show_probabilities("abcdefghij", softmax(logits), logits, np.arange(10) == 2, None, True)


def show_thousand(bars):
    random = np.random.default_rng(0)
    names = [f"class {index}" for index in range(1000)]
    logits = random.normal(0, 2, 1000)
    bars.show_probabilities(names, softmax(logits), logits, np.arange(1000) == 7, None, True)
    return softmax(logits)


def test_waits_for_training(bars):
    assert "Train the network" in bars.accessibleDescription()
    assert bars.sum_label.text() == ""
    bars.grab()


def test_softmax_sums_to_one(bars):
    show_ten(bars)
    assert bars.sum_label.text() == "sums to 1.00"
    assert bars.answer_label.text() == "▶ j   ✓ c"
    assert bars.accessibleDescription().startswith("j 0.40, i 0.24, h 0.15")


def test_sigmoid_need_not_sum_to_one(bars):
    values = np.array([0.9, 0.8, 0.7])
    bars.show_probabilities("abc", values, None, np.array([1, 0, 1]), 0.75, False)
    assert bars.sum_label.text() == "need not sum to 1: 2.40"
    assert bars.answer_label.text() == "▶ a, b   ✓ a, c"


def test_each_label_can_have_a_threshold_of_its_own(bars):
    values, thresholds = np.array([0.9, 0.8, 0.3]), np.array([0.95, 0.75, 0.25])
    bars.show_probabilities("abc", values, None, np.array([1, 0, 1]), thresholds, False)
    assert bars.answer_label.text() == "▶ b, c   ✓ a, c"
    assert "said above 0.95" in bars.bars.words_at(QPoint(9, 2))
    bars.grab()


@pytest.mark.parametrize(("names", "no"), [(["spam"], "no"), (["ham", "spam"], "ham")])
def test_one_unit_shows_yes_and_what_is_left(bars, names, no):
    bars.show_probabilities(names, np.array([0.3]), np.array([-0.85]), np.array([True]), 0.5, False)
    assert bars.answer_label.text() == f"▶ {no}   ✓ spam"
    height = bars.bars.row_height
    assert bars.bars.words_at(QPoint(9, 2)) == (
        "spam\nprobability 0.3000\nlogit -0.850\nsaid above 0.5\n✓ a true label"
    )
    assert bars.bars.words_at(QPoint(9, height + 2)) == f"{no}\nprobability 0.7000\n▶ what the network says"
    bars.grab()


def test_tool_tip_tells_everything(bars):
    show_ten(bars)
    position = QPoint(50, 2 * bars.bars.row_height + 3)
    assert (
        bars.bars.words_at(position)
        == f"c\nprobability {softmax(np.arange(10) / 2)[2]:.4f}\nlogit 1.000\n✓ a true label"
    )
    assert bars.bars.words_at(QPoint(50, 5000)) == ""


def test_many_classes_begin_with_the_largest(bars):
    values = show_thousand(bars)
    assert bars.search_box.isVisible()
    assert bars.bars.rows[0] == values.argmax()
    assert np.all(np.diff(values[bars.bars.rows]) <= 0)
    assert len(bars.bars.rows_in_sight()) < 20


def test_search_filters(bars, qtbot):
    show_thousand(bars)
    qtbot.keyClicks(bars.search_box, "CLASS 99")
    assert set(bars.bars.rows) == {99, *range(990, 1000)}
    bars.search_box.setText("no such class")
    assert len(bars.bars.rows) == 0
    bars.grab()
    bars.search_box.clear()
    assert len(bars.bars.rows) == 1000


def test_a_search_does_not_outlive_its_box(bars):
    show_thousand(bars)
    bars.search_box.setText("class 99")
    show_ten(bars)
    assert not bars.search_box.isVisible()
    assert len(bars.bars.rows) == 10


def test_scrolls_with_the_keyboard(bars, qtbot):
    show_thousand(bars)
    qtbot.keyClick(bars.bars, Qt.Key.Key_End)
    assert bars.bars.rows_in_sight()[-1] == 999
    qtbot.keyClick(bars.bars, Qt.Key.Key_Home)
    assert bars.bars.rows_in_sight()[0] == 0


def test_text_changes_at_most_four_times_a_second(bars, qtbot):
    show_ten(bars)
    before = bars.accessibleDescription()
    bars.show_probabilities("ab", np.array([0.4, 0.6]), None, np.array([1, 0]), None, True)
    assert bars.accessibleDescription() == before
    qtbot.waitUntil(lambda: bars.accessibleDescription().startswith("b 0.60"), timeout=2000)


def test_refuses_names_that_do_not_fit(bars):
    with pytest.raises(ValueError, match="2 names for 3 values"):
        bars.show_probabilities("ab", np.zeros(3), None, np.zeros(3), None, True)
