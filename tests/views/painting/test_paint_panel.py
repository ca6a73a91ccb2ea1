"""The panel in which a person paints data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from workbench.core.painted_data import MOST_CLASSES, PaintedData
from workbench.qt.document import Document
from workbench.views.painting.paint_panel import PaintPanel


@pytest.fixture
def panel(qtbot) -> PaintPanel:
    panel = PaintPanel(Document())
    qtbot.addWidget(panel)
    panel.resize(340, 490)
    panel.show()
    panel.findChild(QPushButton, "startPaintingButton").click()
    return panel


def painted_in(panel: PaintPanel) -> PaintedData:
    painted = panel.document.project.data.painted
    assert painted is not None
    return painted


def click(panel: PaintPanel, qtbot, x: float, y: float, button=Qt.MouseButton.LeftButton) -> None:
    qtbot.mouseClick(panel.canvas, button, pos=panel.canvas.place_of((x, y)).toPoint())


def press(panel: PaintPanel, name: str) -> None:
    panel.findChild(QWidget, name).click()


def rename(panel: PaintPanel, qtbot, name: str) -> None:
    line = panel.findChild(QLineEdit, "className")
    line.selectAll()
    qtbot.keyClicks(line, name)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_painting_begins_on_an_empty_canvas_as_one_step(panel: PaintPanel) -> None:
    assert painted_in(panel) == PaintedData(("A", "B"))
    assert panel.document.undo_stack.count() == 1
    assert "at least 2 points" in panel.findChild(QLabel, "paintSummary").text()


def test_a_click_paints_the_chosen_class_where_the_pointer_is(panel: PaintPanel, qtbot) -> None:
    panel.findChild(QWidget, "brushPointsSpin").setValue(1)
    click(panel, qtbot, -0.5, -0.5)
    press(panel, "paintClass1")
    click(panel, qtbot, 0.5, 0.25)
    painted = painted_in(panel)
    assert painted.labels == (0, 1)
    assert painted.points[0] == pytest.approx((-0.5, -0.5), abs=0.02)
    assert painted.points[1] == pytest.approx((0.5, 0.25), abs=0.02)
    assert panel.findChild(QLabel, "paintSummary").text().startswith("2 points")


def test_the_keyboard_paints_too(panel: PaintPanel, qtbot) -> None:
    panel.findChild(QWidget, "brushPointsSpin").setValue(1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Space):
        qtbot.keyClick(panel.canvas, key)
    assert painted_in(panel).points == ((0.05, 0.05),)


def test_the_right_button_and_the_eraser_take_points_away(panel: PaintPanel, qtbot) -> None:
    for _ in range(2):
        click(panel, qtbot, 0, 0)
    before = len(painted_in(panel).points)
    click(panel, qtbot, 0.1, 0, Qt.MouseButton.RightButton)
    assert 0 < before - len(painted_in(panel).points) <= before
    panel.document.undo_stack.undo()
    panel.findChild(QWidget, "brushSizeSlider").setValue(50)
    press(panel, "eraserButton")
    click(panel, qtbot, 0, 0)
    assert painted_in(panel).points == ()


def test_choosing_a_class_puts_the_eraser_away(panel: PaintPanel) -> None:
    press(panel, "eraserButton")
    assert panel.painting.brush.erases
    press(panel, "paintClass1")
    assert not panel.painting.brush.erases
    assert panel.painting.brush.labels == frozenset({1})


def test_one_class_at_a_time_unless_points_take_several(panel: PaintPanel, qtbot) -> None:
    press(panel, "paintClass1")
    assert not panel.findChild(QToolButton, "paintClass0").isChecked()
    panel.findChild(QCheckBox, "paintSeveral").setChecked(True)
    assert panel.document.project.head.activation == "sigmoid"
    press(panel, "paintClass0")
    click(panel, qtbot, 0, 0)
    assert set(painted_in(panel).labels) == {0b11}
    for name in ("paintClass0", "paintClass1"):
        press(panel, name)
    click(panel, qtbot, 0.5, 0.5)
    assert set(painted_in(panel).labels) == {0b11, 0b00}


def test_classes_are_added_named_and_removed(panel: PaintPanel, qtbot) -> None:
    press(panel, "addClassButton")
    rename(panel, qtbot, "birds")
    assert painted_in(panel).class_names == ("A", "B", "birds")
    assert panel.findChild(QToolButton, "paintClass2").isChecked()
    click(panel, qtbot, 0, 0)
    press(panel, "removeClassButton")
    assert painted_in(panel) == PaintedData(("A", "B"))
    assert not panel.findChild(QPushButton, "removeClassButton").isEnabled()
    assert panel.painting.brush.labels == frozenset({0})


def test_there_are_ten_classes_at_most(panel: PaintPanel) -> None:
    for _ in range(MOST_CLASSES - 2):
        press(panel, "addClassButton")
    assert len(painted_in(panel).class_names) == MOST_CLASSES
    assert not panel.findChild(QToolButton, "addClassButton").isVisible()
    assert panel.findChild(QToolButton, "paintClass9").isVisible()
    panel.grab()


def test_a_name_that_another_class_has_is_refused(panel: PaintPanel, qtbot) -> None:
    with qtbot.waitSignal(panel.refused) as refusal:
        rename(panel, qtbot, "B")
    assert "the same name" in refusal.args[0]
    assert panel.findChild(QLineEdit, "className").text() == "A"


def test_clear_is_undone_in_one_step(panel: PaintPanel, qtbot) -> None:
    click(panel, qtbot, 0, 0)
    before = painted_in(panel)
    press(panel, "clearPointsButton")
    assert painted_in(panel).points == ()
    panel.document.undo_stack.undo()
    assert painted_in(panel) == before


def test_what_was_painted_comes_back_after_other_data(panel: PaintPanel, qtbot) -> None:
    click(panel, qtbot, 0, 0)
    before = painted_in(panel)
    panel.document.start(Document().project)
    panel.findChild(QPushButton, "startPaintingButton").click()
    assert painted_in(panel) == before


def test_undo_leads_back_to_the_invitation(panel: PaintPanel) -> None:
    panel.document.undo_stack.undo()
    assert panel.findChild(QPushButton, "startPaintingButton").isVisible()


def test_a_canvas_of_one_class_asks_for_another(panel: PaintPanel, qtbot) -> None:
    click(panel, qtbot, 0, 0)
    assert "all of A" in panel.findChild(QLabel, "paintSummary").text()


def test_a_long_name_shows_as_much_as_there_is_room_for(panel: PaintPanel, qtbot) -> None:
    rename(panel, qtbot, "a very long name of a class")
    button = panel.findChild(QToolButton, "paintClass0")
    narrow = button.text()
    assert narrow.endswith("…")
    assert "a very long name of a class" in button.toolTip()
    panel.resize(900, 490)
    qtbot.waitUntil(lambda: len(button.text()) > len(narrow), timeout=2000)


def test_the_drawing_follows_the_theme(panel: PaintPanel, qtbot) -> None:
    click(panel, qtbot, 0.5, 0.5)
    dark = QPalette(QColor("#333333"), QColor("#222222"))
    dark.setColor(QPalette.ColorRole.Base, QColor("#111111"))
    with qtbot.waitSignal(panel.canvas.theme_changed):
        panel.setPalette(dark)
    place = panel.canvas.place_of((-0.5, -0.5)).toPoint()
    assert panel.canvas.grab().toImage().pixelColor(place) == QColor("#111111")
