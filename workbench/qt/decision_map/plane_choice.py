"""Which plane a person looks at, and the plane that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.data.dataset import Dataset
from workbench.data.plane.map_points import MapPoints
from workbench.data.plane.plane import Plane
from workbench.data.plane.planes import plane_of_principal_components, plane_of_two_inputs


@dataclass(frozen=True)
class PlaneChoice:
    """A plane as it is chosen.

    Attributes:
        components: Whether it is that of the first two principal components, instead of two inputs.
        x: The column of the input that goes to the right.
        y: The column of the input that goes upwards.
    """

    components: bool = False
    x: int = 0
    y: int = 1

    def plane(self, dataset: Dataset, points: MapPoints) -> Plane:
        """Returns the plane through the points of the data set."""
        if self.components:
            return plane_of_principal_components(points.measured)
        return plane_of_two_inputs(points.measured, dataset.input_names, self.x, self.y)


def first_choice(dataset: Dataset) -> PlaneChoice:
    """Returns what a person sees first: the inputs themselves where there are few, else the components."""
    return PlaneChoice(components=dataset.number_of_inputs > MOST_INPUTS_BY_THEMSELVES)


MOST_INPUTS_BY_THEMSELVES = 4
