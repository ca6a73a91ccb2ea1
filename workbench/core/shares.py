"""Which shares of the examples are kept out of training."""

from __future__ import annotations

from typing import NamedTuple


class Shares(NamedTuple):
    """Shares of all examples, each 0 or more and below 1 together.

    Attributes:
        validation: Of those that check the network while it is made.
        test: Of those that are kept for a last, honest test.
    """

    validation: float
    test: float = 0.0
