"""The ten digits as strokes of a pen, as a person draws them on paper."""

from __future__ import annotations

import numpy as np

Points = list[tuple[float, float]]


def arc(x: float, y: float, width: float, height: float, begin: float, end: float) -> Points:
    """Returns a part of an ellipse around a middle, from one angle to another in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(begin, end, 16))
    return [(float(x + width * np.cos(a)), float(y + height * np.sin(a))) for a in angles]


DIGITS: dict[int, list[Points]] = {
    0: [arc(0.5, 0.5, 0.22, 0.36, -90, 270)],
    1: [[(0.36, 0.3), (0.52, 0.14), (0.52, 0.86)]],
    2: [[*arc(0.48, 0.32, 0.2, 0.18, 180, 380), (0.3, 0.84), (0.72, 0.84)]],
    3: [[*arc(0.46, 0.32, 0.2, 0.18, 200, 450), *arc(0.46, 0.68, 0.22, 0.19, -90, 160)]],
    4: [[(0.5, 0.12), (0.26, 0.56), (0.76, 0.56)], [(0.6, 0.34), (0.56, 0.88)]],
    5: [[(0.7, 0.14), (0.36, 0.14), (0.33, 0.45), *arc(0.47, 0.64, 0.22, 0.21, -110, 150)]],
    6: [[(0.58, 0.12), (0.38, 0.4), (0.32, 0.64), *arc(0.5, 0.68, 0.18, 0.18, 180, 540)]],
    7: [[(0.28, 0.15), (0.72, 0.15), (0.46, 0.87)], [(0.38, 0.52), (0.7, 0.52)]],
    8: [arc(0.5, 0.31, 0.17, 0.18, 90, -270), arc(0.5, 0.69, 0.2, 0.19, -90, 270)],
    9: [[*arc(0.5, 0.33, 0.19, 0.2, 20, -340), (0.68, 0.4), (0.64, 0.7), (0.5, 0.86), (0.34, 0.84)]],
}
