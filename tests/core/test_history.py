"""A history grows without disturbing those who read it."""

from __future__ import annotations

import math
import threading

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


def test_a_column_grows_with_the_epochs_and_what_was_read_stays() -> None:
    history = History()
    for epoch in range(3000):
        history.end_epochs([2 * epoch + 1, 2 * epoch + 2], [{"a": float(epoch)}, {"a": 0.0, "b": 1.0}])
        if epoch == 1500:
            steps, values = history.column("a")
    assert steps[-1] == 3002 and len(values) == 3002
    steps, values = history.column("a")
    assert steps.tolist() == list(range(1, 6001)) and values[5998] == 2999
    assert history.column("b")[0].tolist() == list(range(2, 6001, 2))
    assert history.epochs[-1] == {"a": 0.0, "b": 1.0}


def test_one_thread_reads_while_another_appends() -> None:
    history = History()
    writer = threading.Thread(target=_record, args=(history, 20_000))
    writer.start()
    while writer.is_alive():
        losses, (steps, values) = history.loss, history.column("loss")
        assert np.array_equal(losses, history.steps[: len(losses)])
        assert np.array_equal(steps, values)
    writer.join()
    assert len(history.column("loss")[0]) == 20_000


def _record(history: History, count: int) -> None:
    for step in range(1, count + 1):
        history.append(np.full(1, step, np.float32))
        history.end_epoch({"loss": float(step)})


def test_the_beginning_of_a_history_is_one_of_its_own() -> None:
    history = History()
    history.chance(2.0)
    for epoch in range(3):
        history.append(np.full(4, epoch, np.float32))
        history.end_epoch({"loss": float(epoch)})
    history.mark("toggled")
    history.chance(1.0)
    history.append(np.ones(1, np.float32))
    before = history.until(9)
    assert (
        len(before) == 9 and before.epoch_steps == [4, 8] and before.epochs == [{"loss": 0.0}, {"loss": 1.0}]
    )
    assert before.marks == [] and before.chances == [(0, 2.0)]
    assert history.until(12).marks == [(12, "toggled")]
    before.append(np.ones(1, np.float32))
    assert len(history) == 13
