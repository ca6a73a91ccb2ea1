"""Which classes are taken for which, or stand together, with the examples behind each cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.listed_examples import MOST, surest_first
from workbench.qt.evaluation.matrix_rows import MatrixRow, matrix_rows
from workbench.qt.evaluation.matrix_table_model import MatrixTableModel
from workbench.views.importing.named_combo import named_combo
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.examples_pane import ExamplesPane
from workbench.views.understanding.evaluation.matrix_table import MatrixTable
from workbench.views.understanding.evaluation.summary import baseline_of, summary_of
from workbench.views.understanding.evaluation.turning_splitter import TurningSplitter
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench

CHOOSE = "Choose a cell to see its examples."


class ConfusionView(EvaluationView):
    """A matrix of classes; a click on a cell lists its examples."""

    reads = ("answers", "matrices")

    def __init__(self, bench: Bench) -> None:
        self._rows: tuple[MatrixRow, ...] = ()
        super().__init__("confusion", "Confusion of classes", bench)
        self.way = named_combo("confusionWay", "what the cells say", "What the cells of the matrix say")
        self.model = MatrixTableModel(self)
        self.matrix = MatrixTable("confusionMatrix", self.model)
        self.axes = QLabel()
        self.axes.setObjectName("confusionAxes")
        self.pane = ExamplesPane("confusionExamples")
        self.add_control(self.way)
        self.put_body(self._body())
        self.way.currentIndexChanged.connect(self.show_again)
        self.matrix.cell_chosen.connect(self._choose)
        self.pane.opened.connect(bench.show_example)

    def _body(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.axes)
        column.addWidget(self.matrix, 1)
        return TurningSplitter(left, self.pane, share=0.7)

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the matrix of these answers, and of the examples the chosen ones."""
        self._offer(evaluated)
        row = self._rows[self.way.currentIndex()]
        self.model.show(evaluated, row)
        set_text(self.axes, row.axes)
        self.sum_up(summary_of(evaluated), baseline_of(evaluated))
        self._list()

    def _offer(self, evaluated: EvaluatedPart) -> None:
        rows = matrix_rows(evaluated)
        if rows is self._rows:
            return
        self._rows = rows
        blocked = self.way.blockSignals(True)
        self.way.clear()
        for place, row in enumerate(rows):
            self.way.addItem(row.title)
            self.way.setItemData(place, row.tool_tip, Qt.ItemDataRole.ToolTipRole)
        self.way.blockSignals(blocked)

    @Slot(int, int)
    def _choose(self, _row: int, _column: int) -> None:
        self._list()

    def _list(self) -> None:
        """Lists the examples of the chosen cell."""
        index, evaluated = self.matrix.currentIndex(), self.live.evaluated
        if evaluated is None or not index.isValid():
            self.pane.show_examples(CHOOSE, evaluated, ())
            return
        places = self.model.places(index.row(), index.column())
        most = f" Here are the surest {MOST}." if len(places) > MOST else ""
        title = f"{self.model.sentence(index.row(), index.column())}.{most}"
        self.pane.show_examples(title, evaluated, surest_first(evaluated.predictions, places))

    def table(self) -> Table:
        """Returns the matrix, with the classes beside and above it."""
        names = self.model.names
        rows = zip(names, self.model.cells.tolist(), strict=True)
        return ("", *names), [(name, *cells) for name, cells in rows]
