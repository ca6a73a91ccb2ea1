"""One score of several runs over their steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QComboBox

from workbench.core.runs.run_columns import score_names, score_words
from workbench.core.runs.run_record import RunRecord
from workbench.views.curve_plot import CurvePlot
from workbench.views.runs.run_curve import curve_of
from workbench.views.steady_range import Range

NOTHING = "Choose runs in the table to see their curves together."

SCORE_LETTERS = 14
"""Letters of a score's name that there is always room for."""


class RunsChart(CurvePlot):
    """Lays the curves of runs over each other; which score they show is picked in a list."""

    def __init__(self) -> None:
        self._runs: dict[str, RunRecord] = {}
        super().__init__("runsChart", "Runs over steps", (), NOTHING)
        self._prepare_combo()

    @property
    def score(self) -> str:
        """The full name of the score that is shown."""
        return cast(str, self.combo.currentData() or "")

    def show_runs(self, runs: Sequence[RunRecord]) -> None:
        """Shows these runs."""
        self._runs = _by_name(runs)
        self._offer(score_names(runs))
        self.set_curves([curve_of(run, name) for name, run in self._runs.items()])
        self.begin_anew()
        self.refresh()

    def _offer(self, names: Sequence[str]) -> None:
        """Offers the scores that the runs have; the one that is shown stays where it is among them."""
        present = self.score
        self.combo.blockSignals(True)
        self.combo.clear()
        for name in names:
            self.combo.addItem(score_words(name), name)
        self.combo.setCurrentIndex(max(self.combo.findData(present), 0 if names else -1))
        self.combo.blockSignals(False)

    def version(self) -> object:
        """Returns which score of which runs there is."""
        shown = [run.number for run in self._runs.values() if self.score in run.curves.scores]
        return (self.score, *shown) if shown else None

    def draw(self) -> None:
        """Hands over the curves."""
        for name, run in self._runs.items():
            if self.score in run.curves.scores:
                self.set_curve(name, run.curves.steps, run.curves.scores[self.score])

    def words_at(self, step: float) -> str:
        """Returns the step too: the bar has no room for it beside the list of scores."""
        words = super().words_at(step)
        return words and f"{self.place(round(step))}:   {words}"

    def value_range(self) -> Range:
        """Returns what the axis of the values shows to show them all."""
        return super().value_range() if any(map(len, self.points.values())) else (0.0, 1.0)

    def _prepare_combo(self) -> None:
        self.combo = QComboBox()
        self.combo.setObjectName("runsScoreCombo")
        self.combo.setAccessibleName("score shown of the runs")
        self.combo.setToolTip("Which score of the runs to show")
        self.combo.setMinimumContentsLength(SCORE_LETTERS)
        self.combo.currentIndexChanged.connect(self._pick)
        self.bar.insertWidget(0, self.combo, 1)
        self.where.hide()

    def _pick(self) -> None:
        self.begin_anew()
        self.refresh()


def _by_name(runs: Sequence[RunRecord]) -> dict[str, RunRecord]:
    """Returns the runs by what the legend calls them: those of one name by their number too."""
    same = Counter(run.name for run in runs)
    return {run.name if same[run.name] == 1 else f"{run.name} ({run.number})": run for run in runs}
