"""Neurons stand under their blocks; links take the sign and the size of their weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QPalette

from workbench.core.projects.layer_text import parse_layers
from workbench.qt.document import Document
from workbench.qt.neurons.neuron_columns import HEAD, INPUTS, NeuronColumn
from workbench.qt.palette import class_color, theme_of
from workbench.views.diagram.block import blocks_of
from workbench.views.network_diagram import NetworkDiagram
from workbench.views.neurons.neuron_drawing import place_of
from workbench.views.neurons.neuron_images import answer_images, probability_images

WEIGHTS = np.array([[1.0, -1.0], [0.0, 0.01]])
EVEN = np.full((2, 4, 4), 0.5)


@pytest.fixture
def diagram(qtbot: Any) -> NetworkDiagram:
    import msgspec

    document, diagram = Document(), NetworkDiagram()
    qtbot.addWidget(diagram)
    document.edit("layers", msgspec.structs.replace(document.project, layers=parse_layers("2")))
    diagram.set_blocks(blocks_of(document))
    return diagram


COLUMNS = (
    NeuronColumn(INPUTS, EVEN, 3.0),
    NeuronColumn(0, EVEN, 2.0, weights=WEIGHTS),
    NeuronColumn(1, EVEN, 2.0, left_out=4, weights=WEIGHTS),
    NeuronColumn(HEAD, EVEN, 1.0),
)


def test_the_diagram_grows_for_neurons_and_shrinks_again(diagram: NetworkDiagram) -> None:
    plain = diagram.height()
    diagram.show_neurons(COLUMNS, 2)
    assert diagram.height() > plain + 2 * 26
    diagram.show_neurons((), 2)
    assert diagram.height() == plain


def test_links_have_the_colour_of_their_sign_and_weak_ones_are_left_out(diagram: NetworkDiagram) -> None:
    diagram.show_neurons(COLUMNS, 2)
    canvas = diagram.canvas
    theme, picture, top = theme_of(canvas.palette()), canvas.grab().toImage(), canvas._neurons_top()
    blocks = canvas._column_places()
    start = [place_of(blocks[INPUTS], row, top) for row in (0, 1)]
    near = [picture.pixelColor(round(place.right()) + 12, round(place.center().y())) for place in start]
    assert near[0].hue() == pytest.approx(theme.training.hue(), abs=12)
    assert near[1] == canvas.palette().window().color()


def test_every_neuron_says_what_it_is(diagram: NetworkDiagram) -> None:
    diagram.show_neurons(COLUMNS, 2)
    canvas = diagram.canvas
    blocks, top = canvas._column_places(), canvas._neurons_top()
    for column in COLUMNS:
        text = canvas.neuron_text(place_of(blocks[column.block], 1, top).center().toPoint())
        assert "2" in text and "from" in text
    assert canvas.neuron_text(canvas.rect().bottomLeft()) == ""


@pytest.mark.parametrize("ground", ["#ffffff", "#222222"], ids=["light", "dark"])
def test_answers_above_and_below_zero_differ_and_zero_is_the_background(ground: str) -> None:
    theme = theme_of(QPalette(QColor("#555555"), QColor(ground)))
    (image,) = answer_images(np.array([[[1.0, -1.0, 0.0]]]), theme)
    above, below, zero = (image.pixelColor(x, 0) for x in range(3))
    assert zero == theme.background
    assert above.hue() == pytest.approx(theme.training.hue(), abs=12)
    assert below.hue() == pytest.approx(theme.validation.hue(), abs=12)


def test_probabilities_have_the_colours_of_their_classes() -> None:
    images = probability_images(np.ones((2, 1, 1)), 1, theme_of(QPalette()))
    for index, image in enumerate(images):
        assert image.pixelColor(0, 0).hue() == pytest.approx(class_color(index + 1).hue(), abs=12)
