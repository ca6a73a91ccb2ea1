"""What a person does to painted points; every edit makes a new value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from workbench.core.painted_data import LETTERS, MOST_CLASSES, MOST_POINTS, PaintedData

Point = tuple[float, float]


def with_points(painted: PaintedData, points: Sequence[Point], label: int) -> PaintedData:
    """Returns the painting with more points of one label, as many as there is room for."""
    added = tuple(points[: MOST_POINTS - len(painted.points)])
    return replace(painted, points=painted.points + added, labels=painted.labels + (label,) * len(added))


def without_points_near(painted: PaintedData, centre: Point, radius: float) -> PaintedData:
    """Returns the painting without the points at most `radius` from `centre`."""
    x, y = centre
    kept = [i for i, (px, py) in enumerate(painted.points) if (px - x) ** 2 + (py - y) ** 2 > radius**2]
    return painted if len(kept) == len(painted.points) else _only(painted, kept)


def without_points(painted: PaintedData) -> PaintedData:
    """Returns the empty canvas with the same classes."""
    return _only(painted, ())


def with_several(painted: PaintedData, several: bool) -> PaintedData:
    """Returns the painting with any number of labels a point, or exactly one.

    Of several labels a point keeps the first; a point without a label goes.
    """
    if several == painted.several:
        return painted
    if several:
        return replace(painted, several=True, labels=tuple(1 << label for label in painted.labels))
    kept = _only(painted, [i for i, label in enumerate(painted.labels) if label])
    return replace(kept, several=False, labels=tuple(_first(label) for label in kept.labels))


def with_class(painted: PaintedData) -> PaintedData:
    """Returns the painting with one class more; with ten of them as it is."""
    if len(painted.class_names) == MOST_CLASSES:
        return painted
    name = next(letter for letter in LETTERS if letter not in painted.class_names)
    return replace(painted, class_names=(*painted.class_names, name))


def without_class(painted: PaintedData, index: int) -> PaintedData:
    """Returns the painting without one class: its points go, or only that label of theirs."""
    names = tuple(name for i, name in enumerate(painted.class_names) if i != index)
    if painted.several:
        labels = tuple(_without_bit(label, index) for label in painted.labels)
        return replace(painted, class_names=names, labels=labels)
    kept = _only(painted, [i for i, label in enumerate(painted.labels) if label != index])
    labels = tuple(label - (label > index) for label in kept.labels)
    return replace(kept, class_names=names, labels=labels)


def with_class_name(painted: PaintedData, index: int, name: str) -> PaintedData:
    """Returns the painting with a class called otherwise."""
    names = (*painted.class_names[:index], name, *painted.class_names[index + 1 :])
    return replace(painted, class_names=names)


def _only(painted: PaintedData, places: Iterable[int]) -> PaintedData:
    kept = tuple(places)
    points, labels = (tuple(part[i] for i in kept) for part in (painted.points, painted.labels))
    return replace(painted, points=points, labels=labels)


def _first(label: int) -> int:
    return (label & -label).bit_length() - 1


def _without_bit(label: int, index: int) -> int:
    return label & ((1 << index) - 1) | label >> (index + 1) << index
