"""Points in the plane that a person has painted, as a project keeps them."""

from __future__ import annotations

import msgspec

from workbench.core.errors import UserError
from workbench.core.labels import LabelKind

FEWEST_CLASSES, MOST_CLASSES = 2, 10
MOST_POINTS = 10_000
FEWEST_POINTS = 2
"""One to learn from, one to check."""
LETTERS = tuple("ABCDEFGHIJ")
"""What the classes are called before a person names them."""


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

    @property
    def label_kind(self) -> LabelKind:
        """What kind of labels the points carry."""
        return LabelKind.MULTI_HOT if self.several else LabelKind.CLASS_INDEX


def empty_canvas() -> PaintedData:
    """Returns what painting begins with: two classes and no point."""
    return PaintedData(LETTERS[:FEWEST_CLASSES])


def checked_painted(painted: PaintedData) -> PaintedData:
    """Returns `painted` if its parts fit each other.

    Raises:
        UserError: they do not; the sentence says what is wrong.
    """
    count, points = len(painted.class_names), len(painted.points)
    if not FEWEST_CLASSES <= count <= MOST_CLASSES:
        raise UserError(f"Painted points have {count} classes; use {FEWEST_CLASSES} to {MOST_CLASSES}.")
    if len(set(painted.class_names)) != count or not all(painted.class_names):
        raise UserError("Two classes of the painted points have the same name, or one has none; name each.")
    if points > MOST_POINTS:
        raise UserError(f"There are {points:,} painted points; erase some down to {MOST_POINTS:,}.")
    if len(painted.labels) != points:
        raise UserError(f"There are {points:,} painted points but {len(painted.labels):,} labels.")
    last = 2**count - 1 if painted.several else count - 1
    if points and not (min(painted.labels) >= 0 and max(painted.labels) <= last):
        raise UserError(f"A painted point has a label that none of the {count} classes stands for.")
    # Written so that a value that is not a number fails as well.
    if not all(-1 <= x <= 1 and -1 <= y <= 1 for x, y in painted.points):
        raise UserError("A painted point lies outside the canvas, which runs from -1 to 1.")
    return painted
