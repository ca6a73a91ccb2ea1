"""What a network says of many rows, beside what is true of them where that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.probabilities import decisions

SMALLEST_PROBABILITY = 1e-7
"""What a probability counts for at least in an error: Keras's own `epsilon()`, so that no error is infinite."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """What one head says of n rows.

    Attributes:
        head: The row of the table of heads.
        threshold: Above which probability a label is said, where that decides: one for all, or (units,).
        class_names: What a person reads; for yes/no the negative one first.
        probabilities: (n, units) float32.
        truth: (n, units) float32: 0, 1 or a share; a row of NaN where it is not known. None where none is known.
    """

    head: Head
    threshold: float | NDArray[np.float64]
    class_names: tuple[str, ...]
    probabilities: NDArray[np.float32]
    truth: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.probabilities)

    @property
    def outputs(self) -> tuple[str, ...]:
        """What each probability is of: with one unit that is yes alone."""
        return outputs_of(self.head, self.class_names)

    @property
    def _has_one_unit(self) -> bool:
        return self.head.units == "one"

    @cached_property
    def said(self) -> NDArray[np.bool_]:
        """Which labels are said to hold, (n, units)."""
        return decisions(self.head, self.probabilities, self.threshold)

    @cached_property
    def true(self) -> NDArray[np.bool_]:
        """Which labels hold, (n, units); none in a row whose truth is not known, the largest share of a soft one."""
        if self.truth is None:
            return np.zeros(self.probabilities.shape, bool)
        if self.head.decision == "threshold":
            held: NDArray[np.bool_] = self.truth > 0.5
            return held
        largest = np.arange(self.truth.shape[1]) == np.nan_to_num(self.truth).argmax(axis=1)[:, None]
        return np.asarray(largest & self.known[:, None])

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Of which rows the truth is known, (n,)."""
        if self.truth is None:
            return np.zeros(len(self), bool)
        return np.logical_not(np.isnan(self.truth).any(axis=1))

    @cached_property
    def wrong(self) -> NDArray[np.bool_]:
        """Which rows are answered wrongly: not each label as it is, (n,)."""
        return np.asarray(self.known & (self.said != self.true).any(axis=1))

    @cached_property
    def errors(self) -> NDArray[np.float32]:
        """The cross-entropy of each row, (n,): the same that the head's first loss is the mean of. NaN where unknown."""
        if self.truth is None:
            return np.full(len(self), np.nan, np.float32)
        said = np.clip(self.probabilities, SMALLEST_PROBABILITY, 1 - SMALLEST_PROBABILITY)
        if self.head.activation == "softmax":
            return np.asarray(-(self.truth * np.log(said)).sum(axis=1), np.float32)
        each = self.truth * np.log(said) + (1 - self.truth) * np.log1p(-said)
        return np.asarray(-each.mean(axis=1), np.float32)

    def part(self, rows: slice) -> Predictions:
        """Returns the predictions of some of the rows."""
        truth = None if self.truth is None else self.truth[rows]
        return replace(self, probabilities=self.probabilities[rows], truth=truth)

    def words(self, flags: NDArray[np.bool_]) -> str:
        """Returns the names of the labels that are set in `flags` (units,), as a person reads them."""
        if self._has_one_unit:
            return self.class_names[-2:][int(flags[0])]
        return ", ".join(self.class_names[i] for i in np.flatnonzero(flags)) or "none"

    def answer(self, row: int) -> str:
        """Returns what the network says of a row."""
        return self.words(self.said[row])

    def true_words(self, row: int) -> str:
        """Returns what is true of a row; empty where it is not known."""
        return self.words(self.true[row]) if self.known[row] else ""

    @property
    def summary(self) -> str:
        """How many rows there are, and how many of the known ones are right, in words."""
        rows = f"{len(self):,} {'row' if len(self) == 1 else 'rows'}"
        known = int(self.known.sum())
        if not known:
            return f"{rows}; the file does not say what is true"
        right = known - int(self.wrong.sum())
        of_all = "" if known == len(self) else f" of the {known:,} whose truth is known"
        return f"{rows}; {right:,}{of_all} wholly right ({right / known:.1%})"


def joined(parts: Sequence[Predictions]) -> Predictions:
    """Returns the predictions of one head, made in several parts, as one; there is at least one part.

    Where the truth of a part is not known, its rows are NaN among those of the others.
    """
    first = parts[0]
    said = np.concatenate([part.probabilities for part in parts])
    if all(part.truth is None for part in parts):
        return replace(first, probabilities=said)
    unknown = (np.full(part.probabilities.shape, np.nan, np.float32) for part in parts)
    truths = [blank if part.truth is None else part.truth for part, blank in zip(parts, unknown, strict=True)]
    return replace(first, probabilities=said, truth=np.concatenate(truths))


def outputs_of(head: Head, class_names: Sequence[str]) -> tuple[str, ...]:
    """Returns what each probability of a head is of: with one unit that is the last class alone."""
    return tuple(class_names[-1:] if head.units == "one" else class_names)


def columns_of(predictions: Predictions) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yields the name of each output with its probabilities (n,)."""
    for index, name in enumerate(predictions.outputs):
        yield name, predictions.probabilities[:, index]
