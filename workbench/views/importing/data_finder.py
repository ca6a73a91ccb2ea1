"""Brings a project's own data before the project is opened, and asks where files moved or changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.core.own_data import FileReference, OwnData
from workbench.core.project import Project
from workbench.qt.background_work import BackgroundWork, Work
from workbench.qt.importing.works import find_data, find_moved_data

PATIENCE = 300
"""Milliseconds before a bar is shown: data that an import has kept is there sooner."""

STEPS = 1000


@dataclass(frozen=True)
class Found:
    """How it ended.

    Attributes:
        project: The project, which refers to its data where that is now.
        absence: Why the data is not at hand, where a person goes on without.
        anew: What is to be imported in its place, where a person wants to use the file as it is now.
    """

    project: Project
    absence: str = ""
    anew: OwnData | None = None


@dataclass(frozen=True)
class Answer:
    """One row: a button of the question where the data is, for some kinds of trouble or (none named) for all."""

    name: str
    text: str
    role: QMessageBox.ButtonRole
    tool_tip: str
    kinds: tuple[str, ...] = ()


Roles = QMessageBox.ButtonRole
ANSWERS = (
    Answer("findFileButton", "&Find the file…", Roles.AcceptRole, "Say where the file is now."),
    Answer("importAnewButton", "Use it as it &is now…", Roles.AcceptRole, "Import the file anew, with the choices that were made; what was learned stays in the project's file.", ("changed",)),
    Answer("goWithoutButton", "Open &without the data", Roles.DestructiveRole, "Nothing is lost; the data can be found later."),
    Answer("giveUpButton", "Cancel", Roles.RejectRole, "Leave the bench as it is."),
)  # fmt: skip


class DataFinder(QObject):
    """Finds the data of one project at a time; the window goes on answering.

    Attributes:
        refused: Emitted with a sentence where a person gives up.
    """

    refused = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._finished)
        self._work.failed.connect(self._ask)
        self._work.cancelled.connect(self._give_up)
        self._work.progressed.connect(self._show_progress)
        self._bar: QProgressDialog | None = None
        self._project = Project()
        self._then: Callable[[Found], None] = lambda found: None

    @property
    def is_busy(self) -> bool:
        """Whether data is being looked for."""
        return self._work.is_busy

    def find(self, project: Project, folder: Path, then: Callable[[Found], None]) -> None:
        """Finds the data of `project`, and calls `then` once it is there or a person goes on without.

        Args:
            project: The project to be opened.
            folder: Where the project is: its data may have moved with it.
            then: Is not called where a person gives up.
        """
        if self._work.is_busy:
            self.refused.emit("Wait until the data of the other project is found.")
            return
        if project.data.own is None:
            then(Found(project))
            return
        self._project, self._then = project, then
        self._begin(partial(find_data, project, folder))

    def close(self) -> None:
        """Gives up what is being looked for."""
        self._close_bar()
        self._work.close()

    def _begin(self, work: Work) -> None:
        self._bar = self._new_bar()
        self._work.start(work)

    def _new_bar(self) -> QProgressDialog:
        bar = QProgressDialog("", "", 0, STEPS, self._window)
        label = QLabel(f"Looking for {self._name}…", bar)
        label.setTextFormat(Qt.TextFormat.PlainText)
        bar.setLabel(label)
        button = QPushButton("Cancel")
        button.setObjectName("cancelFindButton")
        button.setAccessibleName("Cancel")
        button.setToolTip("Give up; the bench stays as it is.")
        bar.setCancelButton(button)
        bar.setObjectName("dataProgress")
        bar.setAccessibleName("Looking for the data")
        bar.setWindowTitle("Workbench")
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(PATIENCE)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        bar.canceled.connect(self._work.cancel)
        return bar

    @property
    def _name(self) -> str:
        own = self._project.data.own
        return Path(own.file.path).name if own is not None else ""

    @Slot(float)
    def _show_progress(self, share: float) -> None:
        if self._bar is not None:
            self._bar.setValue(round(share * STEPS))

    def _close_bar(self) -> None:
        if self._bar is not None:
            bar, self._bar = self._bar, None
            bar.canceled.disconnect(self._work.cancel)
            bar.close()
            bar.deleteLater()

    @Slot(object)
    def _finished(self, project: Project) -> None:
        self._close_bar()
        self._then(Found(project))

    @Slot()
    def _give_up(self) -> None:
        self._close_bar()
        self.refused.emit("The project was not opened; the bench is as it was.")

    @Slot(object)
    def _ask(self, error: UserError) -> None:
        self._close_bar()
        box = QMessageBox(QMessageBox.Icon.Question, "Where is the data?", str(error), parent=self._window)
        box.setObjectName("dataQuestion")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(
            "Without the data, the project can be looked at, edited and saved. What the network has learned stays "
            "with it and comes back with the data."
        )
        for row in ANSWERS:
            if row.kinds and getattr(error, "kind", "") not in row.kinds:
                continue
            button = box.addButton(row.text, row.role)
            button.setObjectName(row.name)
            button.setAccessibleName(row.text.replace("&", ""))
            button.setToolTip(row.tool_tip)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(partial(self._answer, error))
        box.open()

    def _answer(self, error: UserError, button: QAbstractButton) -> None:
        answers: dict[str, Callable[[], None]] = {
            "findFileButton": self._choose,
            "goWithoutButton": partial(self._go_on, error),
            "importAnewButton": partial(self._go_on, error, anew=True),
        }
        answers.get(button.objectName(), self._give_up)()

    def _choose(self) -> None:
        own = self._project.data.own
        assert own is not None
        start = str(Path(own.file.path).parent)
        if Path(own.file.path).suffix:
            name, _ = QFileDialog.getOpenFileName(self._window, f"Find {self._name}", start)
        else:
            name = QFileDialog.getExistingDirectory(self._window, f"Find {self._name}", start)
        if name:
            self._begin(partial(find_moved_data, self._project, Path(name)))
        else:
            self._give_up()

    def _go_on(self, error: UserError, anew: bool = False) -> None:
        own = self._project.data.own
        assert own is not None
        file = FileReference(str(getattr(error, "path", own.file.path)))
        self._then(
            Found(self._project, str(error), msgspec.structs.replace(own, file=file) if anew else None)
        )
