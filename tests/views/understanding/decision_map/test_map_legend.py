"""The legend says what colours mean, as far as there is room, and reads like a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from map_examples import NAMES, slopes

from workbench.core.labels import LabelKind
from workbench.views.understanding.decision_map.map_legend import NOBODY, PLAIN, LegendRow, MapLegend
from workbench.views.understanding.decision_map.map_words import (
    headline,
    percent,
    probability_footer,
    probability_rows,
    share_footer,
    share_rows,
)


def test_what_there_is_no_room_for_is_counted(qtbot: Any) -> None:
    legend = MapLegend()
    qtbot.addWidget(legend)
    rows = tuple(LegendRow(index, f"class {index}", "0.1", 0.1) for index in range(30))
    footer = (LegendRow(NOBODY, "nobody", "3%"),)
    legend.show_rows("share of the map", rows, footer)
    legend.resize(200, 10 * legend.row_height)
    shown = legend.shown_rows()
    assert len(shown) == 9
    assert shown[-2:] == (LegendRow(PLAIN, "and 23 more"), *footer)
    legend.resize(200, 40 * legend.row_height)
    assert legend.shown_rows() == (*rows, *footer)
    assert "class 0 0.1" in legend.accessibleDescription()
    legend.grab()


@pytest.mark.parametrize(("share", "words"), [(0, "0%"), (0.004, "<1%"), (0.126, "13%"), (1, "100%")])
def test_what_is_there_is_never_said_to_be_nothing(share: float, words: str) -> None:
    assert percent(share) == words


def test_shares_of_the_map_under_both_heads() -> None:
    softmax, sigmoid = slopes("softmax"), slopes("sigmoid")
    assert [row.value for row in share_rows(softmax)] == ["50%", "50%", "0%"]
    assert share_footer(softmax) == ()
    nobody = next(row for row in share_footer(sigmoid) if row.mark == NOBODY)
    assert nobody.value == percent(sigmoid.nobody) != "0%"
    assert "exactly one" in headline(softmax)
    assert "several" in headline(sigmoid) and "nobody" in headline(sigmoid)


def test_probabilities_at_a_place_the_largest_first_where_room_is_short() -> None:
    made = slopes("sigmoid", LabelKind.MULTI_HOT)
    said, held = made.probabilities[19, 9], made.held[19, 9]
    rows = probability_rows(made, said, held, room=5)
    assert [row.name for row in rows] == list(NAMES)
    assert [row.is_said for row in rows] == [True, True, False]
    assert [row.mark for row in probability_rows(made, said, held, room=2)] == np.argsort(-said).tolist()
    assert float(probability_footer(made, said)[0].value) == pytest.approx(said.sum(), abs=1e-3)
