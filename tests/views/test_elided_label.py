"""A line that is cut says so."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from workbench.views.elided_label import ElidedLabel

SENTENCE = "Trained from fresh weights, since data, layers or seed changed."


def test_a_line_with_room_is_shown_whole(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(SENTENCE)
    label.resize(2000, 20)
    assert label.shown_text() == SENTENCE


def test_a_line_without_room_ends_in_an_ellipsis_and_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(SENTENCE)
    label.resize(120, 20)
    assert label.shown_text().endswith("…") and SENTENCE.startswith(label.shown_text()[:-1])
    assert label.toolTip() == SENTENCE
    assert label.minimumSizeHint().width() == 0


def test_a_narrow_line_draws_its_beginning(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.resize(120, 24)
    empty = label.grab().toImage()
    label.setText(SENTENCE)
    assert label.grab().toImage() != empty
