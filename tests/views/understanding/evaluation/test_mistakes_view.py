"""The gallery shows the wrong answers that the network was surest of, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from workbench.views.understanding.evaluation.mistakes_view import MistakesView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_mistakes_on_classes_are_the_wrong_rows_in_the_order_of_their_probability(shown) -> None:
    view = shown(MistakesView, evaluated_bench("digits", 10))
    said = view.live.evaluated.predictions
    places = [example.place for example in view.pane.model.listed]
    assert sorted(places) == np.flatnonzero(said.wrong).tolist()
    sure = said.probabilities[places].max(axis=1)
    assert (np.diff(sure) <= 0).all()
    first = places[0]
    caption = f"{said.answer(first)} {sure[0]:.0%}, is {said.true_words(first)}"
    assert view.pane.model.index(0).data() == caption
    assert view.pane.title.text() == f"{len(places)} mistakes, the surest first."


def test_a_label_can_be_said_or_missed(shown) -> None:
    view = shown(MistakesView, evaluated_bench("digit-traits", 7))
    said = view.live.evaluated.predictions
    assert view.pane.model.rowCount() == min((said.said != said.true).sum(), 500)
    captions = [example.caption for example in view.pane.model.listed]
    assert any(" said at " in caption for caption in captions)
    assert any(" missed at " in caption for caption in captions)


def test_the_saved_table_counts_examples_as_a_person_does(shown) -> None:
    view = shown(MistakesView, evaluated_bench("digits", 10))
    words, lines = view.table()
    assert words[0] == "example"
    dataset = view.bench.document.dataset
    row, caption, _ = lines[0]
    assert caption.endswith(f"is {dataset.labels[row - 1]}")


def test_a_click_tells_which_row_of_the_data_it_is(shown, qtbot) -> None:
    view = shown(MistakesView, evaluated_bench("digits", 10))
    place = view.pane.listing.visualRect(view.pane.model.index(1)).center()
    with qtbot.waitSignal(view.pane.opened) as opened:
        qtbot.mouseClick(view.pane.listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rows = view.live.evaluated.asked.rows
    assert opened.args == [rows[view.pane.model.listed[1].place]]
