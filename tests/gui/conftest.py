"""The whole program for a test, ready to train, and taken away without a trace afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

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
