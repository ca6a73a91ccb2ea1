"""What the engine reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EventKind = Literal["finished", "failed"]


@dataclass(frozen=True)
class Event:
    """What the engine reports: `finished` or `failed`, with a sentence, and the run that it belongs to."""

    kind: EventKind
    message: str
    run: int
