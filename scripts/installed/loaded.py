"""Which shared libraries a process has loaded, and from where."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from installed.outcome import demand

PATIENCE = 60.0
"""Seconds within which a window has loaded everything."""


def loaded_by(process: int) -> set[Path]:
    """Returns the files of the shared libraries that a process has loaded so far."""
    maps = Path(f"/proc/{process}/maps")
    lines = maps.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if maps.exists() else []
    places = (line.split(maxsplit=5)[5] for line in lines if ".so" in line)
    return {Path(place) for place in places}


def wait_for_library(process: int, name: str, is_alive: Callable[[], bool]) -> set[Path]:
    """Waits until a process has loaded a library, and returns all that it has.

    Raises:
        Failure: it ended before, or did not load it.
    """
    limit = time.monotonic() + PATIENCE
    while not _named(name, found := loaded_by(process)):
        demand(is_alive(), f"the program ended before it had loaded {name}")
        demand(time.monotonic() < limit, f"the program did not load {name}")
        time.sleep(0.1)
    return found


def _named(name: str, paths: set[Path]) -> bool:
    return any(path.name.startswith(name) for path in paths)
