"""A view learns that it came into sight, also where only the tab in front of it was changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from workbench.qt.exposure import Exposure


def test_a_view_behind_a_tab_is_told_when_its_tab_is_chosen(qtbot: Any) -> None:
    window, docks = QMainWindow(), [QDockWidget("first"), QDockWidget("second")]
    qtbot.addWidget(window)
    for dock in docks:
        dock.setWidget(QWidget())
        window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
    window.tabifyDockWidget(*docks)
    exposure, told = Exposure(docks[0].widget()), []
    exposure.exposed.connect(lambda: told.append(exposure.is_exposed))
    docks[0].raise_()
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: told == [True])

    docks[1].raise_()
    qtbot.waitUntil(lambda: not exposure.is_exposed)
    told.clear()
    docks[0].raise_()
    qtbot.waitUntil(lambda: bool(told) and told[-1])
