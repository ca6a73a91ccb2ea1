"""The diagram equals the definition, and a fitted temperature is an edit that changes no answer."""

from __future__ import annotations

import numpy as np
import pytest

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from workbench.views.understanding.evaluation.calibration_view import CalibrationView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def too_sure(shown):
    bench = evaluated_bench("digits", 10)
    bench.trainer.session.sharpness = 30.0
    return shown(CalibrationView, bench)


def error_of(view) -> float:
    """Returns the expected calibration error from its definition: ten bins of equal width."""
    said = view.live.evaluated.predictions
    sure, right = said.probabilities.max(axis=1), ~said.wrong
    places = np.minimum((sure * 10).astype(int), 9)
    return sum(
        (places == i).mean() * abs(sure[places == i].mean() - right[places == i].mean())
        for i in np.unique(places)
    )


def test_a_fitted_temperature_lowers_the_error_and_changes_no_answer(too_sure, qtbot) -> None:
    before, error = too_sure.live.evaluated.predictions, error_of(too_sure)
    assert f"Calibration error {error:.3f} as trained" in too_sure.summary.text()
    too_sure.fit.click()
    document = too_sure.bench.document
    qtbot.waitUntil(lambda: document.project.head.temperature > 1.5)
    after = too_sure.live.evaluated.predictions
    assert error_of(too_sure) < error / 2
    assert (after.said == before.said).all()
    assert f"{error_of(too_sure):.3f} at temperature" in too_sure.summary.text()
    assert [line.name[:4] for line in too_sure.canvas.lines] == ["", "as t", "temp"], "before and after"
    document.undo_stack.undo()
    assert document.project.head.temperature == 1
    assert too_sure.temperature.value() == 1
    assert [line.name for line in too_sure.canvas.lines] == ["", "as trained"]


def test_each_disc_has_the_mean_and_the_share_of_its_bin(too_sure) -> None:
    said = too_sure.live.evaluated.predictions
    sure = said.probabilities.max(axis=1)
    last = (sure > 0.9) & (sure <= 1)
    line = too_sure.canvas.lines[-1]
    assert line.x[-1] == pytest.approx(sure[last].mean(), abs=1e-6)
    assert line.y[-1] == pytest.approx((~said.wrong)[last].mean(), abs=1e-9)
    assert too_sure.bins.figures.columns[1].cells[-1] == last.sum()


def test_a_temperature_can_be_typed_and_the_table_has_both_diagrams(too_sure) -> None:
    too_sure.temperature.setValue(3.0)
    assert too_sure.bench.document.project.head.temperature == 3
    words, rows = too_sure.table()
    assert {row[0] for row in rows} == {1.0, 3.0} and len(rows) == 20
    assert words[-2:] == ("mean probability", "came true")


def test_it_is_fitted_on_validation_alone(too_sure, qtbot) -> None:
    assert too_sure.fit.isEnabled()
    too_sure.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: too_sure.live.evaluated.asked.part == "training")
    assert not too_sure.fit.isEnabled()
    assert "validation part first" in too_sure.fit.toolTip()


def test_labels_are_judged_one_by_one(shown) -> None:
    view = shown(CalibrationView, evaluated_bench("digit-traits", 7))
    cases = sum(view.bins.figures.columns[1].cells)
    assert cases == 7 * len(view.live.evaluated)
