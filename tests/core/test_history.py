"""A history grows without disturbing those who read it."""

from __future__ import annotations

import math

import numpy as np

from workbench.core.history import History


def test_losses_are_kept_in_order_across_growth() -> None:
    history = History()
    parts = np.split(np.arange(5000, dtype=np.float32), [1, 1000, 1024, 1025, 4000])
    for part in parts:
        history.append(part)
    assert len(history) == 5000
    assert np.array_equal(history.loss, np.arange(5000))
    assert history.steps[0] == 1 and history.steps[-1] == 5000


def test_a_view_stays_as_it_was_when_more_is_appended() -> None:
    history = History()
    history.append(np.ones(1000, np.float32))
    before = history.loss
    history.append(np.zeros(5000, np.float32))
    assert len(before) == 1000 and (before == 1).all()


def test_epochs_marks_and_chances_note_the_present_step() -> None:
    history = History()
    history.chance(2.3)
    history.append(np.ones(10, np.float32))
    history.mark("sigmoid")
    history.end_epoch({"loss": 1.0})
    assert history.chances == [(0, 2.3)]
    assert history.marks == [(10, "sigmoid")]
    assert history.epoch_steps == [10]


def test_a_column_has_only_the_epochs_that_have_the_score() -> None:
    history = History.of(np.ones(9, np.float32), [{"a": 1.0}, {"b": 2.0}, {"a": 3.0}], [3, 6, 9], [], [])
    steps, values = history.column("a")
    assert steps.tolist() == [3, 9] and values.tolist() == [1, 3]
    assert history.column("c")[0].shape == (0,)


def test_by_name_has_one_entry_an_epoch() -> None:
    history = History.of(
        np.ones(2, np.float32), [{"loss": 1.0}, {"loss": 0.5, "val_loss": 2.0}], [1, 2], [], []
    )
    table = history.by_name()
    assert list(table) == ["loss", "val_loss"]
    assert table["loss"] == [1.0, 0.5]
    assert math.isnan(table["val_loss"][0]) and table["val_loss"][1] == 2.0


def test_a_copy_does_not_grow_with_the_original() -> None:
    history = History()
    history.append(np.ones(3, np.float32))
    copy = history.copy()
    history.append(np.ones(3, np.float32))
    history.end_epoch({})
    assert len(copy) == 3 and copy.epochs == []
