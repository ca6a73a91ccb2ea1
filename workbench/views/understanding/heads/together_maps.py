"""The decision maps of both heads, side by side."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from workbench.core.both_heads.trained_head import TrainedHead
from workbench.core.decision_map.decision_map import DecisionMap, decision_map
from workbench.core.heads import ACTIVATIONS, Activation
from workbench.core.label_thresholds import thresholds_of
from workbench.data.dataset import Inputs, Rows
from workbench.qt.decision_map.plane_choice import first_choice
from workbench.qt.decision_map.shown_plane import ShownPlane, shown_plane
from workbench.qt.palette import theme_of
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.understanding.decision_map.map_canvas import MapCanvas, Point
from workbench.views.understanding.decision_map.map_drawing import ALL, drawing_of
from workbench.views.understanding.decision_map.map_words import headline, percent, place_words
from workbench.views.understanding.decision_map.plane_on_canvas import put_plane
from workbench.views.understanding.views import Bench

SIDE = 75
"""Places of a map each way: there are two maps, and both networks are being trained meanwhile."""

SMALLEST = 130, 120
"""Pixels of a map with its axes: two of them fit into a narrow dock."""

WAITING = "Train both to see their maps."
NO_PLANE = "A plane needs two inputs and some examples."


class TogetherMaps(QWidget):
    """One map for each head, of the plane that the decision map begins with.

    Attributes:
        maps: What is shown of each head.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("togetherMaps")
        self.setAccessibleName("the decision maps of both heads")
        self._document, self._show_example = bench.document, bench.show_example
        self._plane: ShownPlane | None = None
        self._places: Inputs | None = None
        self._rows: Rows = np.empty(0, np.int64)
        self._place: Point | None = None
        self._is_stale = True
        self._shown: Mapping[Activation, TrainedHead] = {}
        self.maps: dict[Activation, DecisionMap] = {}
        self.canvases = {name: _canvas(name) for name in ACTIVATIONS}
        self.sentences = {name: _sentence(name) for name in ACTIVATIONS}
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 4, 4)
        for column, name in enumerate(ACTIVATIONS):
            grid.addWidget(self.sentences[name], 0, column)
            grid.addWidget(self.canvases[name], 1, column)
            grid.setColumnStretch(column, 1)
            self.canvases[name].theme_changed.connect(self._draw)
            self.canvases[name].pointed.connect(self._point_at)
            self.canvases[name].chosen.connect(self._choose)
        grid.setRowStretch(1, 1)

    # The plane

    @property
    def places(self) -> Inputs | None:
        """The raw inputs (n, d) that the maps are made of; None where there is no plane."""
        self._read_plane()
        return self._places

    def forget_plane(self) -> None:
        """Lays the plane through other data when it is next needed."""
        self._is_stale = True

    def _read_plane(self) -> None:
        if not self._is_stale:
            return
        self._is_stale, dataset = False, self._document.dataset
        self._plane = shown_plane(self._document, first_choice(dataset))
        self._places = None if self._plane is None else self._plane.grid(SIDE)
        for canvas in self.canvases.values():
            self._rows = put_plane(canvas, dataset, self._plane)

    # The maps

    def show_heads(self, heads: Mapping[Activation, TrainedHead]) -> None:
        """Shows what the heads say all over the plane."""
        self._read_plane()
        self._shown = heads
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.maps = {name: made for name, head in self._shown.items() if (made := self._made(head))}
        theme, waiting = theme_of(self.palette()), NO_PLANE if self._plane is None else WAITING
        for name, canvas in self.canvases.items():
            made = self.maps.get(name)
            canvas.show_drawing(None if made is None else drawing_of(made, ALL, True, theme), waiting)

            self.sentences[name].setToolTip(WAITING if made is None else headline(made))
        self._say()

    @Slot(object)
    def _point_at(self, place: Point | None) -> None:
        """Reads the same place on both maps."""
        self._place = place
        for canvas in self.canvases.values():
            canvas.read_place(place)
        self._say()

    @Slot(int)
    def _choose(self, number: int) -> None:
        self._show_example(int(self._rows[number]))

    def _say(self) -> None:
        """Says what each head makes of the place that is read, else in a few words of the plane."""
        for name, sentence in self.sentences.items():
            made = self.maps.get(name)
            set_text(sentence, f"{name.capitalize()}: {self._words(made)}" if made else name.capitalize())

    def _words(self, made: DecisionMap) -> str:
        if self._place is None or self._plane is None:
            return _few_words(made)
        row, column = self._plane.field_at(self._place, SIDE)
        return place_words(made, made.probabilities[row, column])

    def _made(self, trained: TrainedHead) -> DecisionMap | None:
        names, choice = self._document.dataset.class_names, trained.project.head
        logits = trained.map
        if logits is None or len(logits) != SIDE * SIDE:
            return None
        thresholds = thresholds_of(choice, logits.shape[1])
        return decision_map(trained.head, logits / choice.temperature, (SIDE, SIDE), names, thresholds)


def _few_words(made: DecisionMap) -> str:
    if made.competes:
        return "each place is one class's"
    return f"{percent(made.shared)} overlap, {percent(made.nobody)} nobody's"


def _canvas(name: Activation) -> MapCanvas:
    canvas = MapCanvas()
    canvas.setMinimumSize(*SMALLEST)
    canvas.setObjectName(f"{name}MapCanvas")
    canvas.setAccessibleName(f"decision map of the {name} head")
    return canvas


def _sentence(name: Activation) -> ElidedLabel:
    sentence = ElidedLabel()
    sentence.setObjectName(f"{name}MapSentence")
    sentence.setAccessibleName(f"what is seen on the map of the {name} head")
    return sentence
