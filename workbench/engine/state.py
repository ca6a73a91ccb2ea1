"""What the engine can be doing."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What the engine is doing."""

    COLD = "COLD"
    WARMING = "WARMING"
    IDLE = "IDLE"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    STOPPING = "STOPPING"
