"""All runs of the project: a table, the curves of the chosen ones, and what differs between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QLabel,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.errors import UserError
from workbench.core.runs.run_columns import run_columns, run_rows
from workbench.core.runs.run_record import RunRecord
from workbench.qt.runs.run_figures import run_figures
from workbench.views.runs.run_differences import RunDifferences
from workbench.views.runs.runs_chart import RunsChart
from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.table_splitter import TableSplitter
from workbench.views.understanding.save_button import SaveButton, Table
from workbench.views.understanding.views import Bench
from workbench.views.wrapping_row import WrappingRow

NOTHING = "Train the network to see its runs here. Every run is kept with its settings, curves and scores."


class RunsView(QWidget):
    """Shows the runs, and what can be done with the chosen ones.

    Attributes:
        table: One row for each run.
        chart: The curves of the chosen and the pinned runs.
        differences: What differs between two chosen runs, or between one and the bench.
    """

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("runs")
        self.setAccessibleName("Runs")
        self._bench, self._log = bench, bench.document.runs
        self._runs: tuple[RunRecord, ...] = ()
        self.table = FiguresTable(
            "runsTable", "runs", "Every run; a click on a heading sorts, more than one can be chosen"
        )
        self.chart, self.differences = RunsChart(), RunDifferences()
        self.empty = QLabel(NOTHING)
        self._lay_out()
        self._log.changed.connect(self.refresh)
        bench.document.project_changed.connect(self._compare)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.table.doubleClicked.connect(lambda _: self._ask_name())
        self.refresh()

    # Putting it together

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(self._bar())
        column.addWidget(self._body(), 1)

    def _bar(self) -> WrappingRow:
        self.back = self._button(
            "Back",
            "Back to its settings",
            "Put the settings of the chosen run on the bench; undo takes them away.",
            self._go_back,
        )
        self.name = self._button("Name", "Name…", "Give the chosen run another name.", self._ask_name)
        self.pin = self._button(
            "Pin", "Pin", "Keep the chosen runs in the chart, and from being deleted.", self._pin
        )
        self.delete = self._button(
            "Delete",
            "Delete",
            "Delete the chosen runs that are not pinned; undo brings them back.",
            self._delete,
        )
        self.save = SaveButton("runs", self, self.rows)
        bar = WrappingRow()
        for button in (self.back, self.name, self.pin, self.delete):
            bar.addWidget(button)
        bar.add_stretch()
        bar.addWidget(self.save)
        return bar

    def _button(self, suffix: str, text: str, hint: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"runs{suffix}")
        button.setAccessibleName(hint)
        button.setToolTip(hint)
        button.setText(text)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def _body(self) -> QWidget:
        self.empty.setObjectName("runsEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("runsTabs")
        self.tabs.setAccessibleName("Curves or differences")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.chart, "Curves")
        self.tabs.addTab(self.differences, "Differences")
        self.both = TableSplitter(self.table, self.tabs, self.table, most=0.5)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self.both, 1)
        return body

    # What is shown

    @Slot()
    def refresh(self) -> None:
        """Shows the runs as they are now, if they can be seen; the chosen ones stay chosen."""
        if not self.isVisible():
            return
        chosen = {run.number for run in self.chosen()}
        self._runs = self._log.records
        self.empty.setVisible(not self._runs)
        self.both.setVisible(bool(self._runs))
        self.table.figures.show(run_figures(self._runs))
        self.table.choose_rows([row for row, run in enumerate(self._runs) if run.number in chosen])
        self._show_chosen()

    def chosen(self) -> list[RunRecord]:
        """Returns the runs that are chosen in the table, in the order of their numbers."""
        return [self._runs[row] for row in self.table.chosen_rows() if row < len(self._runs)]

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.chosen()
        one = len(chosen) == 1
        self.back.setEnabled(one)
        self.name.setEnabled(one)
        self.pin.setEnabled(bool(chosen))
        self.pin.setText("Unpin" if chosen and all(run.pinned for run in chosen) else "Pin")
        self.delete.setEnabled(any(not run.pinned for run in chosen))
        self.save.setEnabled(bool(self._runs))
        # Where none is chosen, the one that has just ended is looked at.
        looked_at = {run.number for run in chosen or self._runs[-1:]}
        self.chart.show_runs([run for run in self._runs if run.pinned or run.number in looked_at])
        self._compare()

    @Slot()
    def _compare(self) -> None:
        if not self.isVisible():
            return
        chosen = self.chosen() or list(self._runs[-1:])
        if len(chosen) == 1:
            self.differences.show_against_bench(chosen[0], self._bench.document.project)
        elif len(chosen) == 2:
            self.differences.show_pair(*chosen)
        else:
            self.differences.show_nothing()

    def rows(self) -> Table:
        """Returns all runs with all their columns, as they are saved."""
        return [column.title for column in run_columns(self._runs)], list(run_rows(self._runs))

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was new while hidden."""
        super().showEvent(event)
        self.refresh()

    # What is done

    def _go_back(self) -> None:
        for run in self.chosen():
            try:
                self._bench.document.edit(f"Settings of {run.name}", run.project)
            except UserError as error:
                self._bench.refuse(str(error))
                return
            self._bench.say(f"The settings of {run.name} are on the bench.")

    def _ask_name(self) -> None:
        for run in self.chosen()[:1]:
            name, agreed = QInputDialog.getText(self, "Name the run", "Name of the run:", text=run.name)
            if agreed:
                self._log.rename(run.number, name)

    def _pin(self) -> None:
        chosen = self.chosen()
        self._log.pin([run.number for run in chosen], pinned=not all(run.pinned for run in chosen))

    def _delete(self) -> None:
        self._log.delete([run.number for run in self.chosen()])
