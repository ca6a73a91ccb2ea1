"""Ranges that keep still while a curve grows, so that pyqtgraph draws its axes again only now and then."""

from __future__ import annotations

import math

Range = tuple[float, float]
"""What an axis shows, from the low end to the high one; powers of ten on a logarithmic axis."""

SMALLEST = 1e-12
"""What lies below is not on a logarithmic axis."""

TINY = 1e-300
"""A shorter range than this is drawn as one as long."""

PARTS = 16
"""A range ends on a multiple of about so small a part of it."""

GROWING_PARTS = 4
"""The same where the end moves all the time, as that of the steps does: an axis takes longer than its curves."""


def on_axis(value: float, logarithmic: bool) -> float:
    """Returns where a value lies on an axis, the low end for what a logarithmic one has no place for."""
    return math.log10(max(value, SMALLEST)) if logarithmic else value


def steady_range(low: float, high: float, logarithmic: bool, parts: int = PARTS) -> Range:
    """Returns an axis's range that shows the values from `low` to `high` and little more; any for none."""
    if low > high:
        return 0.0, 1.0
    return _rounded_outwards(on_axis(low, logarithmic), on_axis(high, logarithmic), parts)


def _rounded_outwards(low: float, high: float, parts: int) -> Range:
    """Returns round ends around a range, which may be a single value."""
    length = max(high - low, TINY) if low < high else abs(high) or 1.0
    part = 2.0 ** math.floor(math.log2(length / parts))
    return math.floor(low / part) * part, math.ceil(high / part) * part + (part if low == high else 0)
