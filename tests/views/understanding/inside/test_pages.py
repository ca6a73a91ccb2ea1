"""The pages of the view that looks inside say what they show, and in words what they cannot show."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from workbench.core.inside.inside import Inside, LayerInside
from workbench.core.inside.value_spread import spread_of
from workbench.core.labels import LabelKind
from workbench.data.dataset import Dataset
from workbench.qt.palette import theme_of
from workbench.views.understanding.inside.example_activations import ExampleActivations
from workbench.views.understanding.inside.first_weights import FirstWeights
from workbench.views.understanding.inside.spread_map import SpreadMap
from workbench.views.understanding.inside.weight_matrix import WeightMatrix

NONE = np.zeros(0, np.int64)


def inside(step: int = 1, kernel: np.ndarray | None = None, is_present: bool = True) -> Inside:
    values = np.array([-1.0, 0.5])
    spreads = {"weights": spread_of(values * step), "activations": spread_of(values)}
    layers = (
        LayerInside("1 Dense relu", np.array([0.0, 2.5], np.float32), spreads, NONE, NONE),  # type: ignore[arg-type]
        LayerInside(
            "2 Dropout", np.array([0.0, 2.5], np.float32), {"activations": spreads["activations"]}, NONE, NONE
        ),
    )
    return Inside(step, is_present, 3, 256, layers, kernel)


def data(inputs: int, shape: tuple[int, int] | None) -> Dataset:
    names = tuple(map(str, range(inputs)))
    labels = np.zeros(2, np.int32)
    return Dataset(
        "d", "d", np.zeros((2, inputs), np.float32), labels, LabelKind.CLASS_INDEX, ("a",), names, shape
    )


@pytest.mark.parametrize("channels", [1, 3])
def test_each_unit_has_a_picture_blue_where_pixels_excite_it(qtbot, channels: int) -> None:
    page = FirstWeights()
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.take_data(data(4 * channels, (2, 2)))
    kernel = np.zeros((4 * channels, 3), np.float32)
    kernel[:channels, 0], kernel[channels : 2 * channels, 0] = 1, -1
    page.show_inside(inside(kernel=kernel))
    assert not page.waiting
    first = next(page._tiles(3))[1]
    left, right = first.topLeft() + QPoint(9, 9), first.topRight() + QPoint(-9, 9)
    theme, image = theme_of(page.palette()), page.grab().toImage()
    assert image.pixelColor(left) == theme.training
    assert image.pixelColor(right) == theme.validation
    assert page.words_at(left) == f"Unit 1\nrow 0, column 0\nweight {channels:.3f}"
    assert len(page.table()[1]) == 3


@pytest.mark.parametrize(
    ("make", "shape", "words"),
    [
        (FirstWeights, (2, 2), "does not take the pixels"),
        (WeightMatrix, None, "does not take the inputs"),
    ],
)
def test_where_the_first_layer_has_no_such_weights_it_says_why(
    qtbot, make: type[FirstWeights | WeightMatrix], shape: tuple[int, int] | None, words: str
) -> None:
    page = make()
    qtbot.addWidget(page)
    page.take_data(data(4, shape))
    page.show_inside(inside(kernel=None))
    assert words in page.waiting
    page.grab()


def test_weights_on_other_inputs_are_read_by_input_and_unit(qtbot) -> None:
    page = WeightMatrix()
    qtbot.addWidget(page)
    page.resize(500, 200)
    page.take_data(data(3, None))
    kernel = np.arange(12, dtype=np.float32).reshape(3, 4)
    page.show_inside(inside(kernel=kernel))
    page.grab()
    corners = page.area.topLeft(), page.area.bottomRight()
    assert [page.words_at(corner) for corner in corners] == [
        "0 on unit 1\nweight 0.000",
        "2 on unit 4\nweight 11.000",
    ]
    assert page.table() == (("unit", "0", "1", "2"), [(n + 1, *kernel[:, n].tolist()) for n in range(4)])


def test_more_units_than_there_is_room_for_are_counted(qtbot) -> None:
    page = FirstWeights()
    qtbot.addWidget(page)
    page.resize(300, 120)
    page.take_data(data(4, (2, 2)))
    page.show_inside(inside(kernel=np.ones((4, 5000), np.float32)))
    shown = len(list(page._tiles(5000)))
    assert 0 < shown < 100
    assert page._caption(5000, 1).startswith(f"The first {shown} of 5,000 units")


def test_each_unit_of_each_layer_tells_its_activation(qtbot) -> None:
    page = ExampleActivations()
    qtbot.addWidget(page)
    page.resize(500, 200)
    page.show_inside(inside())
    assert page.words_at(page._strip(1).center() + QPoint(40, 0)) == "2 Dropout\nunit 2 of 2: 2.5"
    assert page.table()[1][1] == ("1 Dense relu", 2, 2.5)


def test_spreads_are_kept_over_the_steps_and_not_while_the_network_is_taken_back(qtbot) -> None:
    page = SpreadMap()
    qtbot.addWidget(page)
    page.resize(500, 200)
    page.show_inside(inside(2, is_present=False))
    assert page.waiting.startswith("Histograms are kept")
    for step in (1, 5, 9):
        page.show_inside(inside(step))
    page.show_inside(inside(2, is_present=False))
    assert page.history.steps == [1, 5, 9]
    assert [row[:2] for row in page.table()[1]] == [(1, -1), (5, -5), (9, -9)]
    assert page.words_at(page.area.center() + QPoint(9, 0)).startswith("Step 5: from -5 to 2.5")
    page.grab()
    page.choose(1, "gradients")
    assert page.waiting == "This layer has no gradients. Choose another one."
