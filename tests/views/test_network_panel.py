"""The panel in which layers are put together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QTableView, QToolButton, QWidget

from workbench.core.layers import LAYERS
from workbench.qt.document import Document
from workbench.views.network_panel import NetworkPanel


@pytest.fixture
def panel(qtbot) -> NetworkPanel:
    panel = NetworkPanel(Document())
    qtbot.addWidget(panel)
    return panel


def click(panel: NetworkPanel, name: str) -> None:
    panel.findChild(QToolButton, name).click()


def kinds(panel: NetworkPanel) -> list[str]:
    return [layer.kind for layer in panel.document.project.layers]


def test_the_buttons_edit_and_follow_the_chosen_layer(panel: NetworkPanel) -> None:
    table = panel.findChild(QTableView, "layerTable")
    table.selectRow(1)
    click(panel, "addLayerButton")
    assert kinds(panel) == ["Dense", "Dropout", "Dense"] and table.currentIndex().row() == 2
    click(panel, "moveUpButton")
    assert kinds(panel) == ["Dense", "Dense", "Dropout"] and table.currentIndex().row() == 1
    click(panel, "moveDownButton")
    click(panel, "duplicateLayerButton")
    assert kinds(panel) == ["Dense", "Dropout", "Dense", "Dense"]
    click(panel, "removeLayerButton")
    assert kinds(panel) == ["Dense", "Dropout", "Dense"]
    assert panel.document.undo_stack.count() == 5


@pytest.mark.parametrize("kind", LAYERS)
def test_every_kind_is_in_the_menu_and_has_its_form(panel: NetworkPanel, kind: str) -> None:
    panel.findChild(QAction, f"add{kind}Action").trigger()
    assert kinds(panel)[1] == kind
    for field in LAYERS[kind].fields:
        assert panel.findChild(QWidget, f"{field.name}Control") is not None


def test_the_form_edits_the_chosen_layer(panel: NetworkPanel) -> None:
    panel.findChild(QWidget, "unitsControl").setValue(8)
    assert panel.document.project.layers[0].options["units"] == 8
    assert panel.findChild(QLabel, "parameterCount").text() == "610 parameters"
    panel.document.undo_stack.undo()
    assert panel.findChild(QWidget, "unitsControl").value() == 64
    assert panel.findChild(QLabel, "parameterCount").text() == "4,810 parameters"


def test_without_layers_nothing_can_be_removed(panel: NetworkPanel) -> None:
    click(panel, "removeLayerButton")
    click(panel, "removeLayerButton")
    assert kinds(panel) == []
    assert not panel.findChild(QToolButton, "removeLayerButton").isEnabled()
    click(panel, "addLayerButton")
    assert kinds(panel) == ["Dense"]


def test_the_diagram_chooses_by_mouse_and_key(qtbot, panel: NetworkPanel) -> None:
    canvas = panel.diagram.canvas
    place = next(place for block, place in zip(canvas.blocks, canvas.places) if block.layer == 1)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.center())
    assert panel.table.currentIndex().row() == 1 and canvas.selected == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert panel.table.currentIndex().row() == 0 and canvas.selected == 0
