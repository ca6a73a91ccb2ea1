"""Asks in which format and where a trained network is to be written, and tells what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.qt.document import Document
from workbench.qt.exporting import EXPORTERS, Exporter, Exporting
from workbench.qt.trainer import Trainer
from workbench.views.panel import GRID, Notice, heading, wrapped_label


class ExportDialog(QDialog):
    """Writes the network as it is at the click; the window beside it stays usable.

    Attributes:
        exporting: The export that is going on.
    """

    def __init__(self, document: Document, trainer: Trainer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle("Export the network")
        self.setAccessibleName("Export the network")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.exporting = Exporting(trainer.export_source, self)
        self._row = next(iter(EXPORTERS.values()))
        self._formats = QButtonGroup(self)
        self._notice = Notice("exportNotice")
        self._progress = _busy_bar()
        self._build(_proposed(document.path, self._row))
        self.exporting.finished.connect(self._finished)
        self.exporting.failed.connect(self._failed)
        self._show_busy()

    def _build(self, path: Path) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(heading("Format"))
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(GRID)
        for row in EXPORTERS.values():
            choices.addLayout(self._choice(row))
        column.addWidget(self._choices)
        column.addWidget(heading("Where"))
        column.addLayout(self._place(path))
        column.addWidget(self._notice)
        column.addStretch()
        column.addWidget(self._progress)
        column.addLayout(self._buttons())
        self.resize(68 * GRID, self.sizeHint().height())

    def _choice(self, row: Exporter) -> QVBoxLayout:
        button = QRadioButton(f"{row.title} ({row.suffix or 'a folder'})")
        button.setObjectName(f"export{row.key.capitalize()}")
        button.setAccessibleName(row.title)
        button.setAccessibleDescription(row.purpose)
        button.setToolTip(row.purpose)
        button.setChecked(row is self._row)
        button.toggled.connect(partial(self._choose, row))
        self._formats.addButton(button)
        purpose = wrapped_label(f"{button.objectName()}Purpose", f"What {row.title} is for", row.purpose)
        purpose.setText(row.purpose)
        # Under the words of the button, not under its circle.
        purpose.setContentsMargins(3 * GRID, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(button)
        column.addWidget(purpose)
        return column

    def _place(self, path: Path) -> QHBoxLayout:
        self._path = QLineEdit(str(path))
        self._path.setObjectName("exportPath")
        self._path.setAccessibleName("File or folder to write")
        self._path.setToolTip("The file or folder to write. The ending that fits the format is added.")
        self._browse = _button("exportBrowseButton", "&Choose…", "Choose the file or folder to write.")
        self._browse.clicked.connect(self._ask_for_place)
        line = QHBoxLayout()
        line.addWidget(self._path, 1)
        line.addWidget(self._browse)
        return line

    def _buttons(self) -> QHBoxLayout:
        self._export = _button("exportButton", "&Export", "Write the network, load it again and compare.")
        self._export.setDefault(True)
        self._export.clicked.connect(self._start)
        self._close = _button("exportCloseButton", "Close", "Close this window, or cancel the export.")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self._cancel_or_close)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self._export)
        line.addWidget(self._close)
        return line

    def _choose(self, row: Exporter, chosen: bool) -> None:
        """Changes the ending with the format; a name that a person gave stays."""
        if not chosen:
            return
        text, before = self._path.text(), self._row.suffix
        if text.endswith(before):
            self._path.setText(text.removesuffix(before) + row.suffix)
        self._row = row
        self._notice.tell("")

    def _ask_for_place(self) -> None:
        pattern = f"{self._row.title} (*{self._row.suffix})"
        option = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(self, "Export", self._path.text(), pattern, options=option)
        if name:
            self._path.setText(name)

    def _start(self) -> None:
        try:
            path = self.exporting.target(self._row.key, Path(self._path.text()).expanduser())
        except UserError as error:
            self._failed(str(error))
            return
        if path.exists() and not self._may_replace(path):
            return
        self._path.setText(str(path))
        self._notice.tell("Writing the network, loading it again and comparing what it says.", "…")
        self.exporting.start(self._row.key, path)
        self._show_busy()

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Replace it?",
            f"{path.name} is there already. Replace it?",
            buttons.Yes | buttons.No,
            buttons.No,
        )
        return answer is buttons.Yes

    def _finished(self, message: str) -> None:
        self._show_busy()
        self._notice.tell(message, "✓")

    def _failed(self, message: str) -> None:
        self._show_busy()
        self._notice.tell(message)

    def _show_busy(self) -> None:
        busy = self.exporting.busy
        for control in (self._choices, self._path, self._browse, self._export):
            control.setEnabled(not busy)
        self._progress.setVisible(busy)
        self._close.setText("Cancel" if busy else "Close")

    def _cancel_or_close(self) -> None:
        if self.exporting.busy:
            self.exporting.cancel()
        else:
            self.close()

    def done(self, result: int) -> None:
        """Ends an export that is going on before the dialog goes away."""
        self.exporting.close()
        super().done(result)


def _proposed(project: Path | None, row: Exporter) -> Path:
    """Beside the project and named after it."""
    place = project.with_suffix("") if project else Path.home() / "network"
    return place.with_name(place.name + row.suffix)


def _button(name: str, text: str, tool_tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", "").rstrip("…"))
    button.setToolTip(tool_tip)
    return button


def _busy_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName("exportProgress")
    bar.setAccessibleName("Writing and checking")
    bar.setToolTip("The network is written, loaded again and compared.")
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    # Its place is kept, so that nothing moves when it comes and goes.
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    return bar
