"""Going on from an earlier step is asked for, with a way to keep what comes after it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from workbench.views.rewind.go_on_question import GoOnQuestion

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize(
    ("button", "is_saved", "done"),
    [
        ("goOnNow", True, ["went on"]),
        ("goOnSave", True, ["saved", "went on"]),
        ("goOnSave", False, ["saved"]),
        ("goOnCancel", True, []),
    ],
)
def test_it_goes_on_when_that_is_wanted_and_what_was_to_be_saved_is(
    qtbot: Any, button: str, is_saved: bool, done: list[str]
) -> None:
    parent, log = QWidget(), []
    qtbot.addWidget(parent)

    def save() -> bool:
        log.append("saved")
        return is_saved

    question = GoOnQuestion(30, 1230, lambda: log.append("went on"), save, parent)
    assert question.text() == "Go on from step 30, and forget the 1,200 steps after it?"
    question.open()
    question.findChild(QPushButton, button).click()
    assert log == done
