"""What an exporter tells of its work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

IsCancelled = Callable[[], bool]
"""Says whether to stop writing."""


@dataclass(frozen=True)
class Written:
    """What came of writing one file or folder.

    Attributes:
        difference: The largest difference that the check found; None where there is nothing to compare.
        notes: What is worth knowing about it, in sentences.
    """

    difference: float | None = None
    notes: tuple[str, ...] = ()
