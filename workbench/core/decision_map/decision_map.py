"""What a network says at every place of a grid: which classes hold it, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.core.probabilities import Floats, probabilities


@dataclass(frozen=True, eq=False)
class DecisionMap:
    """Probabilities on a grid, and what follows from them.

    Where classes compete, each place belongs to exactly one. Where each label is asked by itself, several can hold a
    place, and nobody may.

    Attributes:
        names: What a person reads, one for each of the k classes.
        probabilities: (height, width, k), the top row first.
        thresholds: (k,) from which probability on each label holds a place; None where the largest one does.
        is_pair: The classes are no and yes, and one unit judges both: no holds what yes does not.
        sums_to_one: Whether the probabilities of a place have to add up to one.
    """

    names: tuple[str, ...]
    probabilities: Floats
    thresholds: NDArray[np.float64] | None
    is_pair: bool = False
    sums_to_one: bool = True

    @property
    def competes(self) -> bool:
        """Whether each place belongs to exactly one class."""
        return self.thresholds is None or self.is_pair

    @cached_property
    def winners(self) -> NDArray[np.int64]:
        """The class that holds each place (height, width), where classes compete."""
        if self.thresholds is not None and self.is_pair:
            said: NDArray[np.bool_] = self.probabilities[..., 1] > self.thresholds[1]
            return said.astype(np.int64)
        largest, winners = self.probabilities[..., 0], np.zeros(self.probabilities.shape[:-1], np.int64)
        for index in range(1, len(self.names)):
            own = self.probabilities[..., index]
            winners[own > largest] = index
            largest = np.maximum(largest, own)
        return winners

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """Which classes hold each place, (height, width, k)."""
        if self.competes or self.thresholds is None:
            taken: NDArray[np.bool_] = np.arange(len(self.names))[:, None, None] == self.winners
            return np.moveaxis(taken, 0, -1)
        reached: NDArray[np.bool_] = self.probabilities > self.thresholds.astype(self.probabilities.dtype)
        return reached

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """How many classes hold each place, (height, width)."""
        owners: NDArray[np.int64] = np.count_nonzero(self.held, axis=-1)
        return owners

    @property
    def nobody(self) -> float:
        """The share of the places that no class holds."""
        return float((self.owners == 0).mean())

    @property
    def shared(self) -> float:
        """The share of the places that several classes hold."""
        return float((self.owners > 1).mean())

    def margin(self, index: int) -> Floats:
        """Returns by how much a class holds each place (height, width): above 0 it does, below 0 it does not."""
        own = self.probabilities[..., index]
        if self.thresholds is not None:
            return own - own.dtype.type(self.thresholds[index])
        first, second = self._two_largest
        return own - np.where(self.winners == index, second, first)

    @cached_property
    def _two_largest(self) -> tuple[Floats, Floats]:
        if len(self.names) == 1:
            return self.probabilities[..., 0], np.zeros_like(self.probabilities[..., 0])
        # Out of the running are those that hold the place: nothing is below -1 of what else there is.
        others = self.probabilities - 2 * self.held.astype(self.probabilities.dtype)
        return self.probabilities.max(axis=-1), others.max(axis=-1)


def decision_map(
    head: Head,
    logits: Floats,
    shape: tuple[int, int],
    class_names: tuple[str, ...],
    thresholds: NDArray[np.float64],
) -> DecisionMap:
    """Returns what `head` makes of the logits of a grid.

    Args:
        head: The row of the table of heads.
        logits: (height * width, units), row by row from the top.
        shape: Height and width.
        class_names: For yes/no the negative one first.
        thresholds: (units,) from which probability on a label is said; of no account under softmax.
    """
    # Nearly everything that is asked of a map goes through the places of one class: they lie beside each other.
    said = probabilities(head, np.asfortranarray(logits), len(class_names))
    if head.units == "one":
        said = np.concatenate([1 - said, said], axis=-1)
        thresholds = np.array([1 - thresholds[0], thresholds[0]])
    return DecisionMap(
        class_names,
        np.moveaxis(np.ascontiguousarray(said.T).reshape(-1, *shape), 0, -1),
        None if head.sums_to_one else thresholds,
        head.units == "one",
        head.sums_to_one,
    )
