"""Two parts are beside each other in a wide dock, and above each other in a high one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame

from workbench.views.turning_box import TurningBox


def part(width: int, height: int) -> QFrame:
    frame = QFrame()
    frame.setMinimumSize(width, height)
    return frame


def test_it_turns_with_its_shape(qtbot: Any) -> None:
    first, second = part(100, 20), part(150, 40)
    box = TurningBox(first, second, beside=(3, 1), above=(1, 1), spacing=0)
    qtbot.addWidget(box)
    box.resize(800, 200)
    box.show()
    qtbot.waitUntil(lambda: (first.width(), second.width()) == (600, 200))
    box.resize(200, 800)
    qtbot.waitUntil(lambda: (first.height(), second.height()) == (400, 400))
    assert not box.is_beside


def test_it_can_be_as_narrow_as_its_wider_part(qtbot: Any) -> None:
    box = TurningBox(part(100, 20), part(150, 40))
    qtbot.addWidget(box)
    assert (box.minimumSizeHint().width(), box.minimumSizeHint().height()) == (150, 40)
