"""New, open, save and recent: the file menu's work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.core.errors import UserError
from workbench.core.project import Project, starting_project
from workbench.core.project_file import load, save
from workbench.qt.document import Document
from workbench.qt.preferences import Preferences
from workbench.qt.trainer import Trainer
from workbench.views.save_dialog import ask_where

FILTER = "Workbench projects (*.workbench)"
SUFFIX = ".workbench"


class ProjectFiles(QObject):
    """Moves projects between the bench and files; asks before anything is lost."""

    message = Signal(str)
    refused = Signal(str)

    def __init__(
        self, document: Document, trainer: Trainer, preferences: Preferences, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._trainer = document, trainer
        self._preferences, self._window = preferences, window

    @property
    def modified(self) -> bool:
        """Whether closing now would lose edits or training."""
        return not self._document.undo_stack.isClean() or self._trainer.unsaved_training

    def new(self) -> None:
        """Begins a new project."""
        self.start(starting_project())

    def start(self, project: Project) -> None:
        """Begins with `project`, such as an example, after asking about what is not saved."""
        if self.may_discard():
            self._trainer.restore(None)
            self._document.start(project)

    def open(self) -> None:
        """Asks for a file and opens it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open project", self._folder(), FILTER)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        """Opens a file; where it cannot be read the bench stays as it is."""
        if not self.may_discard():
            return
        try:
            loaded = load(path)
        except UserError as error:
            self.refused.emit(str(error))
            return
        self._trainer.restore(loaded.run)
        self._document.start(loaded.project, path)
        self._preferences.add_recent(path)
        self.message.emit(" ".join(loaded.lost) or f"Opened {path.name}.")

    def save(self) -> bool:
        """Saves to the project's file, or asks for one; returns whether it is saved."""
        return self.save_path(self._document.path) if self._document.path else self.save_as()

    def save_as(self) -> bool:
        """Asks for a file and saves."""
        path = ask_where(self._window, "Save project", Path(self._folder()), FILTER, SUFFIX)
        return path is not None and self.save_path(path)

    def save_path(self, path: Path) -> bool:
        """Saves to `path`; returns whether it worked."""
        try:
            run = self._trainer.saved_run()
            save(path, self._document.project, run)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        self._trainer.saved_version = len(run.history) if run else 0
        self._document.mark_saved(path)
        self._preferences.add_recent(path)
        self.message.emit(f"Saved {path.name}.")
        return True

    def may_discard(self) -> bool:
        """Returns whether the bench may be cleared; asks where something is not saved."""
        if not self.modified:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            "Save the changes?",
            "There are edits or training that no file holds.",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        return self.save() if answer is buttons.Save else answer is buttons.Discard

    def _folder(self) -> str:
        return str(self._document.path.parent if self._document.path else Path.home())
