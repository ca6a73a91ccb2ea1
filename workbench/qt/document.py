"""The project on the bench, with its undo stack and its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from workbench.core.heads import Head
from workbench.core.imported.on_bench import DataFacts
from workbench.core.labels import LabelKind
from workbench.core.own_data import OwnData
from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked, starting_project
from workbench.core.projects.head_of_project import head_of
from workbench.core.runs.run_record import RunRecord
from workbench.data.contradictions import contradictions
from workbench.data.dataset import Dataset
from workbench.data.load import load
from workbench.data.own.data_trouble import DataTrouble
from workbench.qt.absent_data import AbsentData
from workbench.qt.runs.run_log import RunLog

PARTS = ("data", "layers", "imported", "head", "training", "seed")


class ProjectEdit(QUndoCommand):
    """Swaps two projects: the one undo command of the program."""

    def __init__(self, document: Document, text: str, before: Project, after: Project, merge: str) -> None:
        super().__init__(text)
        self._document, self._before, self._after, self._merge = document, before, after, merge

    def redo(self) -> None:
        """Puts the newer project on the bench."""
        self._document.put(self._after)

    def undo(self) -> None:
        """Puts the older project back on the bench."""
        self._document.put(self._before)

    def id(self) -> int:
        """Returns the same number for edits that may join into one step."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Joins a run of edits of one control, such as a spin box held down, into one step."""
        if not isinstance(other, ProjectEdit) or other._merge != self._merge:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True


class Document(QObject):
    """Holds the one `Project` value; every edit makes a new one and goes through the undo stack.

    GUI thread only.

    Attributes:
        runs: The runs of the project, which its file keeps too.
    """

    project_changed = Signal(frozenset)
    path_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.runs = RunLog(self.undo_stack, self)
        self.project = starting_project()
        self.path: Path | None = None
        self._absent = AbsentData()
        self._loaded: tuple[DataChoice, Dataset] | None = None

    @property
    def dataset(self) -> Dataset:
        """The chosen data, or what stands for it where the project is used without."""
        data = self.project.data
        if self._loaded is None or self._loaded[0] is not data:
            self._loaded = data, self._load(data)
        return self._loaded[1]

    def _load(self, data: DataChoice) -> Dataset:
        """Loads; where an undo leads back to a file that is gone by now, something stands for it."""
        if data.own is None:
            return load(data)
        if not self._absent.sentence(data.own):
            try:
                return load(data)
            except DataTrouble as trouble:
                self._absent.add(data.own, str(trouble))
        return self._absent.dataset(data.own)

    @property
    def absence(self) -> str:
        """Why the data of the project is not at hand; empty if it is."""
        return self._absent.sentence(self.project.data.own)

    def do_without(self, own: OwnData, sentence: str) -> None:
        """Lets projects on this data be used without it, for the reason that `sentence` gives."""
        self._absent.add(own, sentence)
        self._loaded = None

    def do_with(self, own: OwnData) -> None:
        """Takes back `do_without`: the data is found."""
        self._absent.remove(own)
        self._loaded = None

    @property
    def label_kind(self) -> LabelKind:
        """What kind of labels the chosen data has."""
        return self.dataset.label_kind

    @property
    def facts(self) -> DataFacts:
        """What of the chosen data decides whether an opened model fits it."""
        dataset = self.dataset
        return DataFacts(dataset.label_kind, dataset.number_of_inputs, dataset.number_of_classes)

    @property
    def head(self) -> Head:
        """The row of the table of heads in use."""
        return head_of(self.project, self.label_kind)

    def contradiction(self, activation: str) -> str:
        """Returns how many rows contradict a head, as a sentence; empty for one that fits the labels."""
        found = contradictions(self.dataset, activation)
        return found.sentence if found else ""

    def edit(self, text: str, project: Project, merge: str = "") -> None:
        """Puts an edited project on the bench as one undo step.

        Args:
            text: What the undo menu shows.
            project: The edited project.
            merge: Edits that follow each other with the same word here become one step.

        Raises:
            UserError: a value is out of range; nothing is changed then.
        """
        project = checked(project)
        if project != self.project:
            self.undo_stack.push(ProjectEdit(self, text, self.project, project, merge))

    def put(self, project: Project) -> None:
        """Makes `project` the present one and tells which parts differ."""
        before, self.project = self.project, project
        differing = frozenset(part for part in PARTS if getattr(before, part) != getattr(project, part))
        if differing:
            self.project_changed.emit(differing)

    def start(self, project: Project, path: Path | None = None, runs: Iterable[RunRecord] = ()) -> None:
        """Begins afresh with a new or opened project and its runs."""
        project = checked(project)
        self.undo_stack.clear()
        self.runs.start(runs)
        self.path = path
        self.put(project)
        self.path_changed.emit()

    def mark_saved(self, path: Path) -> None:
        """Notes that the present project is in the file `path`."""
        self.path = path
        self.undo_stack.setClean()
        self.runs.unsaved = False
        self.path_changed.emit()

    def mark_unsaved(self) -> None:
        """Notes that no file holds the present project."""
        self.undo_stack.resetClean()
