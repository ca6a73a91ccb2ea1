"""The panel steps through the examples and shows each."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.views.predictions_panel import PredictionsPanel

# The screenless platform of Qt says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def panel(qtbot):
    widget = PredictionsPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 560)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def set_table(panel):
    panel.set_examples(3, np.arange(6.0).reshape(3, 2), ("width", "height"), None, ("a", "b"))


def test_nothing_to_step_through_without_examples(panel):
    assert panel.index == -1
    assert not panel.spin.isEnabled()
    panel.grab()


def test_steps_through_the_examples(panel, qtbot):
    set_table(panel)
    assert (panel.index, panel.spin.text()) == (0, "1 of 3")
    with qtbot.waitSignal(panel.example_changed) as changed:
        qtbot.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert changed.args == [1]
    with qtbot.waitSignals([panel.example_changed] * 2):
        panel.previous.click()
        panel.previous.click()
    assert panel.index == 2


def test_a_table_of_inputs(panel):
    set_table(panel)
    panel.spin.setValue(2)
    model = panel.example.model
    shown = [[model.index(row, column).data() for column in (0, 1)] for row in (0, 1)]
    assert shown == [["width", "2"], ["height", "3"]]


def test_a_picture_with_the_limits_of_all(panel):
    inputs = np.array([[0, 1, 2, 3], [16, 0, 0, 0]], np.float32)
    panel.set_examples(2, inputs, (), (2, 2), ("a", "b"))
    image = panel.example.picture.image
    assert panel.example.currentWidget() is panel.example.picture
    assert image.pixelColor(0, 0).value() == 255
    assert image.pixelColor(1, 1).value() == int((1 - 3 / 16) * 255)
    panel.grab()


def test_a_photograph_is_light_where_its_numbers_are_large(panel):
    panel.set_examples(1, np.array([[0, 255, 51, 102]], np.float32), (), (2, 2), ("a", "b"), True)
    image = panel.example.picture.image
    shown = [image.pixelColor(x, y).value() for y in (0, 1) for x in (0, 1)]
    assert shown == [0, 255, 51, 102]


def test_three_numbers_a_pixel_are_red_green_and_blue(panel):
    inputs = np.array([[255, 0, 0, 0, 255, 0]], np.float32)
    panel.set_examples(1, inputs, (), (1, 2), ("a", "b"), True)
    image = panel.example.picture.image
    assert [image.pixelColor(x, 0).getRgb()[:3] for x in (0, 1)] == [(255, 0, 0), (0, 255, 0)]
    panel.grab()


def test_other_examples_forget_the_prediction(panel):
    set_table(panel)
    panel.show_prediction(np.array([0.2, 0.8]), None, np.array([0, 1]), None, True)
    assert panel.bars.sum_label.text() == "sums to 1.00"
    set_table(panel)
    assert panel.bars.bars.answer is None


def test_logits_are_shown_when_asked_for(panel):
    set_table(panel)
    panel.show_prediction(np.array([0.2, 0.8]), np.array([0, 1.386]), np.array([0, 1]), None, True)
    without = panel.grab().toImage()
    panel.logits.click()
    assert panel.bars.bars.logits_shown
    assert panel.grab().toImage() != without


def test_controls_have_names(panel):
    for name in (
        "exampleSpin",
        "logitsCheck",
        "probabilityBars",
        "probabilitySum",
        "previousExample",
        "nextExample",
    ):
        control = panel.findChild(QWidget, name)
        assert control is not None, name
        assert control.accessibleName(), name
