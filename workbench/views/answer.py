"""What the network says about one example, and what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

MANY = 20
"""From more classes on, the largest are listed first."""

DECIDED, TRUE = "▶", "✓"


@dataclass(frozen=True)
class Answer:
    """What the network says about one example, and what is true.

    Attributes:
        names: One name a class.
        probabilities: (classes,) from 0 to 1.
        logits: (classes,), or None if they are not known.
        true: (classes,) whether each label is right.
        threshold: Above which probability each label is said, (classes,); None if the largest one decides.
        sums_to_one: Whether the probabilities have to add up to one.
        is_pair: The classes are no and yes, and one unit judges both.
        truth_is_known: Whether `true` says anything; it does not of an example that a person made up.
    """

    names: tuple[str, ...]
    probabilities: NDArray[np.floating]
    logits: NDArray[np.floating] | None
    true: NDArray[np.bool_]
    threshold: NDArray[np.floating] | None
    sums_to_one: bool
    is_pair: bool = False
    truth_is_known: bool = True

    @classmethod
    def yes_or_no(
        cls,
        names: Sequence[str],
        yes: float,
        logit: float | None,
        true: bool | None,
        threshold: NDArray[np.floating],
    ) -> Answer:
        """Returns the answer of one unit, with what is left to 1 as the other class."""
        pair = ("no", *names)[-2:]
        logits = None if logit is None else np.array([np.nan, logit])
        values = np.array([1 - yes, yes])
        known = true is not None
        truth = np.array([known and not true, bool(true)])
        return cls(pair, values, logits, truth, np.repeat(threshold, 2), False, True, known)

    @cached_property
    def decided(self) -> NDArray[np.bool_]:
        """Which labels the network says, (classes,)."""
        if self.threshold is None:
            return np.equal(np.arange(len(self.names)), np.argmax(self.probabilities))
        said = np.greater(self.probabilities, self.threshold)
        return np.array([not said[1], said[1]]) if self.is_pair else said

    def order(self) -> NDArray[np.int64]:
        """Returns the classes as they are listed: the largest first if there are many, yes before no."""
        if self.is_pair:
            return np.array([1, 0])
        if len(self.names) <= MANY:
            return np.arange(len(self.names))
        return np.argsort(-self.probabilities, kind="stable")

    def row_words(self, index: int) -> str:
        """Returns everything known about one class."""
        lines = [self.names[index], f"probability {self.probabilities[index]:.4f}"]
        if self.logits is not None and np.isfinite(self.logits[index]):
            lines.append(f"logit {self.logits[index]:.3f}")
        if self.threshold is not None and not (self.is_pair and index == 0):
            lines.append(f"said above {self.threshold[index]:g}")
        lines += [f"{TRUE} a true label"] if self.true[index] else []
        lines += [f"{DECIDED} what the network says"] if self.decided[index] else []
        return "\n".join(lines)

    def spoken(self) -> str:
        """Returns the top three for a screen reader."""
        top = np.argsort(-self.probabilities, kind="stable")[:3]
        return ", ".join(f"{self.names[index]} {self.probabilities[index]:.2f}" for index in top)

    def words(self) -> str:
        """Returns what the network says and what is true, in a line."""
        said = f"{DECIDED} {self._few_names(self.decided)}"
        return f"{said}   {TRUE} {self._few_names(self.true)}" if self.truth_is_known else said

    def _few_names(self, flags: NDArray[np.bool_]) -> str:
        names = [self.names[index] for index in np.flatnonzero(flags)[:2]]
        more = int(flags.sum()) - len(names)
        return ", ".join(names) + (f" +{more}" if more else "") or "none"

    def sum_words(self) -> str:
        """Returns what the probabilities add up to, and whether they have to."""
        if self.is_pair:
            return "yes and no sum to 1.00"
        total = float(self.probabilities.sum())
        return f"sums to {total:.2f}" if self.sums_to_one else f"need not sum to 1: {total:.2f}"

    def looks_like(self, other: Answer, pixels: int) -> bool:
        """Whether bars of so many pixels, and the two decimals beside them, are those of `other`."""
        return (
            self.names == other.names
            and _alike(self.threshold, other.threshold, 1000)
            and _alike(self.true, other.true, 1)
            and _alike(self.decided, other.decided, 1)
            and _alike(self.probabilities, other.probabilities, pixels)
            and _alike(self.probabilities, other.probabilities, 100)
            and _alike(self.logits, other.logits, 100)
        )


def _alike(some: NDArray[Any] | None, others: NDArray[Any] | None, parts: int) -> bool:
    """Whether two arrays are the same when rounded to as many parts of one."""
    if some is None or others is None:
        return some is others
    return np.array_equal(np.rint(some * parts), np.rint(others * parts), equal_nan=True)
