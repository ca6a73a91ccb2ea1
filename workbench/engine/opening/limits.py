"""How large and how slow a foreign file may be, and what holds the process that reads it to that."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

MIB = 2**20
LARGEST_FILE = 2048 * MIB
LARGEST_CONFIG = 16 * MIB
LARGEST_ANSWER = 64 * MIB
SECONDS = 5.0
BYTES_A_SECOND = 100_000_000
ROOM_TO_READ = 192 * MIB
"""Memory that the reading process may take on top of what it has after its imports."""

MOST_OPEN_FILES = 64


def seconds_allowed(size: int) -> float:
    """Returns how long the reading of a file of `size` bytes may take."""
    return SECONDS + size / BYTES_A_SECOND


def restrict_this_process(seconds: float) -> None:
    """Bounds time, memory, files and processes of this process for good, where the system can do so.

    Args:
        seconds: Processor time; waiting is bounded by whoever started the process.
    """
    try:
        import resource
    except ImportError:  # Windows; the time limit of whoever started the process holds there too
        return
    bounds = {
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: MOST_OPEN_FILES,
        resource.RLIMIT_FSIZE: 2 * LARGEST_FILE,
        resource.RLIMIT_NPROC: 0,
    }
    taken = _address_space()
    if taken is not None:
        bounds[resource.RLIMIT_AS] = taken + ROOM_TO_READ
    for limit, most in bounds.items():
        # A stricter limit that is there already stays.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _address_space() -> int | None:
    # Elsewhere than on Linux the size is not told, and the limit is not kept by the system either.
    if sys.platform != "linux":
        return None
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
