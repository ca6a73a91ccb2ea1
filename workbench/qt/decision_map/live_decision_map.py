"""Keeps the decision map in step with the network, the data and the head."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.decision_map.decision_map import DecisionMap, decision_map
from workbench.core.errors import UserError
from workbench.core.label_thresholds import thresholds_of
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.engine.place_logits import PlaceAnswer, PlaceLogits
from workbench.qt.decision_map.plane_choice import PlaneChoice, first_choice
from workbench.qt.decision_map.shown_plane import ShownPlane, shown_plane
from workbench.qt.document import Document
from workbench.qt.layer_table_model import number_of_logits, total_parameters
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

SIDE, SMALLEST_SIDE = 150, 30
MOST_PRODUCTS = 400_000_000
"""Of numbers, for all places together: what a processor does while a film shows one picture."""

MOST_NUMBERS = 4_000_000
"""In the inputs, and in the logits, of all places together."""

SHARE = 0.092
"""Of the engine's time that the map may take."""

INTERVAL = 33
"""Milliseconds between two questions: the window shows no more pictures than about thirty a second."""

ASKING = "Asking the network all over the plane…"
TRAIN_FIRST = "Train the network to see what it says all over the plane."
ONE_INPUT = "A plane needs two inputs, and this data has one."
NO_POINTS = "There are no examples yet to lay a plane through."


class LiveDecisionMap(QObject):
    """Asks the engine about a grid of places while `view` can be seen, and makes of the logits what the head does.

    The head is a function on the logits, so that a toggle shows at once. GUI thread only.

    Attributes:
        plane_changed: Emitted when plane, window or points are others.
        map_changed: Emitted when there is another map, or none any more.
        choice: The plane that was chosen.
        plane: The plane with its window and its examples; None where the data has none.
        map: What the network says; None where nothing is trained that fits.
        trouble: Why there is no map, in words.
    """

    plane_changed = Signal()
    map_changed = Signal()

    def __init__(self, view: QWidget, document: Document, trainer: Trainer) -> None:
        super().__init__(view)
        self._document, self._trainer = document, trainer
        self._observation = Observation(view, trainer, INTERVAL, SHARE)
        self._exposure = self._observation.exposure
        self._observation.answered.connect(self._take)
        self._observation.refused.connect(self._refuse)
        self.choice, self._names = first_choice(document.dataset), document.dataset.input_names
        self.plane: ShownPlane | None = None
        self.map: DecisionMap | None = None
        self.trouble = ""
        self._answer: PlaceAnswer | None = None
        self._asked: tuple[ShownPlane, int] | None = None
        self._made_of: tuple[object, ...] = ()
        self._stale_data = True
        document.project_changed.connect(self._project_changed)
        trainer.updated.connect(self.refresh)
        self._exposure.exposed.connect(self.refresh)

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes of the data."""
        return self._document.dataset.class_names

    def choose(self, choice: PlaneChoice) -> None:
        """Looks at another plane."""
        self.choice, self._stale_data = choice, True
        self.refresh()

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        if parts & {"data", "seed"}:
            self._stale_data = True
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follows data, network and head, if the map can be seen."""
        if not self._exposure.is_exposed:
            return
        if self._stale_data:
            self._stale_data = False
            self._read_data()
        self._ask()
        self._make()

    # The data

    def _read_data(self) -> None:
        dataset = self._document.dataset
        if self._names != dataset.input_names:
            self.choice, self._names = first_choice(dataset), dataset.input_names
        self.plane = shown_plane(self._document, self.choice)
        self.plane_changed.emit()

    # The question

    @property
    def side(self) -> int:
        """How many places there are each way: fewer for a large network, which would take too long."""
        dataset = self._document.dataset
        numbers = max(dataset.number_of_inputs, number_of_logits(self._document), dataset.number_of_classes)
        most = min(MOST_PRODUCTS / max(total_parameters(self._document), 1), MOST_NUMBERS / numbers)
        return min(max(math.isqrt(int(most)), SMALLEST_SIDE), SIDE)

    def _ask(self) -> None:
        if self.plane is None:
            self._asked = None
            self._observation.ask(None)
            return
        side = self.side
        if self._asked is None or side != self._asked[1] or not self.plane.is_like(self._asked[0]):
            self._asked, self._answer = (self.plane, side), None
            self._observation.ask(PlaceLogits(self.plane.grid(side)))

    @Slot(object)
    def _take(self, answer: PlaceAnswer | None) -> None:
        self._answer = answer
        # An answer may come after the map was hidden.
        if self._exposure.is_exposed:
            self._make()

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._answer = None
        self._show(None, sentence)

    # The answer

    def _make(self) -> None:
        """Makes the map anew where the logits or the head are others."""
        now = (self._answer, self._document.project, self._trainer.fits(self._document.project), self.plane)
        if now != self._made_of:
            self._made_of = now
            self._show(*self._made())

    def _made(self) -> tuple[DecisionMap | None, str]:
        document, answer = self._document, self._answer
        if self.plane is None:
            return None, ONE_INPUT if document.dataset.number_of_inputs < 2 else NO_POINTS
        if not self._trainer.fits(document.project):
            return None, TRAIN_FIRST
        if answer is None:
            return None, ASKING
        if fresh_start_needed(answer.project, document.project):
            return None, TRAIN_FIRST
        try:
            head = document.head
        except UserError as error:
            return None, str(error)
        side = math.isqrt(len(answer.logits))
        choice, units = document.project.head, head.number_of_units(len(self.class_names))
        logits, thresholds = answer.logits / choice.temperature, thresholds_of(choice, units)
        return decision_map(head, logits, (side, side), self.class_names, thresholds), ""

    def _show(self, made: DecisionMap | None, trouble: str) -> None:
        if made is not None or self.map is not None or trouble != self.trouble:
            self.map, self.trouble = made, trouble
            self.map_changed.emit()
