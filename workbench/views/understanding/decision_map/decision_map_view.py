"""The dock of the decision map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.decision_map.decision_map import DecisionMap
from workbench.data.dataset import Rows
from workbench.qt.decision_map.live_decision_map import LiveDecisionMap
from workbench.qt.decision_map.plane_choice import PlaneChoice
from workbench.qt.decision_map.shown_plane import ShownPlane
from workbench.qt.palette import theme_of
from workbench.views.elided_label import ElidedLabel
from workbench.views.labels import set_text
from workbench.views.save_dialog import ask_where
from workbench.views.turning_box import TurningBox
from workbench.views.understanding.decision_map.map_canvas import MapCanvas, Point
from workbench.views.understanding.decision_map.map_controls import SAVED, MapControls
from workbench.views.understanding.decision_map.map_drawing import ALL, drawing_of
from workbench.views.understanding.decision_map.map_files import save_drawing, save_picture, save_table
from workbench.views.understanding.decision_map.map_legend import LegendRow, MapLegend
from workbench.views.understanding.decision_map.map_words import (
    TRAINING_ROW,
    VALIDATION_ROW,
    headline,
    label_headline,
    probability_footer,
    probability_rows,
    share_footer,
    share_rows,
)
from workbench.views.understanding.decision_map.plane_on_canvas import put_plane
from workbench.views.understanding.views import Bench

SMALLEST = 150, 110
"""Pixels of the map with its axes: all of it is seen in a low dock whose controls take two rows."""


class DecisionMapView(QWidget):
    """The map with its controls, its legend, and a sentence about what is seen.

    Attributes:
        live: What the network says.
        controls: What a person wants to see.
        canvas: The plane.
        legend: What the colours mean.
        sentence: What the head makes of the plane.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("decisionMapView")
        self.setAccessibleName("Decision map")
        self._document, self._refuse, self._show_example = bench.document, bench.refuse, bench.show_example
        self.live = LiveDecisionMap(self, bench.document, bench.trainer)
        self.controls, self.canvas, self.legend = MapControls(), MapCanvas(), MapLegend()
        self.canvas.setMinimumSize(*SMALLEST)
        self.sentence = ElidedLabel()
        self._place: Point | None = None
        self._rows: Rows = np.empty(0, np.int64)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.sentence.setObjectName("decisionMapSentence")
        self.sentence.setAccessibleName("What is seen on the map")
        self._pictured = QWidget()
        self._pictured.setObjectName("decisionMapPicture")
        inner = QVBoxLayout(self._pictured)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.sentence)
        inner.addWidget(TurningBox(self.canvas, self.legend, (3, 2), (3, 2), 0), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.controls)
        column.addWidget(self._pictured, 1)

    def _connect(self) -> None:
        self.live.plane_changed.connect(self._show_plane)
        self.live.map_changed.connect(self._show_map)
        self.controls.plane_chosen.connect(self._choose_plane)
        self.controls.changed.connect(self._show_map)
        self.controls.save_wanted.connect(self._ask_and_save)
        self.canvas.theme_changed.connect(self._show_map)
        self.canvas.pointed.connect(self._point_at)
        self.canvas.chosen.connect(lambda number: self._show_example(int(self._rows[number])))

    # The plane and the examples

    def _choose_plane(self, choice: PlaneChoice) -> None:
        self.live.choose(choice)

    def _show_plane(self) -> None:
        dataset, shown = self._document.dataset, self.live.plane
        self.controls.show_inputs(dataset.input_names, self.live.choice)
        self.controls.show_classes(dataset.class_names)
        self._rows = put_plane(self.canvas, dataset, shown)

    # The map

    def _show_map(self) -> None:
        made, controls = self.live.map, self.controls
        self.canvas.show_parts(controls.training.isChecked(), controls.validation.isChecked())
        if made is None:
            self.canvas.show_drawing(None, self.live.trouble)
            set_text(self.sentence, "")
        else:
            theme = theme_of(self.palette())
            self.canvas.show_drawing(drawing_of(made, controls.label, controls.contours.isChecked(), theme))
            name = "" if controls.label == ALL else made.names[controls.label]
            set_text(self.sentence, label_headline(name) if name else headline(made))
        self._show_legend()

    def _point_at(self, place: Point | None) -> None:
        self._place = place
        self._show_legend()

    def _show_legend(self) -> None:
        made, parts = self.live.map, (TRAINING_ROW, VALIDATION_ROW)
        if made is None:
            names = enumerate(self._document.dataset.class_names)
            self.legend.show_rows("", tuple(LegendRow(index, name) for index, name in names), parts)
        elif self._place is None or self.live.plane is None:
            self.legend.show_rows("share of the map", share_rows(made), (*share_footer(made), *parts))
        else:
            self._show_probabilities(made, self.live.plane, self._place)

    def _show_probabilities(self, made: DecisionMap, shown: ShownPlane, place: Point) -> None:
        row, column = shown.field_at(place, len(made.owners))
        said, held = made.probabilities[row, column], made.held[row, column]
        room = self.legend.height() // self.legend.row_height - 2
        title = f"x {place[0]:.3g}   y {place[1]:.3g}"
        rows = probability_rows(made, said, held, room)
        self.legend.show_rows(title, rows, probability_footer(made, said))

    # Saving

    def save(self, path: Path) -> None:
        """Writes the map to a .png, .svg or .csv file, whichever the name says."""
        made, shown = self.live.map, self.live.plane
        if path.suffix.lower() != ".csv":
            (save_picture if path.suffix.lower() == ".png" else save_drawing)(self._pictured, path)
        elif made is not None and shown is not None:
            save_table(made, shown.plane.titles, shown.spans, path)

    def _ask_and_save(self, suffix: str) -> None:
        if self.live.map is None:
            self._refuse(self.live.trouble)
            return
        kind = f"{dict(SAVED)[suffix]} (*.{suffix})"
        path = ask_where(self, "Save the map", Path(f"decision-map.{suffix}"), kind, f".{suffix}")
        if path is not None:
            self.save(path)
