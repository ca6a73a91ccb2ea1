"""The views of scores in the real window: closed, opened, trained under, hidden, and after a reset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QAction

from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.qt.trainer import State

NAMES = ("confusion", "scores", "rankingCurves", "thresholds", "calibration", "mistakes")


def view_in(workbench: Any, name: str) -> Any:
    return workbench.window.docks[f"{name}Dock"].widget().view


def open_dock(workbench: Any, qtbot: Any, name: str) -> Any:
    """Opens a dock by its entry in the View menu, and waits for its view."""
    dock = workbench.window.docks[f"{name}Dock"]
    assert view_in(workbench, name) is None, "a view that nobody has seen costs nothing"
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: view_in(workbench, name) is not None)
    return view_in(workbench, name)


@pytest.fixture
def trained(workbench: Any, qtbot: Any) -> Any:
    combo = workbench.window.data.findChild(object, "datasetCombo")
    combo.setCurrentIndex(combo.findData("digit-traits"))
    workbench.window.findChild(object, "epochsSpin").setValue(100_000)
    workbench.window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 2, timeout=60_000)
    yield workbench
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


def test_each_view_follows_a_training_while_it_is_seen(trained: Any, qtbot: Any) -> None:
    for name in NAMES:
        view = open_dock(trained, qtbot, name)
        qtbot.waitUntil(lambda view=view: view.live.evaluated is not None, timeout=30_000)
        first = view.live.evaluated
        qtbot.waitUntil(lambda view=view, first=first: view.live.evaluated is not first, timeout=30_000)
        assert view.summary.text() and view.summary.isVisible()
        trained.window.docks[f"{name}Dock"].close()
        hidden = view.live.evaluated
        epoch = trained.trainer.glimpse.epoch
        qtbot.waitUntil(lambda epoch=epoch: trained.trainer.glimpse.epoch > epoch + 2, timeout=30_000)
        assert view.live.evaluated is hidden, "nothing is worked out for a view that is hidden"


def test_thresholds_that_are_moved_decide_in_other_views_too(trained: Any, qtbot: Any) -> None:
    thresholds = open_dock(trained, qtbot, "thresholds")
    qtbot.waitUntil(lambda: thresholds.live.evaluated is not None, timeout=30_000)
    thresholds.labels.sliders[0].setValue(85)
    assert trained.document.project.head.threshold == 0.85
    assert trained.trainer.state is State.RUNNING
    qtbot.waitUntil(lambda: trained.trainer.glimpse.trained.head.threshold == 0.85, timeout=30_000)
    bars = trained.window.predictions.bars.bars
    qtbot.waitUntil(lambda: bool((bars.answer.threshold == 0.85).all()), timeout=30_000)


def test_after_a_reset_and_with_other_data_they_say_what_to_do(trained: Any, qtbot: Any) -> None:
    view = open_dock(trained, qtbot, "confusion")
    qtbot.waitUntil(lambda: view.live.evaluated is not None, timeout=30_000)
    document = trained.document
    document.edit("another seed", msgspec.structs.replace(document.project, seed=7))
    assert view.empty.isVisible()
    document.undo_stack.undo()
    assert view.matrix.isVisible()
    trained.window.actions_by_name["resetAction"].trigger()
    qtbot.waitUntil(lambda: view.empty.isVisible(), timeout=30_000)


def test_a_mistake_that_is_clicked_is_shown_in_predictions(trained: Any, qtbot: Any) -> None:
    window = trained.window
    trained.trainer.pause()
    qtbot.waitUntil(lambda: trained.trainer.state is State.PAUSED, timeout=30_000)
    mistakes = open_dock(trained, qtbot, "mistakes")
    qtbot.waitUntil(lambda: mistakes.pane.model.rowCount() > 0, timeout=30_000)
    window.docks["paintDock"].raise_()
    mistakes.pane.listing.clicked.emit(mistakes.pane.model.index(0))
    place = mistakes.pane.model.listed[0].place
    assert window.predictions.index == place, "all validation examples are looked at here, in their order"
    qtbot.waitUntil(lambda: not window.predictions.visibleRegion().isEmpty())
    mistakes.part.setCurrentIndex(1)
    qtbot.waitUntil(lambda: mistakes.live.evaluated.asked.part == "training", timeout=30_000)
    qtbot.waitUntil(lambda: mistakes.pane.model.rowCount() > 0)
    mistakes.pane.listing.clicked.emit(mistakes.pane.model.index(0))
    assert window.predictions.index == place and "is not of it" in window.message.text()


def test_a_test_part_is_scored_as_the_engine_scores_it(workbench: Any, qtbot: Any) -> None:
    combo = workbench.window.data.findChild(object, "datasetCombo")
    combo.setCurrentIndex(combo.findData("iris"))
    workbench.window.findChild(object, "testFractionSpin").setValue(0.2)
    workbench.trainer.epoch(workbench.document.project)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.PAUSED, timeout=60_000)
    view = open_dock(workbench, qtbot, "scores")
    view.part.setCurrentIndex(view.part.findData("test"))
    qtbot.waitUntil(lambda: view.live.evaluated is not None and view.live.evaluated.asked.part == "test")
    assert "30 test examples" in view.summary.text()
    promise = workbench.trainer.ask(lambda session: session.evaluate("test"))
    told = promise.result(60)
    shown = {score.row.name: score.value for score in view.live.evaluated.scores}
    assert shown["categorical_accuracy"] == pytest.approx(told["sparse_categorical_accuracy"])
    assert shown["macro_f1"] == pytest.approx(told["macro_f1"])


def test_a_project_that_is_opened_is_seen_in_place_of_the_one_before(
    workbench: Any, qtbot: Any, tmp_path: Path
) -> None:
    trainer, files = workbench.trainer, workbench.window.files
    for name in ("iris", "wine"):
        workbench.document.start(checked(Project(DataChoice(name), parse_layers("4"))))
        workbench.window.findChild(QAction, "stepAction").trigger()
        qtbot.waitUntil(lambda: len(trainer.history) == 1, timeout=60_000)
        assert files.save_path(tmp_path / f"{name}.workbench")
        trainer.stop()
        qtbot.waitUntil(lambda: trainer.state is State.IDLE, timeout=30_000)
        if name == "iris":
            trainer.restore(None)
    scores = open_dock(workbench, qtbot, "scores")
    qtbot.waitUntil(lambda: scores.live.evaluated is not None, timeout=30_000)
    assert scores.live.evaluated.asked.dataset.name == "wine"
    seen = trainer.glimpse.weights
    workbench.document.runs.unsaved = False
    files.open_path(tmp_path / "iris.workbench")
    shown = scores.live
    qtbot.waitUntil(
        lambda: shown.evaluated is not None and shown.evaluated.asked.dataset.name == "iris", timeout=30_000
    )
    assert trainer.glimpse.weights > seen, "a number that was seen before would stand for other weights"
