"""Every score beside its baseline, and the scores of each class by itself."""

from __future__ import annotations

from workbench.qt.evaluation.evaluated_part import EvaluatedPart
from workbench.qt.evaluation.score_columns import class_columns, overall_columns
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.figures_table import FiguresTable
from workbench.views.understanding.evaluation.summary import baseline_of, summary_of
from workbench.views.understanding.evaluation.table_splitter import TableSplitter
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench


class ScoresView(EvaluationView):
    """Two tables.

    Attributes:
        overall: Scores over all examples.
        classes: Scores of each class.
    """

    reads = ("answers", "scores", "classes")

    def __init__(self, bench: Bench) -> None:
        super().__init__("scores", "Scores", bench)
        self.overall = FiguresTable("scoresOverall", "scores", "Every score beside its baseline")
        self.classes = FiguresTable(
            "scoresClasses", "scores of each class", "The scores of each class; a click on a heading sorts"
        )
        self.put_body(TableSplitter(self.overall, self.classes, self.overall, most=0.5))

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the scores of these answers."""
        self.overall.figures.show(overall_columns(evaluated))
        self.classes.figures.show(class_columns(evaluated))
        self.sum_up(summary_of(evaluated), baseline_of(evaluated))

    def table(self) -> Table:
        """Returns both tables as one: a line for each score of each class, those over all examples first."""
        scores = self.live.evaluated.scores if self.live.evaluated else ()
        rows: list[tuple[object, ...]] = [
            ("all", score.row.title, score.value, score.baseline) for score in scores
        ]
        for name, *figures in self.classes.figures.lines():
            titles = (column.title for column in self.classes.figures.columns[1:])
            rows += [(name, title, figure, "") for title, figure in zip(titles, figures, strict=True)]
        return ("of", "score", "network", "baseline"), rows
