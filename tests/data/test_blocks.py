"""Blocks bring every row of an epoch once, in order, from memory or from a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.shares import Shares
from workbench.data.blocks import RowSource, blocks, rows_a_block
from workbench.data.built_in import load
from workbench.data.mapped import map_files, write_mapped
from workbench.data.prepared import PreparedData, prepare


def made_source(rows: int = 103) -> RowSource:
    inputs = np.arange(rows * 3, dtype=np.float32).reshape(rows, 3)
    return RowSource(inputs, np.arange(rows, dtype=np.int32), np.arange(rows))


def test_every_row_comes_once_in_the_order_of_the_epoch() -> None:
    source, order = made_source(), np.random.default_rng(0).permutation(103)
    found = list(blocks(source, order, 20))
    assert [block.first for block in found] == [0, 20, 40, 60, 80, 100]
    assert [block.rows for block in found] == [20] * 5 + [3]
    assert {block.inputs.shape for block in found} == {(20, 3)}
    labels = np.concatenate([block.labels[: block.rows] for block in found])
    np.testing.assert_array_equal(labels, order)
    inputs = np.concatenate([block.inputs[: block.rows] for block in found])
    np.testing.assert_array_equal(inputs, source.inputs[order])


@pytest.mark.parametrize(("budget", "rows"), [(1, 10), (16 * 35, 20), (16 * 1000, 110)])
def test_a_block_is_a_multiple_of_the_batch_within_the_budget(budget: int, rows: int) -> None:
    # A row takes three floats and an integer, 16 bytes, and a quarter of the budget is for reading.
    assert rows_a_block(made_source(), 10, budget) == rows


def test_an_error_of_the_thread_that_reads_reaches_whoever_waits() -> None:
    with pytest.raises(IndexError):
        list(blocks(made_source(), np.array([0, 1, 1000]), 2))


def both(folder: Path) -> tuple[PreparedData, PreparedData]:
    """Returns the digits prepared in memory and from a file."""
    digits = load("digits")
    return prepare(digits, Shares(0.2), 1, "standardise"), prepare(
        write_mapped(digits, folder), Shares(0.2), 1, "standardise"
    )


def test_mapped_rows_are_the_rows_in_memory(tmp_path: Path) -> None:
    resident, mapped = both(tmp_path)
    assert mapped.dataset.is_mapped and len(mapped.training_inputs) == 0
    for part in ("training_source", "validation_source"):
        one, other = (getattr(data, part)("class_index") for data in (resident, mapped))
        assert len(one) == len(other)
        places = np.arange(len(one))[::-3]
        for expected, found in zip(one.take(places), other.take(places), strict=True):
            np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6)
            assert type(found) is np.ndarray


def test_a_file_that_is_missing_or_none_of_ours_is_refused(tmp_path: Path) -> None:
    digits = load("digits")
    with pytest.raises(UserError, match=r"inputs\.npy"):
        map_files(digits, tmp_path)
    (tmp_path / "inputs.npy").write_bytes(b"no array")
    with pytest.raises(UserError, match=r"inputs\.npy"):
        map_files(digits, tmp_path)
