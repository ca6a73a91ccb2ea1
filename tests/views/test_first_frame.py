"""What waits for the first frame goes on once, after it or without it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.views import first_frame
from workbench.views.first_frame import FirstFrame


def test_it_is_told_once_after_the_frame(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[bool] = []
    frame = FirstFrame(window)
    frame.done.connect(lambda: told.append(window.isVisible()))
    assert told == []
    window.show()
    qtbot.waitUntil(lambda: told == [True], timeout=2000)
    window.repaint()
    qtbot.wait(20)
    assert not frame._timer.isActive()
    assert told == [True]


def test_a_window_that_is_not_painted_does_not_hold_it_up(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(first_frame, "PATIENCE_MILLISECONDS", 1)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitSignal(FirstFrame(window).done, timeout=2000):
        pass
