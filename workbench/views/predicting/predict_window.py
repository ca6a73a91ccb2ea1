"""Shows what the trained network says of many rows: those of the data, or of another file."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.data.load import load
from workbench.data.row_parts import RowParts, parts_of
from workbench.data.split import split
from workbench.qt.palette import tabular
from workbench.qt.predicting.predicting import Predicted, Predicting
from workbench.qt.predicting.predictions_table_model import PredictionsTableModel
from workbench.qt.trainer import Trainer
from workbench.views.panel import GRID, Notice, wrapped_label
from workbench.views.predicting.probability_delegate import ProbabilityDelegate
from workbench.views.save_dialog import ask_where

CSV_FILTER = "Comma-separated values (*.csv)"
ERROR_COLUMN = 2


class PredictWindow(QDialog):
    """Beside the main window, which stays usable; a training goes on meanwhile.

    Attributes:
        predicting: What runs the network.
        model: The table.
    """

    def __init__(self, trainer: Trainer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("predictWindow")
        self.setWindowTitle("Predict")
        self.setAccessibleName("Predict")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self._trainer = trainer
        self._shown: Predicted | None = None
        self._file: Path | None = None
        self.predicting = Predicting(trainer, self)
        self.model = PredictionsTableModel(self)
        self._rows = _rows_combo()
        self._summary = wrapped_label(
            "predictSummary", "How many are right", "How many rows are right.", Qt.TextFormat.RichText
        )
        self._notice = Notice("predictNotice")
        self._progress = _progress_bar()
        self._make_controls()
        self._table = _table(self.model)
        self._table.setItemDelegate(ProbabilityDelegate(self._table))
        self._place()
        self._connect()
        self._show_busy()
        self.resize(110 * GRID, 75 * GRID)

    def _make_controls(self) -> None:
        self._open = _button(
            "predictOpenButton",
            "&Other file…",
            "Predict the rows of a file. It needs the input columns, but no labels.",
        )
        self._again = _button("predictAgainButton", "&Predict again", "Ask the network as it is now.")
        self._save = _button(
            "predictSaveButton",
            "&Save as CSV…",
            "Write the rows with their answers and probabilities for a spreadsheet.",
        )
        self._close = _button("predictCloseButton", "Close", "Close this window, or cancel what is going on.")
        self._only_wrong = QCheckBox("Only &wrong ones")
        self._only_wrong.setObjectName("onlyWrongCheck")
        self._only_wrong.setAccessibleName("Only wrong ones")
        self._only_wrong.setToolTip("Show only the rows that are answered wrongly.")  # fmt: skip

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(_line(QLabel("Rows"), self._rows, self._open, self._again, None))
        column.addLayout(_line(self._summary, None, self._only_wrong))
        column.addWidget(self._notice)
        column.addWidget(self._table, 1)
        column.addLayout(_line(self._progress, None, self._save, self._close))

    def _connect(self) -> None:
        self._rows.activated.connect(lambda _: self.predict())
        self._open.clicked.connect(self._ask_for_file)
        self._again.clicked.connect(self.predict)
        self._save.clicked.connect(self._ask_where)
        self._close.clicked.connect(self._cancel_or_close)
        self._only_wrong.toggled.connect(self.model.show_only_wrong)
        self.predicting.predicted.connect(self._show)
        self.predicting.saved.connect(self._saved)
        self.predicting.failed.connect(self._failed)
        self.predicting.progressed.connect(self._show_progress)

    def predict(self) -> None:
        """Predicts the chosen rows with the network as it is now."""
        trained = self._trainer.glimpse.trained
        if trained is None:
            self._failed("There is no trained network yet; press Train first.")
            return
        self._notice.tell("")
        self.predicting.predict(self._chosen(trained))
        self._show_busy()

    def _chosen(self, trained: Project) -> Callable[[], RowParts]:
        part, path = self._rows.currentData(), self._file
        if part == "file" and path is not None:
            return lambda: _rows_of_file(trained, path)
        return lambda: _rows_of_part(trained, part)

    def predict_file(self, path: Path) -> None:
        """Predicts the rows of a file."""
        self._file = path
        if self._rows.findData("file") < 0:
            self._rows.addItem("", "file")
        place = self._rows.findData("file")
        self._rows.setItemText(place, path.name)
        self._rows.setCurrentIndex(place)
        self.predict()

    def _ask_for_file(self) -> None:
        # Not at the head of the file: pyarrow is only needed for files.
        from workbench.data.own.readers import READERS

        endings = " ".join(f"*{suffix}" for row in READERS.values() for suffix in row.suffixes)
        folder = str(self._file.parent if self._file else Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Predict the rows of", folder, f"Data ({endings})")
        if name:
            self.predict_file(Path(name))

    def _show(self, predicted: Predicted) -> None:
        self._shown = predicted
        self.model.show(predicted.predictions, predicted.texts)
        known = bool(predicted.predictions.known.any())
        self._only_wrong.setEnabled(known)
        if not known:
            self._only_wrong.setChecked(False)
        self._sort_at_first(known)
        self._summary.setText(f"<b>{escape(predicted.title)}</b>: {predicted.predictions.summary}.")
        self._notice.tell(" ".join(predicted.notes), "ℹ")
        self._table.resizeColumnsToContents()
        self._show_busy()

    def _sort_at_first(self, known: bool) -> None:
        """The worst first, as long as the person has not chosen an order."""
        header = self._table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self._table.sortByColumn(header.sortIndicatorSection(), header.sortIndicatorOrder())
        elif known:
            self._table.sortByColumn(ERROR_COLUMN, Qt.SortOrder.DescendingOrder)

    def _ask_where(self) -> None:
        if self._shown is None:
            return
        folder = self._file.parent if self._file else Path.home()
        proposed = folder / f"{Path(self._shown.title).stem} predicted.csv"
        path = ask_where(self, "Save predictions", proposed, CSV_FILTER, ".csv")
        if path is not None:
            self.predicting.save(path, self._shown)
            self._show_busy()

    def _saved(self, message: str) -> None:
        self._show_busy()
        self._notice.tell(message, "✓")

    def _failed(self, message: str) -> None:
        self._show_busy()
        self._notice.tell(message)

    def _show_progress(self, done: float) -> None:
        self._progress.setValue(round(100 * done))

    def _show_busy(self) -> None:
        busy = self.predicting.is_busy
        for control in (self._rows, self._open, self._again):
            control.setEnabled(not busy)
        self._save.setEnabled(not busy and self._shown is not None)
        self._progress.setVisible(busy)
        self._close.setText("Cancel" if busy else "Close")

    def _cancel_or_close(self) -> None:
        if self.predicting.is_busy:
            self.predicting.cancel()
        else:
            self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.predicting.is_busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Predicts the rows of the file that was dropped."""
        event.acceptProposedAction()
        self.predict_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def done(self, result: int) -> None:
        """Ends what is going on before the window goes away."""
        self.predicting.close()
        super().done(result)


