"""A person chooses the plane, the label, and what is drawn over it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from workbench.qt.decision_map.plane_choice import PlaneChoice
from workbench.views.understanding.decision_map.map_controls import MapControls
from workbench.views.understanding.decision_map.map_drawing import ALL

INPUTS = ("height", "width", "weight")


@pytest.fixture
def controls(qtbot: Any) -> MapControls:
    controls = MapControls()
    qtbot.addWidget(controls)
    controls.show_inputs(INPUTS, PlaneChoice())
    controls.show_classes(("a", "b"))
    return controls


def test_every_control_can_be_found_and_explains_itself(controls: MapControls) -> None:
    there = [
        child for child in controls.findChildren(QWidget) if child.objectName().startswith("decisionMap")
    ]
    assert len(there) >= 8
    assert all(child.accessibleName() and child.toolTip() for child in there if child.parent() is controls)


def test_two_inputs_are_chosen_and_never_the_same_one_twice(controls: MapControls) -> None:
    chosen: list[PlaneChoice] = []
    controls.plane_chosen.connect(chosen.append)
    controls.upwards.setCurrentIndex(2)
    assert chosen[-1] == PlaneChoice(False, 0, 2)
    controls.across.setCurrentIndex(2)
    assert chosen[-1].x == 2 and chosen[-1].y != 2
    controls.kind.setCurrentIndex(1)
    assert chosen[-1].components


def test_of_two_inputs_there_is_no_plane_to_choose(controls: MapControls) -> None:
    controls.show_inputs(("x", "y"), PlaneChoice())
    assert controls.kind.isHidden() and controls.across.isHidden()
    controls.show_inputs(INPUTS, PlaneChoice(components=True))
    assert not controls.kind.isHidden() and controls.across.isHidden()


def test_a_label_is_chosen_and_kept_while_the_classes_are_the_same(controls: MapControls) -> None:
    assert controls.label == ALL
    controls.shown.setCurrentIndex(2)
    assert controls.label == 1
    controls.show_classes(("a", "b"))
    assert controls.label == 1
    controls.show_classes(("a", "b", "c"))
    assert controls.label == ALL


def test_saving_is_asked_for_by_kind(controls: MapControls, qtbot: Any) -> None:
    menu = controls.save_button.menu()
    with qtbot.waitSignal(controls.save_wanted) as wanted:
        menu.actions()[2].trigger()
    assert wanted.args == ["csv"]
