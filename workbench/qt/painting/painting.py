"""Strokes of a brush on the painted points of the document."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workbench.core.painted_data import PaintedData
from workbench.core.painted_edits import Point, with_points, without_points_near
from workbench.core.projects.data_edits import with_painted
from workbench.qt.document import Document
from workbench.qt.painting.brush import Brush

COMMIT_INTERVAL = 100
"""Milliseconds after which a stroke that still goes on reaches the project, and with it a network in training."""

SPACING = 0.5
"""Radii of the brush between two dabs of a stroke."""


class Painting(QObject):
    """Shows a stroke at once and brings it to the document a few times a second, as one undo step.

    Attributes:
        brush: What the next dab uses.
        changed: Emitted when there are other points to draw.
    """

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.brush = Brush()
        self._document = document
        self._generator = np.random.default_rng()
        self._live: PaintedData | None = None
        self._last: Point | None = None
        self._erases = False
        self._strokes = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMMIT_INTERVAL)
        self._timer.timeout.connect(self._commit)
        document.project_changed.connect(self._follow)

    @property
    def painted(self) -> PaintedData | None:
        """The points with what the present stroke has done to them; None where the data is not painted."""
        return self._live or self._document.project.data.painted

    def begin(self, place: Point, erases: bool = False) -> None:
        """Puts the brush down, or the eraser."""
        if self.painted is None:
            return
        self._strokes += 1
        self._erases = erases or self.brush.erases
        self._last = place
        self._dab(place)

    def move(self, place: Point) -> None:
        """Draws the brush to `place`, a dab every half radius."""
        if self._last is None:
            return
        (x, y), spacing = self._last, SPACING * self.brush.radius
        count = int(math.dist(self._last, place) / spacing)
        for i in range(1, count + 1):
            share = i * spacing / math.dist((x, y), place)
            self._last = x + (place[0] - x) * share, y + (place[1] - y) * share
            self._dab(self._last)

    def end(self) -> None:
        """Lifts the brush."""
        if self._last is not None:
            self._commit()
            self._last = None

    def _dab(self, place: Point) -> None:
        painted = self.painted
        if painted is None:
            return
        if self._erases:
            self._live = without_points_near(painted, place, self.brush.radius)
        else:
            points = self.brush.dab(place, self._generator)
            self._live = with_points(painted, points, self.brush.label_in(painted))
        if not self._timer.isActive():
            self._timer.start()
        self.changed.emit()

    @Slot()
    def _commit(self) -> None:
        self._timer.stop()
        live, self._live = self._live, None
        project = self._document.project
        if live is not None and project.data.painted is not None:
            text = "Erase points" if self._erases else "Paint points"
            self._document.edit(text, with_painted(project, live), f"stroke {self._strokes}")

    def edit(self, text: str, change: Callable[[PaintedData], PaintedData]) -> None:
        """Changes the painting as one undo step.

        Raises:
            UserError: the changed painting is not possible; nothing is changed then.
        """
        self.end()
        project = self._document.project
        if project.data.painted is not None:
            self._document.edit(text, with_painted(project, change(project.data.painted)))

    @Slot(frozenset)
    def _follow(self, parts: frozenset[str]) -> None:
        if "data" in parts:
            # An undo in the middle of a stroke takes the rest of the stroke along.
            self._live = None
            self.changed.emit()
