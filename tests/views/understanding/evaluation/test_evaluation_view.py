"""What holds for every view of scores: names, the empty state, many answers, hard data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollBar,
)

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from tests.views.understanding.heads.bench import still_bench
from workbench.qt.evaluation import live_evaluation
from workbench.views.understanding.evaluation.evaluation_view import EvaluationView
from workbench.views.understanding.views import VIEWS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NAMES = ("confusion", "scores", "rankingCurves", "thresholds", "calibration", "mistakes")
ROWS = {row.name: row for row in VIEWS if row.name in NAMES}
CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider, QAbstractItemView)


def test_each_is_in_the_table_of_views() -> None:
    assert set(ROWS) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_control_has_a_name_and_a_tool_tip(name: str, shown) -> None:
    view = shown(ROWS[name].make, evaluated_bench("digit-traits", 7))
    assert isinstance(view, EvaluationView)
    for kind in CONTROLS:
        for control in view.findChildren(kind):
            of_qt = control.objectName().startswith("qt_") or isinstance(control, QScrollBar)
            if not control.isVisible() or of_qt or not control.isEnabled():
                continue
            inside = control.metaObject().className()
            if inside in ("QTableCornerButton", "QHeaderView", "QComboBoxListView"):
                continue
            assert control.objectName() and control.accessibleName() and control.toolTip(), (
                inside,
                control.objectName(),
            )


@pytest.mark.parametrize("name", NAMES)
def test_before_training_it_says_what_to_do_and_saves_an_empty_table(
    name: str, shown, tmp_path: Path
) -> None:
    view = shown(ROWS[name].make, still_bench("digits"))
    assert view.empty.text() == live_evaluation.UNTRAINED and view.empty.isVisible()
    view.save_button.save(tmp_path / "empty.csv")
    assert (tmp_path / "empty.csv").exists()


@pytest.mark.parametrize("name", NAMES)
def test_classes_and_labels_that_do_not_occur_are_undefined_not_zero(
    name: str, shown, tmp_path: Path
) -> None:
    """The session's part has rows of two classes alone, and of one label none."""
    for data, units in (("digits", 10), ("digit-traits", 7)):
        bench = evaluated_bench(data, units)
        prepared = bench.trainer.session.data
        labels, rows = prepared.dataset.labels, prepared.split.validation_rows
        kept = labels[rows] < 2 if labels.ndim == 1 else labels[rows, 1] == 0
        bench.trainer.session.data = replace(
            prepared, split=replace(prepared.split, validation_rows=rows[kept])
        )
        view = shown(ROWS[name].make, bench)
        view.save_button.save(tmp_path / f"{data}.csv")
        assert "nan" not in (tmp_path / f"{data}.csv").read_text(encoding="utf-8-sig")
        if name == "scores":
            recalls = next(one for one in view.classes.figures.columns if one.title == "Recall")
            assert recalls.text(5 if units == 10 else 1) == "undefined"


@pytest.mark.parametrize("name", ("scores", "rankingCurves"))
def test_scores_of_many_answers_are_worked_out_in_a_thread(name: str, shown, monkeypatch, qtbot) -> None:
    few = shown(ROWS[name].make, evaluated_bench("digits", 10))
    monkeypatch.setattr(live_evaluation, "FEW", 10)
    many = shown(ROWS[name].make, evaluated_bench("digits", 10))
    assert many.summary.text() == few.summary.text()
    assert np.array_equal(many.table()[1][0], few.table()[1][0])
    other = many.bench.document
    other.edit("another seed", msgspec.structs.replace(other.project, seed=9))
    assert many.empty.isVisible()
    other.undo_stack.undo()
    qtbot.waitUntil(lambda: not many.empty.isVisible())


@pytest.mark.parametrize("name", NAMES)
def test_the_test_part_is_shown_where_one_is_kept(name: str, shown, qtbot) -> None:
    view = shown(ROWS[name].make, evaluated_bench("digit-traits", 7, test_fraction=0.1))
    view.part.setCurrentIndex(view.part.findData("test"))
    qtbot.waitUntil(lambda: view.live.evaluated is not None and view.live.evaluated.asked.part == "test")
    assert len(view.live.evaluated) == 180
    assert "180 test examples" in view.summary.text()


def test_without_a_test_part_it_cannot_be_chosen_and_its_tool_tip_says_why(shown, qtbot) -> None:
    bench = evaluated_bench("digits", 10, test_fraction=0.1)
    view = shown(ROWS["scores"].make, bench)
    place = view.part.findData("test")
    assert view.part.model().item(place).isEnabled() and "honest test" in tool_tip(view.part, place)
    view.part.setCurrentIndex(place)
    document = bench.document
    data = msgspec.structs.replace(document.project.data, test_fraction=0.0)
    document.edit("keep none", msgspec.structs.replace(document.project, data=data))
    assert not view.part.model().item(place).isEnabled() and view.part.part == "validation"
    assert "set a test share in the Data panel" in tool_tip(view.part, place)


def tool_tip(combo: QComboBox, place: int) -> str:
    return str(combo.itemData(place, Qt.ItemDataRole.ToolTipRole))
