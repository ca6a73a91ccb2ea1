"""What a network says all over the plane of its two inputs, as a figure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.class_colors import CLASS_COLORS
from workbench.core.decision_map.decision_map import DecisionMap
from workbench.core.report.line_chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Numbers,
    Range,
    across,
    axis_titles,
    down,
    grid,
)
from workbench.core.report.markup import Markup, element
from workbench.core.report.picture import png_address

SIDE = 150
"""Places along each side."""
MOST_POINTS = 300
NOBODY = (255, 255, 255)


@dataclass(frozen=True, eq=False)
class Plane:
    """The plane of two inputs.

    Attributes:
        inputs: What the two are called.
        ranges: From where to where each goes.
        decided: Which classes hold each place of the plane.
        points: Examples, (n, 2).
        classes: The first true class of each, (n,); -1 where it has none.
    """

    inputs: tuple[str, str]
    ranges: tuple[Range, Range]
    decided: DecisionMap
    points: Numbers
    classes: NDArray[np.int64]


def ranges_of(points: Numbers) -> tuple[Range, Range]:
    """Returns ranges with some room around all points (n, 2)."""
    found = (Range.of(points[:, 0]), Range.of(points[:, 1]))
    x, y = (
        Range(axis.low - 0.05 * (axis.high - axis.low), axis.high + 0.05 * (axis.high - axis.low))
        for axis in found
    )
    return x, y


def places_of(ranges: tuple[Range, Range]) -> NDArray[np.float32]:
    """Returns the places of a picture of the plane, (SIDE * SIDE, 2), the top row first."""
    x, y = (np.linspace(axis.low, axis.high, SIDE) for axis in ranges)
    across_plane, up = np.meshgrid(x, y[::-1])
    return np.stack([across_plane.ravel(), up.ravel()], axis=1).astype(np.float32)


def plane_figure(plane: Plane) -> Markup:
    """Returns the map with the examples on it and a key below."""
    x, y = plane.ranges
    picture = element(
        "image",
        href=png_address(map_pixels(plane.decided)),
        x=LEFT,
        y=TOP,
        width=WIDTH - LEFT - RIGHT,
        height=HEIGHT - TOP - BOTTOM,
        preserveAspectRatio="none",
    )
    title = "Which classes hold which inputs"
    parts = [*grid(x, y), picture, *axis_titles(*plane.inputs), *_points(plane)]
    drawn = element("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=_words(plane))
    return element("figure", element("figcaption", title), drawn, _key(plane), element("p", _words(plane)))


def map_pixels(decided: DecisionMap) -> NDArray[np.uint8]:
    """Returns (h, w, 3): light mixtures of the colours of the classes that hold a place, white where none does."""
    colors = np.array([_rgb(place) for place in range(len(decided.names))], np.float64)
    held = decided.held.astype(np.float64)
    owners = held.sum(axis=-1, keepdims=True)
    mixed = held @ colors / np.maximum(owners, 1)
    light = 0.45 * mixed + 0.55 * 255
    return np.where(owners > 0, light, np.array(NOBODY)).round().astype(np.uint8)


def _rgb(place: int) -> tuple[int, ...]:
    color = CLASS_COLORS[place % len(CLASS_COLORS)]
    return tuple(int(color[i : i + 2], 16) for i in (1, 3, 5))


def _points(plane: Plane) -> list[Markup]:
    count = len(plane.points)
    some = np.linspace(0, count - 1, min(count, MOST_POINTS)).astype(int)
    x, y = plane.ranges
    return [
        element(
            "circle",
            element("title", _name(plane, int(plane.classes[i]))),
            cx=f"{across(plane.points[i, 0], x):.1f}",
            cy=f"{down(plane.points[i, 1], y):.1f}",
            r=3,
            fill=CLASS_COLORS[plane.classes[i] % len(CLASS_COLORS)] if plane.classes[i] >= 0 else "none",
            stroke="#000",
            stroke_width=0.6,
        )
        for i in some
        if np.isfinite(plane.points[i]).all()
    ]


def _name(plane: Plane, index: int) -> str:
    return plane.decided.names[index] if index >= 0 else "no label"


def _key(plane: Plane) -> Markup:
    entries = []
    for place, name in enumerate(plane.decided.names):
        dot = element("circle", cx=16, cy=4, r=4, fill=CLASS_COLORS[place % len(CLASS_COLORS)])
        entries.append(
            element("li", element("svg", dot, class_="sample", viewBox="0 0 32 8", aria_hidden="true"), name)
        )
    return element("ul", *entries, class_="key")


def _words(plane: Plane) -> str:
    decided = plane.decided
    if decided.competes:
        return "Each place belongs to exactly one class; the dots are validation examples."
    return (
        f"{decided.shared:.0%} of the plane belongs to several labels at once, where colours mix, and "
        f"{decided.nobody:.0%} to none, which is white; the dots are validation examples."
    )
