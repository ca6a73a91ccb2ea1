"""The whole program for a test, ready to train, and taken away without a trace afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from workbench.app import Workbench
from workbench.qt.trainer import State


@pytest.fixture
def workbench(qapp, qtbot, layout_of_its_own) -> Iterator[Workbench]:
    """The program with its window shown and its engine warm."""
    bench = Workbench([])
    qtbot.waitUntil(lambda: bench.trainer.state is State.IDLE, timeout=60_000)
    yield bench
    bench.close()


@pytest.fixture(autouse=True)
def layout_of_its_own(tmp_path: Path) -> None:
    """Keeps the window layout of one test from the next: Qt reads the settings folder only once."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp) -> Iterator[None]:
    """Fails a test that leaves a window or a running timer behind."""
    windows = set(QApplication.topLevelWidgets())
    yield
    # pyqtgraph's plots hold each other in circles, and their menus with them, until they are collected.
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    left = [
        widget.objectName() or type(widget).__name__
        for widget in QApplication.topLevelWidgets()
        if widget not in windows
    ]
    assert not left, f"left behind: {left}"
    running = [timer for timer in qapp.findChildren(QTimer) if timer.isActive()]
    assert not running, "a timer was left running"
