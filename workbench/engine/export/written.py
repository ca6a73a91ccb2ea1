"""What an exporter tells of its work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """What came of writing one file or folder.

    Attributes:
        difference: The largest difference that the check found; None where there is nothing to compare.
        notes: What is worth knowing about it, in sentences.
    """

    difference: float | None = None
    notes: tuple[str, ...] = ()
