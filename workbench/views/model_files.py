"""Opening a Keras model: the file menu's work, and what is asked on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from workbench.core.errors import UserError
from workbench.core.heads import Activation
from workbench.core.imported.graph import Graph
from workbench.core.imported.head_place import output_names
from workbench.core.imported.imported_model import SUFFIXES, ImportedModel
from workbench.core.imported.model_weights import ModelWeights
from workbench.core.imported.on_bench import DataFacts, OnBench, misfit, opened_run, put_on_bench
from workbench.core.project import Project
from workbench.core.projects.fresh_start import fresh_start_needed
from workbench.qt.awaiting import Awaiting
from workbench.qt.document import Document
from workbench.qt.model_opener import ModelOpener
from workbench.qt.trainer import Trainer
from workbench.views.project_files import ProjectFiles
from workbench.views.save_dialog import ask_where

MOST_STACKS = 8
"""Opened stacks whose weights are kept for an undo or a redo that brings their layers back."""

FILTER = f"Keras models ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"


class ModelFiles(QObject):
    """Puts anyone's Keras model on the bench; the reading itself holds nothing up."""

    message = Signal(str)
    refused = Signal(str)

    def __init__(self, document: Document, trainer: Trainer, files: ProjectFiles, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._trainer, self._files, self._window = document, trainer, files, window
        self._opener = ModelOpener(self)
        self._opener.opened.connect(self._opened)
        self._opener.refused.connect(self.refused)
        self._saving = Awaiting(self)
        self._saving.kept.connect(self._saved)
        self._saving.broken.connect(self.refused)
        self._asking = self._putting = False
        self._stacks: list[OnBench] = []
        document.project_changed.connect(self._follow)

    def open(self) -> None:
        """Asks for a file and opens it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open model", str(Path.home()), FILTER)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Opens a model; where it cannot be read the bench stays as it is."""
        if self._asking:
            self.refused.emit(f"{path.name} has to wait: first say which output of the other model is meant.")
            return
        self.message.emit(f"Reading {path.name}…")
        self._opener.open(path)

    @property
    def is_busy(self) -> bool:
        """Whether a model is being read or written."""
        return self._opener.is_busy or self._saving.is_busy or self._asking

    def close(self) -> None:
        """Gives up what is being read."""
        self._opener.close()
        self._saving.close()

    @Slot(object)
    def _opened(self, opened: object) -> None:
        file, graph, weights = opened.file, opened.graph, opened.weights  # type: ignore[attr-defined]
        output = self._chosen_output(graph)
        if output is None or (self._trainer.unsaved_training and not self._files.may_discard()):
            self.message.emit(f"{file} was not opened.")
            return
        document = self._document
        try:
            found = put_on_bench(document.project, document.facts, file, graph, weights, output)
        except UserError as error:
            self.refused.emit(f"{file}: {error}")
            return
        self.put(f"Open {file}", found)

    def put(self, text: str, found: OnBench) -> None:
        """Puts an opened model on the bench as one undo step, with its weights in the engine."""
        self._putting = True
        try:
            self._trainer.restore(found.run)
            self._document.edit(text, found.project)
        except UserError as error:
            self.refused.emit(str(error))
            return
        finally:
            self._putting = False
        if found.project.imported is None and found.run is not None:
            self._stacks = [*self._stacks, found][-MOST_STACKS:]
        self.message.emit(found.said)

    def change(self, text: str, make: Callable[[Project, DataFacts], OnBench | None]) -> None:
        """Makes something else of the opened model, as one undo step, with what it has learned here."""
        project = self._document.project
        assert project.imported is not None
        try:
            learned = self._trainer.opened_weights(project.imported)
        except UserError as error:
            self.refused.emit(str(error))
            return
        if learned is not None:
            model = msgspec.structs.replace(project.imported, weights=ModelWeights(learned))
            project = msgspec.structs.replace(project, imported=model)
        found = make(project, self._document.facts)
        if found is not None:
            self.put(text, found)

    def put_weights_back(self) -> bool:
        """Gives the engine the weights of the opened model, if the data fits it; returns whether it does."""
        project = self._document.project
        if project.imported is None or misfit(project, self._document.facts):
            return False
        self._trainer.restore(opened_run(project))
        return True

    @Slot(frozenset)
    def _follow(self, parts: frozenset[str]) -> None:
        """Gives the engine the weights that were opened when an edit, an undo or other data makes them fit again."""
        project, trainer = self._document.project, self._trainer
        if (
            not parts & {"data", "layers", "imported", "seed"}
            or trainer.unsaved_training
            or trainer.is_running
        ):
            return
        if self._putting or trainer.fits(project):
            return
        if project.imported is not None:
            self.put_weights_back()
            return
        for found in reversed(self._stacks):
            if not fresh_start_needed(found.project, project):
                trainer.restore(found.run)
                return

    def save_swapped(self, activation: Activation) -> None:
        """Asks for a file and writes the opened model with another head, as it was opened."""
        opened = self._document.project.imported
        if opened is None:
            return
        proposed = Path.home() / f"{Path(opened.file).stem}-{activation}.keras"
        path = ask_where(self._window, "Save model", proposed, "Keras models (*.keras)", ".keras")
        if path is not None:
            self.save_swapped_path(opened, activation, path)

    def save_swapped_path(self, opened: ImportedModel, activation: Activation, path: Path) -> None:
        """Writes the opened model with another head to `path`."""
        if self._saving.is_busy:
            self.refused.emit(f"{path.name} has to wait: another model is still being written.")
            return
        self.message.emit(f"Writing {path.name}…")
        self._saving.wait_for(self._trainer.save_swapped(opened, activation, path))

    @Slot(object)
    def _saved(self, swap: object) -> None:
        changed = " ".join(sentence for sentence in swap.changed if sentence.endswith("."))  # type: ignore[attr-defined]
        self.message.emit(f"Saved with a {swap.head.activation} head. {changed}")  # type: ignore[attr-defined]

    def _chosen_output(self, graph: Graph) -> int | None:
        names = list(output_names(graph))
        if len(names) == 1:
            return 0
        self._asking = True
        name, chosen = QInputDialog.getItem(
            self._window,
            "Which output?",
            "The model has several outputs. The head of which one is meant?\nThe others are left out.",
            names,
            0,
            False,
        )
        self._asking = False
        return names.index(name) if chosen else None
