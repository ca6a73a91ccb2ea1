"""Spreads over the steps of a training, thinned evenly where they become many."""

from __future__ import annotations

from workbench.core.inside.inside import Inside, Kind
from workbench.core.inside.value_spread import Spread

MOST_MOMENTS = 240
"""A plot has no more columns that an eye could tell apart."""


class SpreadHistory:
    """Keeps the spreads of every layer at many steps.

    Attributes:
        steps: Of each moment, rising.
        titles: Of the layers.
    """

    def __init__(self, most: int = MOST_MOMENTS) -> None:
        self._most = most
        self._gap = 1
        self.steps: list[int] = []
        self.titles: tuple[str, ...] = ()
        self._moments: list[list[dict[Kind, Spread]]] = []

    def add(self, inside: Inside) -> None:
        """Keeps a moment; one earlier than the latest means that training went back there, or began anew."""
        titles = tuple(layer.title for layer in inside.layers)
        if titles != self.titles:
            self._forget(0)
            self.titles, self._gap = titles, 1
        while self.steps and self.steps[-1] > inside.step:
            self._forget(len(self.steps) - 1)
        if not self.steps or inside.step - self.steps[-1] >= self._gap:
            self.steps.append(inside.step)
            self._moments.append([layer.spreads for layer in inside.layers])
        while len(self.steps) > self._most:
            self._thin()

    def _forget(self, place: int) -> None:
        del self.steps[place:], self._moments[place:]

    def _thin(self) -> None:
        self._gap *= 2
        kept = [0]
        for place in range(1, len(self.steps)):
            if self.steps[place] - self.steps[kept[-1]] >= self._gap:
                kept.append(place)
        self.steps = [self.steps[place] for place in kept]
        self._moments = [self._moments[place] for place in kept]

    def spreads(self, layer: int, kind: Kind) -> list[Spread]:
        """Returns the spread at each step; none where the layer has no such numbers."""
        moments = [moment[layer] for moment in self._moments]
        return [moment[kind] for moment in moments if kind in moment]
