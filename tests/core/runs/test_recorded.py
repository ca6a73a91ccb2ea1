"""The record of a run has what came after its start, and of very many epochs some, the last one included."""

from __future__ import annotations

import numpy as np

from workbench.core.history import History
from workbench.core.projects.checked_project import starting_project
from workbench.core.runs.recorded import MOST_EPOCHS, curves_of, recorded, run_start


def epochs_of(history: History, count: int) -> None:
    for epoch in range(count):
        history.append(np.ones(10, np.float32))
        history.end_epoch({"loss": 1.0 / (1 + epoch), "val_loss": 2.0})


def test_it_has_what_came_after_the_start() -> None:
    history = History()
    epochs_of(history, 2)
    history.mark("before")
    start = run_start(history)
    epochs_of(history, 3)
    history.mark("sigmoid")
    record = recorded(history, start, starting_project(), "Finished.")
    assert record is not None
    assert (record.first_step, record.steps, record.epochs) == (20, 30, 3)
    assert record.marks == ((50, "sigmoid"),) and record.ended == "Finished."
    np.testing.assert_array_equal(record.curves.steps, [30, 40, 50])
    assert record.scores == {"loss": 1 / 3, "val_loss": 2.0}


def test_a_run_that_ends_before_its_first_epoch_has_no_scores() -> None:
    history = History()
    start = run_start(history)
    assert recorded(history, start, starting_project(), "Stopped.") is None
    history.append(np.ones(4, np.float32))
    record = recorded(history, start, starting_project(), "Stopped.")
    assert record is not None and record.scores == {} and record.steps == 4


def test_of_very_many_epochs_some_are_kept_evenly() -> None:
    rows = [{"loss": float(place)} for place in range(100_001)]
    curves = curves_of(range(1, 100_002), rows)
    gaps = np.diff(curves.steps)
    assert len(curves.steps) == MOST_EPOCHS and curves.steps[0] == 1 and curves.steps[-1] == 100_001
    assert gaps.max() - gaps.min() <= 1 and curves.last() == {"loss": 100_000.0}


def test_a_score_that_only_some_epochs_have_is_unknown_in_the_others() -> None:
    curves = curves_of([5, 10], [{"loss": 1.0, "auc": 0.5}, {"loss": 0.5}])
    np.testing.assert_equal(curves.scores["auc"], [0.5, np.nan])
