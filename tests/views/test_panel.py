"""What a panel says is plain text, unless it is mark-up of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.views.panel import Notice, wrapped_label

TAG = "In a.csv “<img src='//host/a.png'>” is no number."


def test_a_notice_shows_a_tag_from_a_file_to_the_letter(qtbot: QtBot) -> None:
    notice = Notice("aNotice")
    qtbot.addWidget(notice)
    notice.tell(TAG)
    assert TAG in notice.text() and notice.textFormat() == Qt.TextFormat.PlainText


def test_a_label_shows_a_tag_to_the_letter_unless_it_is_said_to_be_mark_up(qtbot: QtBot) -> None:
    for given in (Qt.TextFormat.PlainText, Qt.TextFormat.RichText):
        label = wrapped_label("aLabel", "A label", "Says something.", given)
        qtbot.addWidget(label)
        assert label.textFormat() == given
    assert wrapped_label("aLabel", "A label", "").textFormat() == Qt.TextFormat.PlainText
