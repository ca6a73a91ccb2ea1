"""Round numbers to stand beside an axis."""

from __future__ import annotations

import math

from workbench.data.plane.plane import Span

ROUND = (1.0, 2.0, 5.0, 10.0)


def axis_ticks(span: Span, most: int) -> list[float]:
    """Returns at most `most` round numbers within `span`, all at one distance from the next."""
    low, high = span
    power = 10 ** math.floor(math.log10((high - low) / most))
    wanted = (one * power for one in ROUND)
    step = next((one for one in wanted if _count(span, one) <= most), 20 * power)
    first = math.ceil(low / step)
    return [(first + number) * step for number in range(_count(span, step))]


def _count(span: Span, step: float) -> int:
    return math.floor(span[1] / step) - math.ceil(span[0] / step) + 1


def tick_text(value: float) -> str:
    """Returns a tick as it is written, with a minus sign as long as a plus sign."""
    return f"{value:.4g}".replace("-", "−")
