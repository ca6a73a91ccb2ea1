"""Points in the plane that a person has painted, as a project keeps them."""

from __future__ import annotations

import msgspec


class PaintedData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Painted points with their labels.

    Attributes:
        class_names: What a person reads, one for each brush.
        several: Whether a point can carry any number of the labels instead of exactly one class.
        points: x and y of each point, both from -1 to 1.
        labels: For each point the index of its class; with `several` the sum of 2**i over its labels.
    """

    class_names: tuple[str, ...]
    several: bool = False
    points: tuple[tuple[float, float], ...] = ()
    labels: tuple[int, ...] = ()
