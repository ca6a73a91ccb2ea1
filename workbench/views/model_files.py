"""Opening a Keras model: the file menu's work, and what is asked on the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from workbench.core.errors import UserError
from workbench.core.heads import Activation
from workbench.core.imported.graph import Graph
from workbench.core.imported.head_place import output_names
from workbench.core.imported.imported_model import SUFFIXES, ImportedModel
from workbench.core.imported.on_bench import OnBench, put_on_bench
from workbench.qt.awaiting import Awaiting
from workbench.qt.document import Document
from workbench.qt.model_opener import ModelOpener
from workbench.qt.trainer import Trainer
from workbench.views.project_files import ProjectFiles

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

    def open(self) -> None:
        """Asks for a file and opens it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open model", str(Path.home()), FILTER)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Opens a model; where it cannot be read the bench stays as it is."""
        self.message.emit(f"Reading {path.name}…")
        self._opener.open(path)

    @property
    def is_busy(self) -> bool:
        """Whether a model is being read or written."""
        return self._opener.is_busy or self._saving.is_busy

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
        try:
            self._trainer.restore(found.run)
            self._document.edit(text, found.project)
        except UserError as error:
            self.refused.emit(str(error))
            return
        self.message.emit(found.said)

    def save_swapped(self, activation: Activation) -> None:
        """Asks for a file and writes the opened model with another head, as it was opened."""
        opened = self._document.project.imported
        if opened is None:
            return
        proposed = Path.home() / f"{Path(opened.file).stem}-{activation}.keras"
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save model", str(proposed), "Keras models (*.keras)"
        )
        if name:
            self.save_swapped_path(opened, activation, Path(name).with_suffix(".keras"))

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
        name, chosen = QInputDialog.getItem(
            self._window,
            "Which output?",
            "The model has several outputs. The head of which one is meant?\nThe others are left out.",
            names,
            0,
            False,
        )
        return names.index(name) if chosen else None
