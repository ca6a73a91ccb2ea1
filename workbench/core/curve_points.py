"""The points of one curve, and few of them to draw in their place."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.growing_array import GrowingArray

Numbers = NDArray[Any]

FACTOR = 8
"""Each level of the pyramid has the extremes of as many entries of the level below."""

POINTS_PER_PIXEL = 2
"""Groups are made no coarser than this where there is more than one point a pixel."""


class _Level:
    """Smallest and largest values of groups of equal size, in the order of the curve."""

    def __init__(self) -> None:
        self.low, self.high = GrowingArray(np.float64), GrowingArray(np.float64)

    def extend(self, low: Numbers, high: Numbers) -> None:
        """Adds the groups that the entries below, from the first one not seen yet, make full."""
        first = len(self.low) * FACTOR
        last = len(low) // FACTOR * FACTOR
        if last > first:
            low, high = _grouped(low[first:last], high[first:last], FACTOR)
            self.low.extend(low)
            self.high.extend(high)


class CurvePoints:
    """A curve that grows at its end, with a pyramid of smallest and largest values over it.

    A curve of a million points has a few thousand pixels to be drawn in. The pyramid gives the extremes of the
    points behind each pixel without reading them again; groups keep their places as the curve grows, so what
    is drawn does not flicker. Seen from near, every single point is there. One thread only.

    Attributes:
        steps: Where the points are, rising, (points,).
        values: What they are, (points,).
        lowest: The smallest finite value; infinity where there is none.
        highest: The largest finite value; minus infinity where there is none.
        lowest_positive: The smallest finite value above zero, for a logarithmic axis.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forgets all points."""
        self.steps: Numbers = np.empty(0)
        self.values: Numbers = np.empty(0)
        self.lowest, self.highest, self.lowest_positive = math.inf, -math.inf, math.inf
        self._levels: list[_Level] = []

    def __len__(self) -> int:
        return len(self.values)

    def show(self, steps: Numbers, values: Numbers) -> None:
        """Takes the curve as it is now: the points of before, and more at their end.

        Args:
            steps: Where the points are, rising, (points,).
            values: What they are, (points,).
        """
        new = values[len(self) :]
        self.steps, self.values = steps[: len(values)], values
        self._widen(new[np.isfinite(new)])
        self._raise_pyramid()

    def _widen(self, new: Numbers) -> None:
        if len(new):
            self.lowest = min(self.lowest, float(new.min()))
            self.highest = max(self.highest, float(new.max()))
            self.lowest_positive = min(self.lowest_positive, float(new.min(where=new > 0, initial=math.inf)))

    def _raise_pyramid(self) -> None:
        low = high = self.values
        for place in range(round(math.log(max(len(self), 1), FACTOR))):
            if place == len(self._levels):
                self._levels.append(_Level())
            level = self._levels[place]
            level.extend(low, high)
            low, high = level.low.values, level.high.values

    def nearest(self, step: float) -> float:
        """Returns the value of the point nearest to `step`; the curve has at least one."""
        right = min(bisect_left(self.steps, step), len(self) - 1)
        left = max(right - 1, 0)
        nearer = left if abs(self.steps[left] - step) < abs(self.steps[right] - step) else right
        return float(self.values[nearer])

    def visible(self, low: float, high: float, pixels: int, logarithmic: bool) -> tuple[Numbers, Numbers]:
        """Returns (steps, values) to draw between two steps, and one point beyond either.

        Where many points share a pixel there are two for each group of them: its smallest and largest value.

        Args:
            low: The first step that is seen.
            high: The last.
            pixels: How many of them lie between the two.
            logarithmic: Whether a step takes the less room the later it is; both steps are above zero then.
        """
        edges = _octaves(low, high) if logarithmic else [low, high]
        share = pixels / (len(edges) - 1)
        # Not NumPy's search, which makes floating-point numbers of all steps to compare them with an edge.
        first = max(bisect_left(self.steps, low) - 1, 0)
        end = min(bisect_right(self.steps, high) + 1, len(self))
        parts = []
        for last in (*(bisect_left(self.steps, edge) for edge in edges[1:-1]), end):
            size = _group_size(last - first, share)
            last = min(-(-max(last, first) // size) * size, len(self))
            parts.append(self._extremes(first // size * size, last, size))
            first = last
        return np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts])

    def _extremes(self, first: int, last: int, size: int) -> tuple[Numbers, Numbers]:
        """Returns two points for each group of `size` from the point `first` on; single ones as they are."""
        if size == 1 or last <= first:
            return self.steps[first:last], self.values[first:last]
        full = last // size * size
        low, high = self._groups(first, full, size)
        rest = self.values[full:last]
        if len(rest):
            low, high = np.append(low, np.fmin.reduce(rest)), np.append(high, np.fmax.reduce(rest))
        return np.repeat(self.steps[first:last:size], 2), _zigzag(low, high)

    def _groups(self, first: int, last: int, size: int) -> tuple[Numbers, Numbers]:
        """Returns the extremes of full groups, from the coarsest level that is fine enough."""
        place = min(int(math.log2(size)) // int(math.log2(FACTOR)), len(self._levels))
        if place == 0:
            part = self.values[first:last]
            return _grouped(part, part, size)
        level, width = self._levels[place - 1], FACTOR**place
        first, last = first // width, last // width
        return _grouped(level.low.values[first:last], level.high.values[first:last], size // width)


def _octaves(low: float, high: float) -> list[float]:
    """Returns edges from `low` to `high`, each about double the one before, at equal distances in the log."""
    count = max(math.ceil(math.log2(high / low)), 1)
    return [low * (high / low) ** (place / count) for place in range(count)] + [high]


def _group_size(points: int, pixels: float) -> int:
    """Returns the power of two that makes about one or two groups a pixel of so many points."""
    crowd = points / max(pixels * POINTS_PER_PIXEL, 1)
    return 1 << math.ceil(math.log2(crowd)) if crowd > 1 else 1


def _grouped(low: Numbers, high: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Returns the smallest of `low` and the largest of `high` in groups of a power of two."""
    while size > 1:
        low, high = np.fmin(low[::2], low[1::2]), np.fmax(high[::2], high[1::2])
        size //= 2
    return low, high


def _zigzag(low: Numbers, high: Numbers) -> Numbers:
    """Returns both of each group, going up in one and down in the next: the shortest way through all."""
    both = np.stack([low, high], axis=1)
    both[1::2] = both[1::2, ::-1]
    return both.ravel()
