"""Keeps the maps of the neurons in step with the network while the diagram can be seen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.core.heads import Head
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.data.dataset import Inputs
from workbench.engine.neuron_maps import NeuronAnswer, NeuronMaps
from workbench.qt.decision_map.plane_choice import PlaneChoice
from workbench.qt.decision_map.shown_plane import ShownPlane, shown_plane
from workbench.qt.document import Document
from workbench.qt.neurons.neuron_columns import HEAD, INPUTS, MOST, NeuronColumn, neuron_columns
from workbench.qt.observation import Observation
from workbench.qt.trainer import Trainer

SIDE = 24
INTERVAL = 100
"""Milliseconds between an answer and the next question."""


class LiveNeurons(QObject):
    """Asks for the neurons of a stack of layers on data with two inputs; of other networks there is nothing to draw.

    GUI thread only.

    Attributes:
        changed: Emitted when the columns are others.
        columns: From the inputs to the head; empty where there is nothing to draw.
    """

    changed = Signal()

    def __init__(self, view: QWidget, document: Document, trainer: Trainer) -> None:
        super().__init__(view)
        self._document, self._trainer = document, trainer
        self.columns: tuple[NeuronColumn, ...] = ()
        self._observation = Observation(view, trainer, INTERVAL)
        self._observation.answered.connect(self._take)
        self._observation.exposure.exposed.connect(self.refresh)
        self._plane: ShownPlane | None = None
        self._places: Inputs | None = None
        self._layers: object = None
        self._answer: NeuronAnswer | None = None
        self._made_of: tuple[object, ...] = ()
        self._stale_data = True
        document.project_changed.connect(self._project_changed)
        trainer.updated.connect(self.refresh)

    @Slot(frozenset)
    def _project_changed(self, parts: frozenset[str]) -> None:
        self._stale_data = self._stale_data or bool(parts & {"data", "seed"})
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Follows data, network and head, if the diagram can be seen."""
        if self._observation.exposure.is_exposed:
            self._ask()
            self._make()

    def _ask(self) -> None:
        project, before = self._document.project, self._plane
        if self._stale_data:
            self._stale_data, self._plane = False, self._flat_plane()
        is_drawn = self._plane is not None and project.imported is None
        wanted = project.layers if is_drawn else None
        same_places = self._plane is before or (self._plane is not None and self._plane.is_like(before))
        if same_places and wanted == self._layers:
            return
        self._layers, self._places = wanted, None
        if wanted is None or self._plane is None:
            self._observation.ask(None)
            return
        self._places = self._plane.grid(SIDE)
        self._observation.ask(NeuronMaps(self._places, MOST))

    def _flat_plane(self) -> ShownPlane | None:
        """Returns the plane that the data itself is."""
        if self._document.dataset.number_of_inputs != 2:
            return None
        return shown_plane(self._document, PlaneChoice())

    @Slot(object)
    def _take(self, answer: NeuronAnswer | None) -> None:
        self._answer = answer
        self.refresh()

    def _make(self) -> None:
        """Makes the columns anew where the answers or the head are others."""
        project = self._document.project
        now = (self._answer, project, self._trainer.fits(project), self._places is None)
        if now == self._made_of:
            return
        self._made_of = now
        columns = self._made()
        if columns or self.columns:
            self.columns = columns
            self.changed.emit()

    def _made(self) -> tuple[NeuronColumn, ...]:
        project, answer = self._document.project, self._answer
        if self._places is None or answer is None or not self._trainer.fits(project):
            return ()
        if fresh_start_needed(answer.project, project):
            return ()
        dataset = self._document.dataset
        columns = neuron_columns(self._places, answer, self._head(), dataset.number_of_classes)
        names = {INPUTS: dataset.input_names, HEAD: dataset.class_names}
        return tuple(replace(column, names=names.get(column.block, ())) for column in columns)

    def _head(self) -> Head | None:
        try:
            return self._document.head
        except UserError:
            return None
