"""Curves and the areas under them equal scikit-learn's, and the pointer reads their values."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from workbench.views.understanding.evaluation.curves_view import HINT, CurvesView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def digits(shown):
    return shown(CurvesView, evaluated_bench("digits", 10))


def areas(view) -> dict[str, float]:
    names, values, _ = (column.cells for column in view.areas.figures.columns)
    return dict(zip(names, values, strict=True))


def test_areas_equal_scikit_learn_under_both_kinds(digits) -> None:
    said = digits.live.evaluated.predictions
    for place, measure in ((0, roc_auc_score), (1, average_precision_score)):
        digits.kind.setCurrentIndex(place)
        found = areas(digits)
        for number in range(10):
            expected = measure(said.true[:, number], said.probabilities[:, number])
            assert found[str(number)] == pytest.approx(expected, abs=1e-9)
        for name, average in (("mean of all (macro)", "macro"), ("all together (micro)", "micro")):
            expected = measure(said.true, said.probabilities, average=average)
            assert found[name] == pytest.approx(expected, abs=1e-9)


def test_a_line_runs_through_the_points_of_its_curve(digits) -> None:
    said = digits.live.evaluated.predictions
    line = next(line for line in digits.canvas.lines if line.name == "8")
    x, y, _ = roc_curve(said.true[:, 8], said.probabilities[:, 8], drop_intermediate=False)
    assert np.allclose(line.x, x) and np.allclose(line.y, y)


def test_chosen_rows_alone_are_drawn(digits) -> None:
    assert len(digits.canvas.lines) == 1 + 12, "guessing, two averages and ten classes"
    digits.areas.selectRow(2)
    assert [line.name for line in digits.canvas.lines] == ["", "0"]
    digits.areas.clearSelection()
    assert len(digits.canvas.lines) == 13


def test_the_pointer_reads_the_nearest_point(digits, qtbot) -> None:
    digits.areas.selectRow(10)
    line = digits.canvas.lines[1]
    index = len(line.x) // 2
    view = digits.canvas.getViewBox()
    place = view.mapViewToScene(QPointF(line.x[index], line.y[index]))
    pixel = digits.canvas.mapFromScene(place)
    qtbot.mouseMove(digits.canvas.viewport(), pixel)
    qtbot.waitUntil(lambda: digits.readout.text().startswith("8: found (recall)"))
    assert "said above" in digits.readout.text()
    digits.canvas.pointed.emit(None)
    assert digits.readout.text() == HINT


def test_a_yes_or_no_question_has_one_curve(shown) -> None:
    view = shown(CurvesView, evaluated_bench("breast-cancer", 1, "sigmoid"))
    assert list(areas(view)) == ["malignant"]
    words, rows = view.table()
    assert len(rows) == len(view.curves[0].curve.x)
    assert words == ("curve", "false alarms among the others", "found (recall)", "threshold")


def test_a_disc_marks_the_present_threshold_where_thresholds_decide(digits, shown) -> None:
    assert all(line.sizes is None for line in digits.canvas.lines), "the largest probability decides"
    view = shown(CurvesView, evaluated_bench("breast-cancer", 1, "sigmoid"))
    said = view.live.evaluated.predictions
    disc = view.canvas.lines[-1]
    true, answers = said.true[:, 0], said.said[:, 0]
    assert disc.y.tolist() == [pytest.approx((true & answers).sum() / true.sum())]
    assert disc.x.tolist() == [pytest.approx((~true & answers).sum() / (~true).sum())]
