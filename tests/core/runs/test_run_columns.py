"""Every column has a cell for every run, and every score its column."""

from __future__ import annotations

import math

import pytest
from core.runs.test_run_members import some_runs

from workbench.core.runs.run_columns import RunColumn, run_columns, run_rows, score_names, score_words

COLUMNS = {column.title: column for column in run_columns(some_runs())}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=list(COLUMNS))
def test_every_column_has_a_cell_for_every_run(column: RunColumn) -> None:
    cells = [column.cell(run) for run in some_runs()]
    assert all(
        isinstance(cell, (int, float)) if column.is_number else isinstance(cell, str) for cell in cells
    )
    assert column.tool_tip.endswith(".")


def test_scores_that_a_run_does_not_have_are_unknown() -> None:
    assert score_names(some_runs()) == ("val_auc", "loss")
    rows = list(run_rows(some_runs()))
    place = list(COLUMNS).index("validation auc")
    assert rows[0][place] == 0.75 and math.isnan(rows[1][place])


def test_scores_are_named_by_their_part() -> None:
    assert score_words("val_macro_f1") == "validation macro f1" and score_words("loss") == "training loss"
