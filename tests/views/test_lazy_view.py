"""A view is made when it is first seen, and once."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from workbench.views.lazy_view import LazyView


def test_it_is_made_when_it_is_first_shown(qtbot: Any) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("here"))
        return made[-1]

    lazy = LazyView(make)
    qtbot.addWidget(lazy)
    assert not made and lazy.view is None
    lazy.show()
    qtbot.waitUntil(lambda: lazy.view is not None)
    lazy.hide()
    lazy.show()
    assert len(made) == 1 and lazy.view is made[0] and made[0].isVisible()
