"""The plane of a document's data that is shown, with the examples on it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.data.dataset import Inputs
from workbench.data.plane.map_points import MapPoints, map_points
from workbench.data.plane.plane import Plane, Span
from workbench.qt.decision_map.plane_choice import PlaneChoice
from workbench.qt.document import Document

CANVAS: tuple[Span, Span] = ((-1.0, 1.0), (-1.0, 1.0))
"""The window of painted data, which does not move when a point comes or goes."""


@dataclass(frozen=True, eq=False)
class ShownPlane:
    """A plane, the window of it that is shown, and the examples in it.

    Attributes:
        plane: The plane.
        spans: What of it is shown, across and upwards.
        points: The examples that are drawn.
    """

    plane: Plane
    spans: tuple[Span, Span]
    points: MapPoints

    def grid(self, side: int) -> Inputs:
        """Returns the raw inputs at side times side places, row by row from the top left."""
        return self.plane.grid(*self.spans, side)

    def field_at(self, point: tuple[float, float], side: int) -> tuple[int, int]:
        """Returns row and column of the place of `grid` that is nearest to a point of the plane."""
        (left, right), (low, high) = self.spans
        column = int((point[0] - left) / (right - left) * side)
        row = int((high - point[1]) / (high - low) * side)
        return min(max(row, 0), side - 1), min(max(column, 0), side - 1)

    def is_like(self, other: ShownPlane | None) -> bool:
        """Whether the other has the same places, whatever its examples."""
        if other is None or self.spans != other.spans:
            return False
        pairs = ((one.origin.tobytes(), one.directions.tobytes()) for one in (self.plane, other.plane))
        return next(pairs) == next(pairs)


def shown_plane(document: Document, choice: PlaneChoice) -> ShownPlane | None:
    """Returns the plane that was chosen, through the data of the document; None where there is none."""
    dataset, project = document.dataset, document.project
    points = map_points(dataset, project.data.shares, project.seed)
    painted = project.data.painted is not None
    if dataset.number_of_inputs < 2 or not (len(points.inputs) or painted):
        return None
    plane = choice.plane(dataset, points)
    return ShownPlane(plane, CANVAS if painted else points.spans(plane), points)
