"""The moments of a run that are kept, within a budget of memory."""

from __future__ import annotations

from bisect import bisect_right

from workbench.engine.rewind.moment import Moment

BUDGET = 64 * 2**20
"""Bytes of memory for the moments of a run."""

MOST = 2000
"""Moments that are kept at most: a slider has no more places."""


class Moments:
    """Keeps moments in the order of their steps, the first one always; where they become too many, thins them evenly.

    Attributes:
        budget: Bytes that the moments take together at most.
        steps: The step of each moment, rising.
        size: Bytes that they take now.
        too_large: Whether two moments of this network would be more than the budget, so that none is kept.
    """

    def __init__(self, budget: int = BUDGET, most: int = MOST) -> None:
        self.budget, self._most = budget, most
        self.steps: tuple[int, ...] = ()
        self.size = 0
        self.too_large = False
        self._kept: list[Moment] = []
        self._gap = 1

    def __len__(self) -> int:
        return len(self._kept)

    def wants(self, step: int) -> bool:
        """Whether a moment at `step`, the latest one, would be kept."""
        return not self.too_large and (not self.steps or step - self.steps[-1] >= self._gap)

    def add(self, moment: Moment) -> None:
        """Keeps a moment later than all others."""
        self.too_large = 2 * moment.size > self.budget
        if self.too_large:
            self._keep([])
            return
        self._kept.append(moment)
        self.steps += (moment.step,)
        self.size += moment.size
        while self.size > self.budget or len(self) > self._most:
            self._thin()

    def _thin(self) -> None:
        """Doubles the least number of steps between two moments; what is nearer to the one before goes."""
        self._gap *= 2
        kept = self._kept[:1]
        for moment in self._kept[1:]:
            if moment.step - kept[-1].step >= self._gap:
                kept.append(moment)
        self._keep(kept)

    def _keep(self, moments: list[Moment]) -> None:
        self._kept = moments
        self.steps = tuple(moment.step for moment in moments)
        self.size = sum(moment.size for moment in moments)

    def at(self, step: int) -> Moment | None:
        """Returns the moment at `step`, or the last one before it; None where there is none."""
        place = bisect_right(self.steps, step)
        return self._kept[place - 1] if place else None

    def forget_after(self, step: int) -> None:
        """Lets go of the moments later than `step`."""
        self._keep(self._kept[: bisect_right(self.steps, step)])
