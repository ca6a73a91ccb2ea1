"""The view of the same logits follows example, head and training, and costs nothing while hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from tests.views.understanding.heads.bench import still_bench
from workbench.core.heads import ACTIVATIONS
from workbench.core.projects.head_edits import with_head
from workbench.views.understanding.heads.same_logits_view import SameLogitsView
from workbench.views.understanding.views import Bench

LOGITS = [float(place) for place in range(-5, 5)]


@pytest.fixture
def bench() -> Bench:
    return still_bench("digits")


@pytest.fixture
def view(bench: Bench, qtbot: Any) -> SameLogitsView:
    made = SameLogitsView(bench)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def test_it_says_what_to_do_while_nothing_is_trained(view: SameLogitsView) -> None:
    assert view.bars.shown is None
    assert view.accessibleDescription() == "Train the network to see what both heads make of its logits."


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_both_heads_are_shown_whichever_is_in_use(
    view: SameLogitsView, bench: Bench, activation: str
) -> None:
    document = bench.document
    document.put(with_head(document.project, activation, document.label_kind))
    bench.trainer.has(document.project, LOGITS)  # type: ignore[attr-defined]
    assert view.bars.shown is not None
    np.testing.assert_allclose(view.bars.shown.softmax.sum(), 1)
    np.testing.assert_allclose(view.bars.shown.sigmoid, 1 / (1 + np.exp(-np.array(LOGITS))))
    assert view.which.text().startswith("Validation example 1, true: ")


def test_the_truth_follows_the_example(view: SameLogitsView, bench: Bench) -> None:
    true = []
    for row in range(5):
        bench.trainer.has(bench.document.project, LOGITS, row)  # type: ignore[attr-defined]
        true.append(int(view.example.true.argmax()))
    from workbench.data.split import split

    dataset, project = bench.document.dataset, bench.document.project
    rows = split(dataset, project.data.shares, project.seed).validation_rows[:5]
    assert true == dataset.labels[rows].tolist()


def test_reset_and_other_data_bring_the_words_back(view: SameLogitsView, bench: Bench) -> None:
    bench.trainer.has(bench.document.project, LOGITS)  # type: ignore[attr-defined]
    assert view.bars.shown is not None
    bench.trainer.forget()  # type: ignore[attr-defined]
    assert view.bars.shown is None


def test_nothing_is_done_while_hidden(view: SameLogitsView, bench: Bench) -> None:
    view.hide()
    bench.trainer.has(bench.document.project, LOGITS)  # type: ignore[attr-defined]
    assert view.bars.shown is None
    view.show()
    assert view.bars.shown is not None


def test_the_pointer_reads_the_arithmetic_of_a_row(view: SameLogitsView, bench: Bench) -> None:
    bench.trainer.has(bench.document.project, LOGITS)  # type: ignore[attr-defined]
    middle = view.bars.row_height * 3 + view.bars.row_height // 2
    words = [view.bars.words_at(QPoint(100, y)) for y in (0, middle)]
    assert "1 ÷ (1 + e⁻ᶻ)" in words[0] and "softmax: e^" in words[1] and "sigmoid: 1 ÷" in words[1]


def test_yes_or_no_data_has_two_rows(qtbot: Any) -> None:
    bench = still_bench("moons", size=100)
    view = SameLogitsView(bench)
    qtbot.addWidget(view)
    view.show()
    bench.trainer.has(bench.document.project, [1.5])  # type: ignore[attr-defined]
    assert view.bars.shown is not None and len(view.bars.shown.names) == 2
    assert "difference" in view.difference.text()


def test_it_is_saved_as_picture_drawing_and_table(view: SameLogitsView, bench: Bench, tmp_path: Path) -> None:
    bench.trainer.has(bench.document.project, LOGITS)  # type: ignore[attr-defined]
    for suffix in ("png", "svg", "csv"):
        view.save_button.save(tmp_path / f"logits.{suffix}")
    assert QImage(str(tmp_path / "logits.png")).width() == 2 * view.width()
    assert "<svg" in (tmp_path / "logits.svg").read_text()
    lines = (tmp_path / "logits.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "class,logit,logit of sigmoid,softmax,sigmoid" and len(lines) == 11
