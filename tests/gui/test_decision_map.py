"""The decision map in the real window: live, under both heads, and following whatever changes beside it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QDockWidget
from script_cases import own_table

from workbench.core.examples import EXAMPLES
from workbench.core.painted_data import PaintedData
from workbench.core.project import DataChoice, Project
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head
from workbench.data.built_in import load
from workbench.qt.trainer import State

DISCS = next(example for example in EXAMPLES if example.title == "Overlapping discs").project


def show_map(workbench: Any, qtbot: Any) -> Any:
    dock = workbench.window.docks["decisionMapDock"]
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: dock.widget().view is not None)
    return dock.widget().view


def train(workbench: Any, qtbot: Any, epochs: int) -> None:
    workbench.window.findChild(QAction, "trainAction").trigger()
    goal = workbench.trainer.glimpse.epoch + epochs
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= goal, timeout=60_000)


def stop(workbench: Any, qtbot: Any) -> None:
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


def test_it_catches_up_with_a_training_that_ended_while_it_was_behind_another_tab(
    workbench: Any, qtbot: Any
) -> None:
    workbench.document.start(DISCS)
    view = show_map(workbench, qtbot)
    workbench.window.docks["metricDock"].raise_()
    qtbot.waitUntil(lambda: not view.isVisible())
    train(workbench, qtbot, 2)
    stop(workbench, qtbot)
    assert view.live.map is None
    workbench.window.docks["decisionMapDock"].raise_()
    qtbot.waitUntil(lambda: view.live.map is not None, timeout=10_000)


def test_it_is_live_and_costs_nothing_while_hidden(workbench: Any, qtbot: Any, tmp_path: Path) -> None:
    workbench.document.start(DISCS)
    view = show_map(workbench, qtbot)
    qtbot.waitUntil(lambda: "Train the network" in view.canvas.empty_text)
    assert view.live.map is None
    maps: list[Any] = []
    view.live.map_changed.connect(lambda: maps.append(view.live.map))
    train(workbench, qtbot, 20)
    qtbot.waitUntil(lambda: len(maps) > 3, timeout=10_000)
    dock: QDockWidget = workbench.window.docks["decisionMapDock"]
    dock.close()
    seen = len(maps)
    train(workbench, qtbot, 10)
    assert len(maps) == seen
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: len(maps) > seen, timeout=10_000)
    stop(workbench, qtbot)
    settled(workbench, qtbot, view)
    assert "nobody" in view.sentence.text() and view.live.map.nobody > 0.05
    save_every_kind(view, tmp_path)
    workbench.trainer.reset()
    qtbot.waitUntil(lambda: view.live.map is None, timeout=10_000)


def settled(workbench: Any, qtbot: Any, view: Any) -> None:
    """Waits until the map is that of the weights as they are, and checks it against what the engine says there."""
    live = view.live

    def is_current() -> bool:
        places = live.plane.grid(live.side)[::501]
        said = workbench.trainer.ask(lambda session: session.logits_of(places)).result(30)
        return live._answer is not None and np.allclose(live._answer.logits[::501], said, atol=1e-4)

    qtbot.waitUntil(is_current, timeout=10_000)


def save_every_kind(view: Any, folder: Path) -> None:
    for suffix in ("png", "svg", "csv"):
        view.save(folder / f"map.{suffix}")
    assert QImage(str(folder / "map.png")).width() > view.canvas.width()
    assert "<svg" in (folder / "map.svg").read_text()
    with (folder / "map.csv").open() as file:
        header, *rows = csv.reader(file)
    assert header[:2] == ["x", "y"] and len(header) == 5
    assert len(rows) == view.live.map.owners.size
    np.testing.assert_allclose(np.array(rows[0][2:], float), view.live.map.probabilities[0, 0])


def test_it_follows_head_plane_pointer_and_data(workbench: Any, qtbot: Any) -> None:
    document, choice = workbench.document, DataChoice("iris")
    kind = load("iris", {}).label_kind
    document.start(with_data(document.project, choice, kind))
    view = show_map(workbench, qtbot)
    train(workbench, qtbot, 10)
    stop(workbench, qtbot)
    settled(workbench, qtbot, view)
    assert view.live.map.nobody == view.live.map.shared == 0
    answer = view.live._answer
    document.edit("Use sigmoid head", with_head(document.project, "sigmoid", kind))
    # At once, with the same logits.
    assert view.live._answer is answer and not view.live.map.competes
    view.controls.upwards.setCurrentIndex(3)
    settled(workbench, qtbot, view)
    assert view.live.plane.plane.titles[1] == document.dataset.input_names[3]
    view.controls.shown.setCurrentIndex(2)
    assert document.dataset.class_names[1] in view.sentence.text()
    view.canvas.pointed.emit((view.live.plane.spans[0][0], view.live.plane.spans[1][1]))
    said = view.live.map.probabilities[0, 0]
    assert [row.value for row in view.legend.rows] == [f"{value:.3f}" for value in said]
    document.undo_stack.undo()
    assert view.live.map.competes
    document.edit("Other data", with_data(document.project, DataChoice("wine"), load("wine", {}).label_kind))
    assert view.live.map is None and "component 1" in view.live.plane.plane.titles[0]


def test_it_shows_painted_points_and_data_with_missing_values(
    workbench: Any, qtbot: Any, tmp_path: Path
) -> None:
    view = show_map(workbench, qtbot)
    painted = PaintedData(("A", "B"), points=((-0.5, 0.0), (0.5, 0.0)) * 4, labels=(0, 1) * 4)
    project = with_data(Project(), DataChoice("painted", painted=painted), painted.label_kind)
    workbench.document.start(project)
    train_and_settle(workbench, qtbot, view)
    plane = view.live.plane
    assert plane.spans == ((-1, 1), (-1, 1))
    more = replace(painted, points=(*painted.points, (0.9, 0.9)), labels=(*painted.labels, 1))
    workbench.document.edit("Paint", with_data(project, DataChoice("painted", painted=more), more.label_kind))
    # The same places, with one example more over them; the map stays.
    assert len(view.live.plane.points.inputs) == 9 and view.live.plane.is_like(plane)
    assert view.live.map is not None
    workbench.trainer.reset()
    qtbot.waitUntil(lambda: view.live.map is None, timeout=10_000)
    workbench.document.start(own_table(tmp_path))
    train_and_settle(workbench, qtbot, view)
    assert np.isfinite(view.live.map.probabilities).all()
    assert np.isnan(workbench.document.dataset.inputs).any()


def test_it_shows_an_opened_model_as_it_comes(workbench: Any, qtbot: Any, tmp_path: Path) -> None:
    view = show_map(workbench, qtbot)
    workbench.window.open_path(keras_file(tmp_path))
    qtbot.waitUntil(lambda: view.live.map is not None, timeout=60_000)
    settled(workbench, qtbot, view)
    assert len(view.live.map.names) == 10
    assert not workbench.window.live_neurons.columns


def train_and_settle(workbench: Any, qtbot: Any, view: Any) -> None:
    train(workbench, qtbot, 2)
    stop(workbench, qtbot)
    settled(workbench, qtbot, view)


def keras_file(folder: Path) -> Path:
    """Writes a model that fits the digits."""
    import keras

    path = folder / "model.keras"
    keras.Sequential(
        [keras.Input((64,)), keras.layers.Dense(6, "relu"), keras.layers.Dense(10, "softmax")]
    ).save(path)
    return path


def test_a_click_on_an_example_shows_it_in_predictions(workbench: Any, qtbot: Any) -> None:
    workbench.document.start(DISCS)
    view = show_map(workbench, qtbot)
    qtbot.waitUntil(lambda: view.live.plane is not None)
    points, canvas = view.live.plane.points, view.canvas
    workbench.window.docks["paintDock"].raise_()
    canvas.chosen.emit(len(points.training) + 7)
    assert workbench.window.predictions.index == 7
    qtbot.waitUntil(lambda: not workbench.window.predictions.visibleRegion().isEmpty())
    canvas.chosen.emit(3)
    assert workbench.window.predictions.index == 7
    assert f"row {points.training[3] + 1:,} of the data is not of it" in workbench.window.message.text()
