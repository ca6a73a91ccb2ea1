"""What a person paints with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.core.painted_data import PaintedData
from workbench.core.painted_edits import Point

DECIMALS = 3
"""Digits of a painted coordinate: half of what a screen can show, and short to read in a file."""


@dataclass(frozen=True)
class Brush:
    """A round brush that sprays points evenly, or an eraser of the same size.

    Attributes:
        labels: The classes that its points carry; exactly one unless the painting takes several.
        radius: In units of the canvas, which is 2 wide.
        points: How many points one dab sprays.
        erases: Whether it takes points away instead.
    """

    labels: frozenset[int] = frozenset({0})
    radius: float = 0.15
    points: int = 4
    erases: bool = False

    def label_in(self, painted: PaintedData) -> int:
        """Returns the labels of the brush as `painted` keeps them."""
        return sum(1 << label for label in self.labels) if painted.several else min(self.labels)

    def dab(self, centre: Point, generator: np.random.Generator) -> list[Point]:
        """Returns the points of one dab that lie on the canvas; a single one lies at its centre."""
        angles = generator.uniform(0, 2 * np.pi, self.points)
        distances = self.radius * np.sqrt(generator.uniform(0, 1, self.points)) * (self.points > 1)
        offsets = np.stack([np.cos(angles), np.sin(angles)], axis=1) * distances[:, None]
        found = np.round(np.asarray(centre) + offsets, DECIMALS)
        return [(x, y) for x, y in found[(np.abs(found) <= 1).all(axis=1)].tolist()]
