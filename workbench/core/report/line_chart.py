"""Lines over two axes, as SVG that follows the colours of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.class_colors import CLASS_COLORS
from workbench.core.report.markup import Markup, element

Numbers = NDArray[np.float64]
WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 12, 44
MOST_POINTS = 400
FEW_POINTS = 30
"""A line of no more points has a dot at each."""
DASHES = ("none", "7 3", "2 3", "9 3 2 3")
TICKS = 5


@dataclass(frozen=True, eq=False)
class Line:
    """One line.

    Attributes:
        name: What the key calls it.
        x: (n,).
        y: (n,); not-a-numbers are left out.
        is_reference: Whether it only says what chance has; such a line is thin and grey.
        look: Which colour and dashes it has, those of the class of that number; None for its place in the chart.
        is_average: Whether it is of all classes; such a line has the colour of the text.
    """

    name: str
    x: Numbers
    y: Numbers
    is_reference: bool = False
    look: int | None = None
    is_average: bool = False

    def color(self, place: int) -> str:
        """Returns its colour, where it is the line at `place` of its chart."""
        chosen = place if self.look is None else self.look
        return "currentColor" if self.is_average else CLASS_COLORS[chosen % len(CLASS_COLORS)]

    def dash(self, place: int) -> str:
        """Returns its dashes; those of a class tell it from the one that has its colour too."""
        if self.look is None:
            return DASHES[place % len(DASHES)]
        return DASHES[self.look // len(CLASS_COLORS) % len(DASHES)]


@dataclass(frozen=True)
class Range:
    """From where to where an axis goes, and whether only whole numbers are marked on it."""

    low: float
    high: float
    is_whole: bool = False

    @classmethod
    def of(cls, values: Numbers, is_whole: bool = False) -> Range:
        """Returns a range that holds all finite values, and has some width."""
        finite = values[np.isfinite(values)]
        if not len(finite):
            return cls(0.0, 1.0, is_whole)
        low, high = float(finite.min()), float(finite.max())
        return cls(low, high, is_whole) if high > low else cls(low - 0.5, high + 0.5, is_whole)

    def ticks(self) -> list[float]:
        """Returns a few round numbers within it."""
        raw = (self.high - self.low) / TICKS
        power = 10.0 ** math.floor(math.log10(raw))
        step = next(power * part for part in (1, 2, 5, 10) if power * part >= raw * 0.999)
        step = max(step, 1.0) if self.is_whole else step
        first = math.ceil(self.low / step - 1e-9)
        return [number * step for number in range(first, math.floor(self.high / step + 1e-9) + 1)]


def line_chart(
    title: str, x_title: str, y_title: str, lines: list[Line], x: Range | None = None, y: Range | None = None
) -> Markup:
    """Returns a figure with a key below; ranges that are not given hold all points."""
    x = x or Range.of(np.concatenate([line.x for line in lines]))
    y = y or Range.of(np.append(np.concatenate([line.y for line in lines]), 0.0))
    parts = [*grid(x, y), *axis_titles(x_title, y_title)]
    for place, line in enumerate(lines):
        seen = _seen(line)
        parts.append(_path(line, seen, place, x, y))
        parts += _dots(line, seen, place, x, y) if len(seen) <= FEW_POINTS else []
    picture = element(
        "svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=f"{title}: {_spoken(lines)}"
    )
    return element("figure", element("figcaption", title), picture, _key(lines))


def across(value: float, x: Range) -> float:
    """Returns where a value is from left to right."""
    return LEFT + (value - x.low) / (x.high - x.low) * (WIDTH - LEFT - RIGHT)


def down(value: float, y: Range) -> float:
    """Returns where a value is from top to bottom."""
    return HEIGHT - BOTTOM - (value - y.low) / (y.high - y.low) * (HEIGHT - TOP - BOTTOM)


def grid(x: Range, y: Range) -> list[Markup]:
    """Returns lines at the ticks of both axes, with their numbers."""
    parts = []
    for value in x.ticks():
        place = f"{across(value, x):.1f}"
        parts.append(element("line", x1=place, x2=place, y1=TOP, y2=HEIGHT - BOTTOM, class_="grid"))
        parts.append(element("text", f"{value:.4g}", x=place, y=HEIGHT - BOTTOM + 16, text_anchor="middle"))
    for value in y.ticks():
        place = f"{down(value, y):.1f}"
        parts.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=place, y2=place, class_="grid"))
        parts.append(
            element(
                "text", f"{value:.4g}", x=LEFT - 6, y=place, text_anchor="end", dominant_baseline="middle"
            )
        )
    return parts


def axis_titles(x_title: str, y_title: str) -> list[Markup]:
    """Returns what the axes are of."""
    middle = TOP + (HEIGHT - TOP - BOTTOM) / 2
    turned = f"translate(14 {middle}) rotate(-90)"
    return [
        element("text", x_title, x=LEFT + (WIDTH - LEFT - RIGHT) / 2, y=HEIGHT - 8, text_anchor="middle"),
        element("text", y_title, transform=turned, text_anchor="middle"),
    ]


def _seen(line: Line) -> NDArray[np.int64]:
    """Returns the places of the points that are drawn."""
    seen = np.flatnonzero(np.isfinite(line.y) & np.isfinite(line.x))
    if len(seen) <= MOST_POINTS:
        return seen
    return np.asarray(seen[np.linspace(0, len(seen) - 1, MOST_POINTS).astype(int)])


def _dots(line: Line, seen: NDArray[np.int64], place: int, x: Range, y: Range) -> list[Markup]:
    """Returns a dot at each point, which tells its value."""
    if line.is_reference:
        return []
    fill = line.color(place)
    return [
        element(
            "circle",
            element("title", f"{line.name}: {line.y[i]:.4g} at {line.x[i]:.4g}"),
            cx=f"{across(line.x[i], x):.1f}",
            cy=f"{down(line.y[i], y):.1f}",
            r=3,
            fill=fill,
        )
        for i in seen
    ]


def _path(line: Line, seen: NDArray[np.int64], place: int, x: Range, y: Range) -> Markup:
    points = [f"{across(line.x[i], x):.1f} {down(line.y[i], y):.1f}" for i in seen]
    way = "M" + " L".join(points) if points else ""
    return Markup(
        f'<path d="{way}" class="line" {_style(line, place)}>{element("title", _words(line))}</path>'
    )


def _style(line: Line, place: int) -> str:
    if line.is_reference:
        return 'stroke="currentColor" stroke-opacity="0.5" stroke-width="1" stroke-dasharray="4 4"'
    return f'stroke="{line.color(place)}" stroke-width="2" stroke-dasharray="{line.dash(place)}"'


def _key(lines: list[Line]) -> Markup:
    entries = []
    for place, line in enumerate(lines):
        sample = Markup(
            f'<svg class="sample" viewBox="0 0 32 8" aria-hidden="true"><path d="M0 4 L32 4" {_style(line, place)}/></svg>'
        )
        entries.append(element("li", sample, line.name))
    return element("ul", *entries, class_="key")


def _words(line: Line) -> str:
    finite = line.y[np.isfinite(line.y)]
    return f"{line.name}, last {finite[-1]:.4g}" if len(finite) else f"{line.name}, no values"


def _spoken(lines: list[Line]) -> str:
    return "; ".join(_words(line) for line in lines)
