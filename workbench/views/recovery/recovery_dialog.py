"""Lists autosaved work, to be restored, discarded or left for later."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.qt.plain_text import plain_tool_tip
from workbench.qt.recovery.recovery_folder import Note, RecoveryFolder
from workbench.views.about.named import named
from workbench.views.panel import GRID

COLUMNS = ("Project", "Autosaved", "Holds")
EXPLANATION = (
    "Workbench ended before this work was saved. Restore opens it as it was autosaved, and nothing is written "
    "over your own files until you save."
)


class RecoveryDialog(QDialog):
    """Holds the folders that it lists until it is closed; what is neither restored nor discarded is left for later.

    Attributes:
        restore_wanted: Emitted with the folder whose work is wanted.
    """

    restore_wanted = Signal(object)

    def __init__(self, folders: list[RecoveryFolder], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recoveryDialog")
        self.setAccessibleName("Unsaved work")
        self.setWindowTitle("Unsaved work was found")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folders = list(folders)
        self._list = named(QTreeWidget(), "recoveryList", "Unsaved work", "What was autosaved and when.")
        self._fill_list()
        explanation = QLabel(EXPLANATION)
        explanation.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(explanation)
        layout.addWidget(self._list, 1)
        layout.addLayout(self._buttons())
        self.resize(70 * GRID, 36 * GRID)
        self.finished.connect(self._release)

    def _fill_list(self) -> None:
        self._list.setHeaderLabels(COLUMNS)
        self._list.setRootIsDecorated(False)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        items = [_item(folder.note) for folder in self._folders]
        self._list.addTopLevelItems(items)
        self._list.setCurrentItem(items[0])

    def _buttons(self) -> QHBoxLayout:
        discard = self._button("&Discard", "recoveryDiscard", "Delete the chosen work for good.")
        later = self._button("&Later", "recoveryLater", "Decide at the next start.")
        restore = self._button(
            "&Restore", "recoveryRestore", "Open the chosen work; the rest is offered later."
        )
        restore.setDefault(True)
        discard.clicked.connect(self._discard)
        later.clicked.connect(self.reject)
        restore.clicked.connect(self._restore)
        row = QHBoxLayout()
        row.addWidget(discard)
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(restore)
        return row

    def _button(self, text: str, name: str, tool_tip: str) -> QPushButton:
        return named(QPushButton(text), name, text.replace("&", ""), tool_tip)

    @Slot()
    def _restore(self) -> None:
        # The one that is restored is not let go of.
        folder = self._taken()
        self.accept()
        self.restore_wanted.emit(folder)

    @Slot()
    def _discard(self) -> None:
        self._taken().remove()
        if not self._folders:
            self.accept()

    def _taken(self) -> RecoveryFolder:
        """Takes the chosen folder from the list; something is chosen as long as there is anything."""
        row = self._list.currentIndex().row()
        self._list.takeTopLevelItem(row)
        return self._folders.pop(row)

    @Slot()
    def _release(self) -> None:
        for folder in self._folders:
            folder.release()


def _item(note: Note) -> QTreeWidgetItem:
    item = QTreeWidgetItem(_words(note))
    item.setToolTip(0, plain_tool_tip(note.path or "It was never saved under a name."))
    return item


def _words(note: Note) -> list[str]:
    when = QDateTime.fromSecsSinceEpoch(int(note.time))
    return [note.name, QLocale().toString(when, QLocale.FormatType.ShortFormat), _holds(note.epochs)]


def _holds(epochs: int | None) -> str:
    if epochs is None:
        return "edits"
    return f"edits and training, {epochs:,} epoch{'' if epochs == 1 else 's'}"
