"""What differs between two runs, or between a run and the bench, as a list."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.core.project import Project
from workbench.core.runs.run_columns import score_names, score_words
from workbench.core.runs.run_record import RunRecord
from workbench.core.runs.settings import ABSENT, Difference, differences
from workbench.qt.evaluation.figures_table_model import FigureColumn
from workbench.qt.runs.run_figures import shorter
from workbench.views.labels import set_text
from workbench.views.understanding.evaluation.figures_table import FiguresTable

NOTHING = "Choose one run to compare it with the bench, or two to compare them with each other."
BENCH = "the bench now"


class RunDifferences(QWidget):
    """Lists settings that differ, and the scores that came of them.

    Attributes:
        words: Says what is compared.
        table: The list.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel(NOTHING)
        self.words.setObjectName("runDifferencesWords")
        self.words.setAccessibleName("What is compared")
        self.words.setWordWrap(True)
        self.table = FiguresTable(
            "runDifferences", "differences", "The settings that differ, and the scores that came of them"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)

    def show_nothing(self) -> None:
        """Says what to choose."""
        self._show("", "", (), NOTHING)

    def show_against_bench(self, run: RunRecord, project: Project) -> None:
        """Compares a run with what is on the bench."""
        found = differences(run.project, project)
        same = f"The settings of {run.name} are on the bench now."
        self._show(run.name, BENCH, found, _sentence(run.name, BENCH, found) if found else same)

    def show_pair(self, one: RunRecord, other: RunRecord) -> None:
        """Compares two runs, in their settings and in what came of them."""
        found = differences(one.project, other.project)
        lines = (*found, *_scores(one, other))
        self._show(one.name, other.name, lines, _sentence(one.name, other.name, found))

    def _show(self, one: str, other: str, lines: tuple[Difference, ...], words: str) -> None:
        set_text(self.words, words)
        self.table.setVisible(bool(lines))
        columns = (
            ("setting", "What differs.", [line.setting for line in lines]),
            (one, f"The value in {one}.", [line.one for line in lines]),
            (other, f"The value in {other}.", [line.other for line in lines]),
        )
        self.table.figures.show([FigureColumn(*column, is_number=False) for column in columns])


def _sentence(one: str, other: str, found: tuple[Difference, ...]) -> str:
    if not found:
        return f"{one} and {other} have the same settings."
    return f"{one} and {other} differ in {len(found)} setting{'' if len(found) == 1 else 's'}."


def _scores(one: RunRecord, other: RunRecord) -> tuple[Difference, ...]:
    names = score_names((one, other))
    return tuple(
        Difference(shorter(score_words(name)), _score(one, name), _score(other, name)) for name in names
    )


def _score(run: RunRecord, name: str) -> str:
    value = run.scores.get(name)
    return ABSENT if value is None or value != value else f"{value:.4f}"
