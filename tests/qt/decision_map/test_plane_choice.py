"""What a person sees first follows from the data."""

from __future__ import annotations

import pytest

from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.plane.map_points import map_points
from workbench.qt.decision_map.plane_choice import PlaneChoice, first_choice


@pytest.mark.parametrize(("name", "components"), [("moons", False), ("iris", False), ("wine", True)])
def test_few_inputs_are_shown_themselves(name: str, components: bool) -> None:
    assert first_choice(load(name, {})).components is components


def test_a_choice_becomes_a_plane() -> None:
    dataset = load("iris", {})
    points = map_points(dataset, Shares(0.2), seed=0)
    plane = PlaneChoice(x=3, y=1).plane(dataset, points)
    assert plane.titles == (dataset.input_names[3], dataset.input_names[1])
    assert "component 2" in PlaneChoice(components=True).plane(dataset, points).titles[1]
