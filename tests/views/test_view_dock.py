"""A view behind another tab is hidden, and comes back with its tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow

from workbench.views.lazy_view import LazyView
from workbench.views.view_dock import ViewDock


@pytest.fixture
def docks(qtbot: Any) -> Iterator[list[ViewDock]]:
    """Two docks as tabs of one another, the second one in front, both seen before."""
    window = QMainWindow()
    qtbot.addWidget(window)
    made = [ViewDock(name, name, LazyView(lambda: QLabel("here")), window) for name in ("first", "second")]
    for dock in made:
        window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
    window.tabifyDockWidget(*made)
    window.resize(400, 300)
    window.show()
    for dock in made:
        dock.raise_()
        qtbot.waitUntil(lambda dock=dock: view_in(dock) is not None)
    qtbot.waitUntil(lambda: not view_in(made[0]).isVisible())
    yield made


def view_in(dock: ViewDock) -> Any:
    lazy = dock.widget()
    assert isinstance(lazy, LazyView)
    return lazy.view


def test_only_the_view_in_front_is_visible(docks: list[ViewDock], qtbot: Any) -> None:
    first, second = docks
    assert view_in(second).isVisible()
    size = view_in(first).size()
    first.raise_()
    qtbot.waitUntil(lambda: view_in(first).isVisible() and not view_in(second).isVisible())
    assert view_in(first).size() == size


def test_a_view_in_a_window_of_its_own_is_visible(docks: list[ViewDock], qtbot: Any) -> None:
    first, second = docks
    first.setFloating(True)
    qtbot.waitUntil(lambda: view_in(first).isVisible() and view_in(second).isVisible())
