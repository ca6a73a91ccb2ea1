"""The table of predictions can be sorted by every column and narrowed down to what is wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from workbench.core.heads import head_for
from workbench.core.labels import LabelKind
from workbench.core.predictions import Predictions
from workbench.qt.predicting.predictions_table_model import (
    CLASS_ROLE,
    PROBABILITY_ROLE,
    SAID_ROLE,
    PredictionsTableModel,
)

SOFTMAX = head_for("softmax", LabelKind.CLASS_INDEX)
ROWS = [[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.3, 0.7]]
TRUTH = [[1, 0], [1, 0], [0, 1], [np.nan, np.nan]]
DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def model(qapp: Any) -> PredictionsTableModel:
    made = PredictionsTableModel()
    predictions = Predictions(
        SOFTMAX, 0.5, ("cat", "dog"), np.array(ROWS, np.float32), np.array(TRUTH, np.float32)
    )
    made.show(predictions, {"weight": ["10", "9", "", "2"], "name": ["b", "a", "d", "c"]})
    return made


def titles(model: PredictionsTableModel) -> list[str]:
    return [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]


def shown(model: PredictionsTableModel, title: str) -> list[str]:
    column = titles(model).index(title)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def sort(model: PredictionsTableModel, title: str, order: Qt.SortOrder) -> list[int]:
    model.sort(titles(model).index(title), order)
    return [model.row_of(place) for place in range(model.rowCount())]


def test_each_row_has_answer_truth_error_probabilities_and_its_own_texts(
    model: PredictionsTableModel,
) -> None:
    assert titles(model) == ["Answer", "True", "Error", "cat", "dog", "weight", "name"]
    assert shown(model, "Answer") == ["cat", "dog ✗", "cat ✗", "dog"]
    assert shown(model, "True") == ["cat", "cat", "dog", ""]
    assert shown(model, "Error") == ["0.105", "1.609", "0.916", ""]
    assert shown(model, "cat") == ["0.9000", "0.2000", "0.6000", "0.3000"]


@pytest.mark.parametrize(
    ("title", "order", "rows"),
    [
        ("Error", DOWN, [1, 2, 0, 3]),
        ("Error", UP, [0, 2, 1, 3]),
        ("dog", DOWN, [1, 3, 2, 0]),
        ("weight", UP, [3, 1, 0, 2]),
        ("weight", DOWN, [0, 1, 3, 2]),
        ("name", UP, [1, 0, 3, 2]),
        ("name", DOWN, [2, 3, 0, 1]),
        ("Answer", UP, [0, 2, 1, 3]),
        ("Answer", DOWN, [1, 3, 0, 2]),
        ("True", UP, [0, 1, 2, 3]),
    ],
)
def test_it_sorts_by_every_column_with_the_unknown_last(
    model: PredictionsTableModel, title: str, order: Qt.SortOrder, rows: list[int]
) -> None:
    assert sort(model, title, order) == rows


def test_a_row_keeps_its_number_when_it_moves(model: PredictionsTableModel) -> None:
    sort(model, "Error", DOWN)
    assert [model.headerData(i, Qt.Orientation.Vertical) for i in range(4)] == ["2", "3", "1", "4"]


def test_only_the_wrong_ones_can_be_shown_in_the_order_chosen(model: PredictionsTableModel) -> None:
    sort(model, "Error", DOWN)
    model.show_only_wrong(True)
    assert [model.row_of(place) for place in range(model.rowCount())] == [1, 2]
    model.show_only_wrong(False)
    assert model.rowCount() == 4


def test_a_bar_knows_its_class_its_length_and_whether_it_is_said(model: PredictionsTableModel) -> None:
    cell = model.index(0, 4)
    assert (cell.data(CLASS_ROLE), cell.data(SAID_ROLE)) == (1, False)
    assert cell.data(PROBABILITY_ROLE) == pytest.approx(0.1)
    assert model.index(0, 0).data(PROBABILITY_ROLE) is None


def test_the_one_unit_of_yes_or_no_has_the_colour_of_yes(qapp: Any) -> None:
    made = PredictionsTableModel()
    head = head_for("sigmoid", LabelKind.YES_NO)
    made.show(Predictions(head, 0.5, ("no", "yes"), np.array([[0.7]], np.float32)), {})
    assert titles(made) == ["Answer", "yes"]
    assert made.index(0, 1).data(CLASS_ROLE) == 1
