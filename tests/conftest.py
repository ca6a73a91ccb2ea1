"""Settings that all tests share, and the checks that nothing is left behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--long`."""
    parser.addoption(
        "--long", action="store_true", help="run the whole products, which take ten minutes more"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what takes long, unless it is asked for."""
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_configure() -> None:
    """Keeps Python from looking for garbage by itself, in whichever thread it happens to be.

    A thread that goes on after its test, such as one in which XLA compiles, would take away objects of Qt, and with
    them sooner or later the process. The program keeps its own threads from it too, see `GarbageCollector`.
    """
    gc.disable()


@pytest.fixture(autouse=True)
def garbage_is_collected() -> Iterator[None]:
    """Looks for garbage after each test: for what is new, and as seldom as Python would for all."""
    yield
    gc.collect(2 if gc.get_count()[2] >= gc.get_threshold()[2] else 1)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves an engine thread running."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name == "engine"]
    assert not left, "an engine thread was left running"


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps tests away from the settings and the caches of whoever runs them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def nothing_of_qt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test of windows, views or the document that leaves a widget or a running timer behind."""
    if not {"gui", "views", "qt"} & set(request.path.parts):
        yield
        return
    from PySide6.QtWidgets import QApplication

    windows, timers = set(QApplication.topLevelWidgets()), set(map(id, running_timers()))
    yield
    collect_qt_objects()
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in windows]
    assert not left, f"left behind: {[widget.objectName() or type(widget).__name__ for widget in left]}"
    running = [timer for timer in running_timers() if id(timer) not in timers]
    assert not running, f"left running: {[(type(t.parent()).__name__, t.interval()) for t in running]}"


def collect_qt_objects() -> None:
    """Lets go of what only waits for it: a widget and what it connects to hold each other in circles."""
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def running_timers() -> list[Any]:
    """Returns every timer of this process that is running, whoever holds it."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    timers = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    return [timer for timer in timers if isValid(timer) and timer.isActive()]
