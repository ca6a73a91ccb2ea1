"""The page of a data set of numbers: a slider or a list for each input, starting from any example."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QSpinBox,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.data.dataset import Rows
from workbench.data.split import split
from workbench.data.trying.input_control import input_controls
from workbench.qt.document import Document
from workbench.qt.palette import tabular
from workbench.qt.trying.input_table_model import NAME, VALUE, InputTableModel
from workbench.views.form import guard_wheel
from workbench.views.understanding.trying.input_delegate import InputDelegate
from workbench.views.wrapping_row import WrappingRow

NO_ROWS: Rows = np.zeros(0, np.int64)


@dataclass(frozen=True)
class _Start:
    """Where an example comes from: what the list calls it, and which rows of the data it offers."""

    title: str
    rows: Rows


class TablePage(QWidget):
    """Sets each input.

    Attributes:
        changed: Emitted with every change of an input.
        row: The row of the data that is shown as it is; None as soon as something of it was changed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tryTable")
        self.setAccessibleName("Inputs to try")
        self.row: int | None = None
        self._starts: tuple[_Start, ...] = ()
        self._document: Document | None = None
        self._names: tuple[str, ...] = ()
        self.model, self.table = InputTableModel(), QTableView()
        self.start, self.number, self.again = QComboBox(), QSpinBox(), QToolButton()
        self._prepare_table()
        self._name_parts()
        self._lay_out()
        self.model.edited.connect(self._on_edited)
        self.start.currentIndexChanged.connect(self._choose_start)
        self.number.valueChanged.connect(self._begin)
        self.again.clicked.connect(self._begin)

    @property
    def inputs(self) -> NDArray[np.float32] | None:
        """The raw inputs (d,); None where the data has none."""
        return self.model.inputs if len(self.model.inputs) else None

    def take(self, document: Document) -> None:
        """Offers the inputs of the present data."""
        self._document, dataset = document, document.dataset
        kept = self._edited_inputs(dataset.input_names)
        self._names = dataset.input_names
        self.model.offer(input_controls(dataset, document.project.data.own), dataset.may_miss)
        self._starts = (_Start("Median of each input", NO_ROWS), *_parts(document))
        chosen = max(self.start.currentIndex(), 0)
        blocked = self.start.blockSignals(True)
        self.start.clear()
        self.start.addItems([start.title for start in self._starts])
        self.start.setCurrentIndex(chosen)
        self.start.blockSignals(blocked)
        self._choose_start()
        if kept is not None:
            self.model.start_from(kept)
            self._on_edited()

    def _edited_inputs(self, names: tuple[str, ...]) -> NDArray[np.float32] | None:
        """Returns what a person has set, where it can stay over data of these inputs: more points painted, say."""
        return self.model.inputs if names == self._names and self.again.isEnabled() else None

    @Slot()
    def _choose_start(self) -> None:
        rows = self._starts[self.start.currentIndex()].rows
        blocked = self.number.blockSignals(True)
        self.number.setRange(min(len(rows), 1), len(rows))
        self.number.setSuffix(f" of {len(rows):,}")
        self.number.blockSignals(blocked)
        self.number.setVisible(len(rows) > 0)
        self._begin()

    @Slot()
    def _begin(self) -> None:
        """Shows the example that was chosen as it is."""
        assert self._document is not None
        rows = self._starts[self.start.currentIndex()].rows
        self.row = int(rows[self.number.value() - 1]) if len(rows) else None
        dataset = self._document.dataset
        self.model.start_from(self.model.middle() if self.row is None else dataset.inputs[self.row])
        self.again.setEnabled(False)
        self.changed.emit()

    @Slot()
    def _on_edited(self) -> None:
        self.row = None
        self.again.setEnabled(True)
        self.changed.emit()

    # The keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves the slider of the chosen row with the left and right arrow; Delete takes its value away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.table.currentIndex().row()
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            if row >= 0 and steps is not None:
                self._step(row, steps)
                return True
            if row >= 0 and event.key() == Qt.Key.Key_Delete:
                self.model.set_value(row, float("nan"))
                return True
        return super().eventFilter(watched, event)

    def _step(self, row: int, steps: int) -> None:
        control = self.model.controls[row]
        value = control.value(self.model.inputs)
        value = control.middle if np.isnan(value) else value
        low, high = (0, len(control.choices) - 1) if control.choices else (control.low, control.high)
        by = 1.0 if control.choices else control.step
        self.model.set_value(row, min(max(value + steps * by, low), high))

    # Putting it together

    def _prepare_table(self) -> None:
        table = self.table
        table.setObjectName("inputTable")
        table.setAccessibleName("Inputs of the example")
        table.setToolTip("Drag a slider, or double-click a number to type one. The bars follow.")
        table.setModel(self.model)
        table.setItemDelegateForColumn(VALUE, InputDelegate(table))
        table.setFont(tabular(self.font()))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        table.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Stretch)
        table.installEventFilter(self)

    def _name_parts(self) -> None:
        for part, name, accessible, tool_tip in (
            (self.start, "startCombo", "Start from", "Which example to start from."),
            (self.number, "startSpin", "Number of the example", "Which of these examples to start from."),
            (
                self.again,
                "startAgain",
                "Start again",
                "Undo what was changed, and start again from the example.",
            ),
        ):
            part.setObjectName(name)
            part.setAccessibleName(accessible)
            part.setToolTip(tool_tip)
        self.again.setText("Start again")
        self.number.setKeyboardTracking(False)
        self.start.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.start.setMinimumContentsLength(12)
        for control in (self.start, self.number):
            guard_wheel(control)

    def _lay_out(self) -> None:
        self.start.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top = WrappingRow()
        for widget in (self.start, self.number, self.again):
            top.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.table, 1)


def _parts(document: Document) -> tuple[_Start, ...]:
    project = document.project
    try:
        parts = split(document.dataset, project.data.shares, project.seed)
    except UserError:
        # Too few points are painted yet.
        return ()
    return (
        _Start("Validation example", parts.validation_rows),
        _Start("Training example", parts.training_rows),
    )
