"""New, open, save and recent: the file menu's work."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.core.errors import UserError
from workbench.core.own_data import OwnData
from workbench.core.project import Project
from workbench.core.project_file import Loaded, load, save
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.projects.checked_project import starting_project
from workbench.core.runs.run_record import RunRecord
from workbench.qt.document import Document
from workbench.qt.preferences import Preferences
from workbench.qt.trainer import Trainer
from workbench.views.importing.data_finder import DataFinder, Found
from workbench.views.save_dialog import ask_where

FILTER = "Workbench projects (*.workbench)"
SUFFIX = ".workbench"


class ProjectFiles(QObject):
    """Moves projects between the bench and files; asks before anything is lost."""

    message = Signal(str)
    refused = Signal(str)
    import_wanted = Signal(object)

    def __init__(
        self, document: Document, trainer: Trainer, preferences: Preferences, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._trainer = document, trainer
        self._preferences, self._window = preferences, window
        self._finder = DataFinder(window)
        self._finder.refused.connect(self.refused)
        self._resting: SavedRun | None = None

    @property
    def modified(self) -> bool:
        """Whether closing now would lose edits or training."""
        document = self._document
        return not document.undo_stack.isClean() or document.runs.unsaved or self._trainer.unsaved_training

    @property
    def resting(self) -> SavedRun | None:
        """What is trained, but held by no engine, because its data is not at hand."""
        return self._resting

    def new(self) -> None:
        """Begins a new project."""
        self.start(starting_project())

    def start(self, project: Project) -> None:
        """Begins with `project`, such as an example, after asking about what is not saved."""
        if self.may_discard():
            self._finder.close()
            self._resting = None
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
        self._finder.find(loaded.project, path.parent, partial(self._put, path, loaded))

    def _put(self, path: Path, loaded: Loaded, found: Found) -> None:
        """Puts an opened project on the bench, with its weights where its data is there."""
        if self._take(path, loaded, found):
            self._preferences.add_recent(path)
            self._tell_of(loaded, found, f"Opened {path.name}.")

    def recover(self, copy: Path, path: Path | None, then: Callable[[Loaded], object]) -> None:
        """Opens an autosaved copy as a project that is not saved.

        Args:
            copy: The copy; where it cannot be read the bench stays as it is.
            path: Where the project is to be saved to; None to ask then.
            then: Is called once the project is on the bench.
        """
        if not self.may_discard():
            return
        try:
            loaded = load(copy)
        except UserError as error:
            self.refused.emit(f"{error} It is kept in {copy.parent}.")
            return
        self._finder.find(
            loaded.project, (path or copy).parent, partial(self._put_recovered, path, loaded, then)
        )

    def _put_recovered(
        self, path: Path | None, loaded: Loaded, then: Callable[[Loaded], object], found: Found
    ) -> None:
        if self._take(path, loaded, found):
            then(loaded)
            self._document.mark_unsaved()
            self._tell_of(loaded, found, "Restored; save it to keep it.")

    def _take(self, path: Path | None, loaded: Loaded, found: Found) -> bool:
        """Puts a project on the bench; returns whether it could be."""
        own = found.project.data.own
        if found.absence and own is not None and not self._does_without(own, found.absence):
            return False
        self._resting = loaded.run if found.absence else None
        self._trainer.restore(None if found.absence else _moved(loaded.run, loaded.project, found.project))
        runs = (_on_moved_data(one, loaded.project, found.project) for one in loaded.runs)
        self._document.start(found.project, path, runs)
        return True

    def _tell_of(self, loaded: Loaded, found: Found, done: str) -> None:
        self.message.emit(" ".join((*loaded.lost, found.absence)).strip() or done)
        self._import_anew(found)

    def _does_without(self, own: OwnData, sentence: str) -> bool:
        """Returns whether the project can be used without its data: it says enough of them."""
        try:
            self._document.do_without(own, sentence)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def find_data(self) -> None:
        """Looks once more for the data that the project is used without, and asks where it is."""
        project, path = self._document.project, self._document.path
        folder = path.parent if path is not None else Path.home()
        self._finder.find(project, folder, self._put_found)

    def _put_found(self, found: Found) -> None:
        own = self._document.project.data.own
        if found.absence or own is None:
            self._import_anew(found)
            return
        self._document.do_with(own)
        run, self._resting = _moved(self._resting, self._document.project, found.project), None
        if run is not None:
            self._trainer.restore(run)
        if found.project == self._document.project:
            self._document.project_changed.emit(frozenset({"data"}))
        else:
            self._document.edit("Find the data", found.project)
        self.message.emit("The data is back.")

    def _import_anew(self, found: Found) -> None:
        if found.anew is not None:
            self.import_wanted.emit(found.anew)

    def close(self) -> None:
        """Gives up what is being looked for."""
        self._finder.close()

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
            run = self._trainer.saved_run() or self._resting
            save(path, self._document.project, run, self._document.runs.records)
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


def _moved(run: SavedRun | None, before: Project, now: Project) -> SavedRun | None:
    """Returns the run as one on the data where that is now."""
    if run is None:
        return None
    return dataclasses.replace(run, trained=_with_moved_data(run.trained, before, now))


def _on_moved_data(run: RunRecord, before: Project, now: Project) -> RunRecord:
    """Returns the record of a run as one on the data where that is now."""
    return dataclasses.replace(run, project=_with_moved_data(run.project, before, now))


def _with_moved_data(project: Project, before: Project, now: Project) -> Project:
    if project.data.own != before.data.own:
        return project
    return msgspec.structs.replace(project, data=msgspec.structs.replace(project.data, own=now.data.own))
