"""The foot of the import dialog: what stands in the way, how far it is, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workbench.views.panel import GRID, Notice

STEPS = 1000


class ImportFooter(QWidget):
    """Says why there can be no import yet, imports, and shows how far it is.

    Attributes:
        import_clicked: Emitted when the import is to begin.
        cancel_clicked: Emitted when it is to end, or the dialog.
    """

    import_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice("importNotice")
        self._progress = QProgressBar()
        self._progress.setObjectName("importProgress")
        self._progress.setAccessibleName("Import")
        self._progress.setToolTip("How much of the file has been read.")
        self._progress.setRange(0, STEPS)
        self._import = _button("importButton", "&Import", "Reads the whole file and puts it on the bench.")
        self._cancel = _button("importCancelButton", "Cancel", "Gives up; the bench stays as it is.")
        self._import.setDefault(True)
        self._import.clicked.connect(self.import_clicked)
        self._cancel.clicked.connect(self.cancel_clicked)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._progress, 1)
        line.addStretch()
        line.addWidget(self._import)
        line.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._notice)
        column.addLayout(line)

    def show_state(self, ready: bool, busy: bool, trouble: str) -> None:
        """Shows whether an import can begin or is going on, and what stands in the way."""
        self._notice.tell(trouble)
        self._import.setEnabled(ready and not busy)
        self._progress.setVisible(busy)
        if not busy:
            self._progress.setValue(0)

    def show_progress(self, share: float) -> None:
        """Shows that `share` of the file has been read."""
        self._progress.setValue(round(share * STEPS))


def _button(name: str, text: str, tool_tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", ""))
    button.setToolTip(tool_tip)
    button.setAutoDefault(False)
    return button
