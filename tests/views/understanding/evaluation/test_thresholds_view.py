"""Thresholds are edits of the project that undo takes back, and counts and scores follow them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_score

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from workbench.core.evaluation.threshold import best_by_f1, best_for_precision
from workbench.views.understanding.evaluation.thresholds_view import ThresholdsView
from workbench.views.understanding.views import Bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def traits(shown):
    return shown(ThresholdsView, evaluated_bench("digit-traits", 7))


def column(view, title: str) -> list:
    return next(list(column.cells) for column in view.labels.figures.columns if column.title == title)


def head(view):
    return view.bench.document.project.head


def test_one_slider_moves_all_where_they_share_a_threshold(traits) -> None:
    assert traits.controls.one_for_all.isChecked()
    traits.labels.sliders[2].setValue(30)
    assert head(traits).threshold == 0.3 and head(traits).thresholds == ()
    assert [slider.value() for slider in traits.labels.sliders] == [30] * 7
    said = traits.live.evaluated.predictions
    assert column(traits, "Said") == (said.probabilities > 0.3).sum(axis=0).tolist()


def test_each_label_can_have_its_own(traits) -> None:
    traits.controls.one_for_all.setChecked(False)
    assert head(traits).thresholds == (0.5,) * 7
    traits.labels.sliders[2].setValue(80)
    assert head(traits).thresholds == (0.5, 0.5, 0.8, 0.5, 0.5, 0.5, 0.5)
    assert column(traits, "Threshold") == list(head(traits).thresholds)
    said = traits.live.evaluated.predictions
    assert column(traits, "Said")[2] == (said.probabilities[:, 2] > 0.8).sum()
    expected = f1_score(said.true, said.said, average="micro")
    assert f"Micro F1 {expected:.3f}" in traits.summary.text()
    traits.controls.one_for_all.setChecked(True)
    assert head(traits).thresholds == () and head(traits).threshold == 0.5


def test_a_run_of_moves_is_one_step_to_undo(traits) -> None:
    stack = traits.bench.document.undo_stack
    for value in (40, 41, 42):
        traits.labels.sliders[0].setValue(value)
    assert stack.count() == 1
    stack.undo()
    assert head(traits).threshold == 0.5
    assert traits.labels.sliders[0].value() == 50


def test_a_typed_value_counts_for_the_chosen_rows(traits) -> None:
    traits.controls.one_for_all.setChecked(False)
    traits.labels.selectRow(1)
    traits.controls.value.setValue(0.25)
    assert head(traits).thresholds == (0.5, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5)


def test_the_best_by_f1_is_chosen_for_each_label_and_for_all_together(traits) -> None:
    answers = traits.live.evaluated.answers
    before = f1_score(answers.true, answers.said, average=None)
    traits.controls.best.click()
    assert head(traits).threshold == best_by_f1(answers.true.ravel(), answers.probabilities.ravel()).threshold
    traits.controls.one_for_all.setChecked(False)
    traits.controls.best.click()
    expected = [best_by_f1(answers.true[:, i], answers.probabilities[:, i]).threshold for i in range(7)]
    assert head(traits).thresholds == tuple(expected)
    now = traits.live.evaluated.answers
    assert (f1_score(now.true, now.said, average=None) >= before).all()
    traits.bench.document.undo_stack.undo()
    assert len(set(head(traits).thresholds)) == 1


def test_a_wanted_precision_is_reached_or_the_label_is_named(shown) -> None:
    said: list[str] = []
    plain = evaluated_bench("digit-traits", 7)
    bench = Bench(plain.document, plain.trainer, said.append, plain.refuse, plain.show_example)
    view = shown(ThresholdsView, bench)
    view.controls.one_for_all.setChecked(False)
    view.controls.wanted.setValue(0.95)
    view.controls.precise.click()
    answers = view.live.evaluated.answers
    reached = precision_score(answers.true, answers.said, average=None, zero_division=np.nan)
    for i, name in enumerate(answers.names):
        chosen = best_for_precision(answers.true[:, i], answers.probabilities[:, i], 0.95)
        assert (chosen is None) == (name in said[-1])
        if chosen is not None:
            assert reached[i] >= 0.95


def test_the_best_are_chosen_on_validation_alone(traits, qtbot) -> None:
    assert traits.controls.best.isEnabled()
    traits.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: traits.live.evaluated.asked.part == "training")
    assert not traits.controls.best.isEnabled()
    assert "validation part first" in traits.controls.best.toolTip()


def test_where_the_largest_decides_it_says_so(shown) -> None:
    view = shown(ThresholdsView, evaluated_bench("digits", 10))
    assert view.without.isVisible() and not view.controls.isVisible()


def test_a_yes_or_no_question_has_one(shown) -> None:
    view = shown(ThresholdsView, evaluated_bench("breast-cancer", 1, "sigmoid"))
    assert column(view, "Label") == ["malignant"]
    assert not view.controls.one_for_all.isEnabled()
    view.labels.sliders[0].setValue(70)
    assert head(view).threshold == 0.7
    project = view.bench.document.project
    other = msgspec.structs.replace(project.head, threshold=0.2)
    view.bench.document.edit("elsewhere", msgspec.structs.replace(project, head=other))
    assert view.labels.sliders[0].value() == 20


def test_the_plot_has_the_scores_of_the_chosen_label_at_every_threshold(traits) -> None:
    traits.labels.selectRow(3)
    said = traits.live.evaluated.predictions
    now, precision, recall, f1 = traits.plot.canvas.lines
    assert now.x.tolist() == [0.5, 0.5]
    assert traits.plot.readout.text().endswith("of above four")
    for i in range(0, len(f1.x), 40):
        answers = said.probabilities[:, 3] >= f1.x[i]
        assert precision.y[i] == pytest.approx(precision_score(said.true[:, 3], answers), abs=1e-9)
        assert f1.y[i] == pytest.approx(f1_score(said.true[:, 3], answers), abs=1e-9)
    assert np.nanargmax(f1.y) > 0 and recall.y[-1] == 1
