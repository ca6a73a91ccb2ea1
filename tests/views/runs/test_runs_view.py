"""Runs are listed, compared, named, pinned, deleted and gone back to; hidden, the view does nothing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from core.runs.test_run_members import some_runs

from workbench.core.projects.checked_project import starting_project
from workbench.qt.document import Document
from workbench.views.runs.run_differences import NOTHING
from workbench.views.runs.runs_view import RunsView
from workbench.views.understanding.views import Bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def view(qtbot: Any, said: list[str]) -> RunsView:
    document = Document()
    trainer: Any = None
    view = RunsView(Bench(document, trainer, said.append, said.append, lambda row: None))
    qtbot.addWidget(view)
    view.resize(900, 500)
    with qtbot.waitExposed(view):
        view.show()
    document.start(starting_project(), runs=some_runs())
    return view


def names(view: RunsView) -> list[str]:
    figures = view.table.figures
    return [figures.columns[0].text(row) for row in range(figures.rowCount())]


def test_without_runs_it_says_how_they_come_about(view: RunsView) -> None:
    view._bench.document.start(starting_project())
    assert view.empty.isVisible() and not view.table.isVisible() and not view.save.isEnabled()


def test_the_runs_are_listed_and_the_latest_is_looked_at(view: RunsView) -> None:
    assert names(view) == ["Run 1", "wide", "Run 4"] and not view.empty.isVisible()
    assert list(view.chart.points) == ["wide", "Run 4"], "the pinned one and the latest"
    assert not (view.back.isEnabled() or view.pin.isEnabled() or view.delete.isEnabled())


def test_the_chosen_ones_are_laid_over_each_other(view: RunsView) -> None:
    view.table.choose_rows([0, 1])
    view.chart.combo.setCurrentIndex(view.chart.combo.findData("loss"))
    assert {name: points.values.tolist() for name, points in view.chart.points.items()} == {
        "Run 1": [1.5, 0.1 + 0.2],
        "wide": [1.5, 0.1 + 0.2],
    }
    assert view.chart.words_at(45) == "step 45:   Run 1 1.5   wide 1.5" and not view.chart.empty.isVisible()
    colors = {curve.color(view.chart.theme).name() for curve in view.chart._curves}
    assert len(colors) == 2


def test_runs_of_the_same_name_are_told_apart(view: RunsView) -> None:
    view._log.rename(1, "wide")
    view.table.choose_rows([0, 1])
    assert list(view.chart.points) == ["wide (1)", "wide (3)"]


def test_a_run_without_an_epoch_has_no_curve(view: RunsView) -> None:
    view._log.pin([3], pinned=False)
    view.table.choose_rows([2])
    assert view.chart.empty.isVisible()
    view.chart.show_all()


def test_one_run_is_compared_with_the_bench(view: RunsView) -> None:
    view.table.choose_rows([2])
    assert view.differences.words.text() == "Run 4 and the bench now differ in 1 setting."
    assert view.differences.table.figures.lines() == [["Data", "iris", "digits"]]
    view.table.choose_rows([1])
    assert view.differences.words.text() == "The settings of wide are on the bench now."
    document = view._bench.document
    document.edit("Seed", msgspec.structs.replace(document.project, seed=5))
    assert view.differences.table.figures.lines() == [["Seed", "0", "5"]]


def test_two_runs_are_compared_with_each_other_and_their_scores_too(view: RunsView) -> None:
    view.table.choose_rows([1, 2])
    assert view.differences.words.text() == "wide and Run 4 differ in 1 setting."
    assert view.differences.table.figures.lines() == [
        ["Data", "digits", "iris"],
        ["validation auc", "0.7500", "—"],
        ["training loss", "0.3000", "—"],
    ]
    view.table.choose_rows([0, 1, 2])
    assert view.differences.words.text() == NOTHING


def test_one_click_goes_back_to_the_settings_of_a_run_and_undo_away(view: RunsView, said: list[str]) -> None:
    document = view._bench.document
    view.table.choose_rows([2])
    view.back.click()
    assert document.project == some_runs()[1].project and said == ["The settings of Run 4 are on the bench."]
    assert document.undo_stack.undoText() == "Settings of Run 4"
    document.undo_stack.undo()
    assert document.project == starting_project()


def test_what_is_done_to_the_chosen_runs(view: RunsView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "workbench.views.runs.runs_view.QInputDialog.getText", lambda *_, text: (f"{text} again", True)
    )
    view.table.choose_rows([0])
    view.name.click()
    assert names(view)[0] == "Run 1 again" and view.chosen()[0].number == 1, "it stays chosen"
    view.pin.click()
    assert view._log.records[0].pinned and view.pin.text() == "Unpin" and not view.delete.isEnabled()
    view.table.choose_rows([2])
    view.delete.click()
    assert names(view) == ["Run 1 again", "wide"]
    view._bench.document.undo_stack.undo()
    assert names(view) == ["Run 1 again", "wide", "Run 4"]


def test_the_table_is_saved_whole(view: RunsView, tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    view.save.save(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["run"] for row in rows] == ["Run 1", "wide", "Run 4"]
    assert [row["training loss"] for row in rows] == [str(0.1 + 0.2), str(0.1 + 0.2), ""]
    assert rows[2]["data"] == "iris" and rows[2]["ended"] == "Stopped."


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_chart_is_saved_as_a_picture(view: RunsView, tmp_path: Path, kind: str) -> None:
    view.table.choose_rows([0, 1])
    view.chart.save(tmp_path / f"runs.{kind}")
    assert (tmp_path / f"runs.{kind}").stat().st_size > 1000


def test_hidden_it_lists_nothing_and_catches_up_when_shown(view: RunsView) -> None:
    view.hide()
    view._log.add(some_runs()[0])
    assert len(names(view)) == 3
    view.show()
    assert names(view)[-1] == "Run 5"


def test_sorting_by_a_score_keeps_what_is_chosen(view: RunsView) -> None:
    place = [column.title for column in view.table.figures.columns].index("epochs")
    view.table.choose_rows([2])
    view.table.sortByColumn(place, view.table.horizontalHeader().sortIndicatorOrder())
    assert [run.number for run in view.chosen()] == [4]
    np.testing.assert_array_equal(view.chosen()[0].curves.steps, [])