def _rows_of_file(trained: Project, path: Path) -> RowParts:
    from workbench.data.own.rows_of_file import rows_of_file

    return rows_of_file(trained.data, path)


def _rows_of_part(trained: Project, part: str) -> RowParts:
    dataset = load(trained.data)
    parts = split(dataset, trained.data.shares, trained.seed)
    rows = {
        "validation": parts.validation_rows,
        "training": parts.training_rows,
        "test": parts.test_rows,
    }
    if not len(rows[part]):
        raise UserError(f"The network was trained without a {part} part; choose other rows.")
    return parts_of(dataset, rows[part], f"{part.capitalize()} part of {dataset.title}")


def _rows_combo() -> QComboBox:
    combo = QComboBox()
    combo.setObjectName("predictRowsCombo")
    combo.setAccessibleName("Rows to predict")
    combo.setToolTip("Which rows the network is asked about.")
    combo.addItem("Validation part", "validation")
    combo.addItem("Training part", "training")
    combo.addItem("Test part", "test")
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _table(model: PredictionsTableModel) -> QTableView:
    table = QTableView()
    table.setObjectName("predictionsTable")
    table.setAccessibleName("Predictions")
    table.setToolTip("What the network says of each row. Click a heading to sort.")
    table.setModel(model)
    table.setFont(tabular(table.font()))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
    header.setMaximumSectionSize(30 * GRID)
    # Looking at all rows to find the widest cell would take seconds.
    header.setResizeContentsPrecision(50)
    table.setSortingEnabled(True)
    rows = table.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * GRID)
    return table


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Returns the controls in a line; None is room that grows."""
    line = QHBoxLayout()
    line.setSpacing(GRID)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part, 3 if part.objectName() in ("predictSummary", "predictProgress") else 0)
    return line


def _button(name: str, text: str, tool_tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", "").rstrip("…"))
    button.setToolTip(tool_tip)
    button.setAutoDefault(False)
    return button


def _progress_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName("predictProgress")
    bar.setAccessibleName("Progress")
    bar.setToolTip("How many of the rows are done.")
    bar.setRange(0, 100)
    # Its place is kept, so that nothing moves when it comes and goes.
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    return bar
