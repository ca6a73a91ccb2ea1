"""Each score stands beside its baseline, and what is undefined is said to be so."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support

from tests.views.understanding.evaluation.evaluated_bench import evaluated_bench
from workbench.views.understanding.evaluation.scores_view import ScoresView

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def rows(table) -> dict[str, list[str]]:
    """Returns what a table shows, by what stands in its first column."""
    model = table.model()
    return {
        model.index(row, 0).data(): [model.index(row, i).data() for i in range(1, model.columnCount())]
        for row in range(model.rowCount())
    }


def test_scores_of_one_class_each(shown) -> None:
    view = shown(ScoresView, evaluated_bench("digits", 10))
    said = view.live.evaluated.predictions
    true, answers = said.true.argmax(axis=1), said.said.argmax(axis=1)
    overall = rows(view.overall)
    assert overall["Accuracy"][0] == f"{accuracy_score(true, answers):.3f}"
    assert overall["Accuracy"][1] == f"{np.bincount(true).max() / len(true):.3f}"
    assert overall["Macro F1"][0] == f"{f1_score(true, answers, average='macro'):.3f}"
    expected = precision_recall_fscore_support(true, answers)
    for number, (precision, recall, f1, support) in enumerate(zip(*expected, strict=True)):
        shown_row = rows(view.classes)[str(number)]
        assert shown_row[0] == f"{precision:.3f}"
        assert shown_row[2:5] == [f"{recall:.3f}", f"{f1:.3f}", str(support)]


def test_labels_have_the_baseline_of_never_saying_any(shown) -> None:
    view = shown(ScoresView, evaluated_bench("digit-traits", 7))
    said = view.live.evaluated.predictions
    overall = rows(view.overall)
    assert overall["Micro F1"][0] == f"{f1_score(said.true, said.said, average='micro'):.3f}"
    assert overall["Binary accuracy"][1] == f"{1 - said.true.mean():.3f}"
    assert overall["Micro precision"][1] == "undefined", "where nothing is said nothing is precise"
    assert "Never said" in [view.classes.figures.columns[i].title for i in range(12)]


def test_a_click_on_a_heading_sorts_and_a_third_one_gives_the_order_back(shown) -> None:
    view = shown(ScoresView, evaluated_bench("digits", 10))
    view.classes.sortByColumn(4, view.classes.horizontalHeader().sortIndicatorOrder().AscendingOrder)
    values = [float(line[3]) for line in rows(view.classes).values()]
    assert values == sorted(values)
    view.classes.horizontalHeader().setSortIndicator(-1, view.classes.horizontalHeader().sortIndicatorOrder())
    assert list(rows(view.classes)) == list("0123456789")


def test_the_saved_table_has_every_score_in_full(shown) -> None:
    view = shown(ScoresView, evaluated_bench("breast-cancer", 1, "sigmoid"))
    words, lines = view.table()
    assert words == ("of", "score", "network", "baseline")
    said = view.live.evaluated.predictions
    found = {(line[0], line[1]): line[2] for line in lines}
    assert found["all", "F1 of yes"] == pytest.approx(f1_score(said.true, said.said), abs=1e-12)
    assert found["malignant", "F1"] == found["all", "F1 of yes"]
