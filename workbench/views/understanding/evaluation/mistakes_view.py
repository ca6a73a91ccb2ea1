"""A gallery of the surest mistakes: wrong answers that the network was most confident of."""

from __future__ import annotations

from workbench.qt.evaluation.evaluated_part import MOST_MISTAKES, EvaluatedPart
from workbench.qt.evaluation.mistakes import listed_mistakes
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.evaluation.examples_pane import ExamplesPane
from workbench.views.understanding.evaluation.summary import baseline_of, summary_of
from workbench.views.understanding.save_button import Table
from workbench.views.understanding.views import Bench


class MistakesView(EvaluationView):
    """Pictures or lines, the surest mistake first."""

    reads = ("answers", "surest_mistakes")

    def __init__(self, bench: Bench) -> None:
        super().__init__("mistakes", "Surest mistakes", bench)
        self.pane = ExamplesPane("mistakesExamples")
        self.pane.opened.connect(bench.show_example)
        self.put_body(self.pane)

    def show_part(self, evaluated: EvaluatedPart) -> None:
        """Shows the mistakes among these answers."""
        listed = listed_mistakes(evaluated)
        self.pane.show_examples(_title(len(listed)), evaluated, listed)
        self.sum_up(summary_of(evaluated), baseline_of(evaluated))

    def table(self) -> Table:
        """Returns the mistakes with the numbers of their examples."""
        model = self.pane.model
        rows = [(model.row_of(i) + 1, one.caption, one.sentence) for i, one in enumerate(model.listed)]
        return ("example", "mistake", "in words"), rows


def _title(count: int) -> str:
    if not count:
        return "No mistakes: every answer is right."
    words = "1 mistake" if count == 1 else f"{count:,} mistakes"
    return f"The {words} that it was surest of." if count == MOST_MISTAKES else f"{words}, the surest first."
