"""Every run is kept; what a person does to the runs can be undone, and undoing takes no newer run away."""

from __future__ import annotations

from typing import Any

import pytest
from core.runs.test_run_members import some_runs

from workbench.core.projects.checked_project import starting_project
from workbench.core.runs.recorded import MOST_RUNS
from workbench.qt.document import Document
from workbench.qt.runs.run_log import RunLog


@pytest.fixture
def document(qapp: Any) -> Document:
    document = Document()
    document.start(starting_project(), runs=some_runs())
    return document


def names(log: RunLog) -> dict[int, str]:
    return {record.number: record.name for record in log.records}


def test_the_runs_of_a_project_are_taken_in_the_order_of_their_numbers(document: Document) -> None:
    assert names(document.runs) == {1: "Run 1", 3: "wide", 4: "Run 4"}
    assert not document.runs.unsaved and document.undo_stack.isClean()


def test_a_run_that_ends_gets_the_next_number_and_is_not_saved_yet(document: Document, qtbot: Any) -> None:
    with qtbot.waitSignal(document.runs.changed):
        document.runs.add(some_runs()[0])
    assert names(document.runs)[5] == "Run 5" and document.runs.unsaved
    assert document.undo_stack.isClean(), "training is no edit"


def test_names_pins_and_deletions_are_undone(document: Document) -> None:
    log = document.runs
    log.rename(4, " narrow ")
    log.pin([1, 3], pinned=True)
    log.delete([1, 4])
    assert names(log) == {1: "Run 1", 3: "wide"}, "a pinned run stays"
    document.undo_stack.undo()
    assert names(log) == {1: "Run 1", 3: "wide", 4: "narrow"}
    document.undo_stack.undo()
    assert [record.pinned for record in log.records] == [False, True, False]
    document.undo_stack.undo()
    assert names(log)[4] == "Run 4"


@pytest.mark.parametrize("name", ["", "  ", "wide"])
def test_no_name_or_the_same_one_changes_nothing(document: Document, name: str) -> None:
    document.runs.rename(3, name)
    assert document.undo_stack.count() == 0


def test_a_run_done_since_a_deletion_stays_when_that_is_undone(document: Document) -> None:
    log = document.runs
    log.delete([4])
    log.add(some_runs()[0])
    document.undo_stack.undo()
    assert names(log) == {1: "Run 1", 3: "wide", 4: "Run 4", 5: "Run 5"}


def test_of_very_many_runs_the_oldest_go_that_are_not_pinned(document: Document) -> None:
    for _ in range(MOST_RUNS):
        document.runs.add(some_runs()[1])
    kept = list(names(document.runs))
    assert len(kept) == MOST_RUNS and kept[0] == 3 and kept[1] == 6


def test_another_project_has_other_runs(document: Document) -> None:
    document.start(starting_project())
    assert document.runs.records == ()
