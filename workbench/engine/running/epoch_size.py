"""How long an epoch is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EpochSize:
    """Examples of an epoch and of a step."""

    rows: int
    batch_size: int

    @property
    def steps(self) -> int:
        """Batches, the last, smaller one included."""
        return -(-self.rows // self.batch_size)

    @property
    def missing(self) -> int:
        """Examples that the last batch has less than the others."""
        return self.steps * self.batch_size - self.rows
