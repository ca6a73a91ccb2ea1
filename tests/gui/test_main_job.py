"""The main job in the real window, by the names of its controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QSpinBox, QTableView, QWidget

from workbench.app import Workbench
from workbench.core.project_members.saved_run import SavedRun
from workbench.qt.trainer import State


def find(bench: Workbench, kind: type, name: str):
    found = bench.window.findChild(kind, name)
    assert found is not None, name
    return found


def trigger(bench: Workbench, name: str) -> None:
    find(bench, QAction, name).trigger()


def weights(run: SavedRun | None) -> dict[str, np.ndarray]:
    assert run is not None
    return {key: value for key, value in run.state.items() if key.startswith("weight")}


def train_epochs(bench: Workbench, qtbot, epochs: int) -> None:
    find(bench, QSpinBox, "epochsSpin").setValue(epochs)
    wanted = bench.trainer.glimpse.epoch + epochs
    trigger(bench, "trainAction")
    qtbot.waitUntil(
        lambda: bench.trainer.glimpse.epoch >= wanted and bench.trainer.state is State.IDLE, timeout=60_000
    )


def pick(bench: Workbench, combo_name: str, data: str) -> None:
    combo = find(bench, QComboBox, combo_name)
    combo.setCurrentIndex(combo.findData(data))


def test_assemble_train_toggle_and_undo(workbench: Workbench, qtbot) -> None:
    pick(workbench, "datasetCombo", "digits")
    rows = find(workbench, QTableView, "layerTable").model().rowCount()
    qtbot.mouseClick(find(workbench, QAbstractButton, "addLayerButton"), Qt.MouseButton.LeftButton)
    assert find(workbench, QTableView, "layerTable").model().rowCount() == rows + 1
    train_epochs(workbench, qtbot, 5)
    before = weights(workbench.trainer.saved_run())
    sum_label = find(workbench, QLabel, "probabilitySum")
    qtbot.waitUntil(lambda: "sums to 1.00" in sum_label.text(), timeout=2_000)

    find(workbench, QAbstractButton, "headSigmoid").click()
    assert workbench.document.project.head.loss == "binary_crossentropy"
    assert workbench.document.head.metrics[0] == "categorical_accuracy"
    assert find(workbench, QComboBox, "lossCombo").currentData() == "binary_crossentropy"
    qtbot.waitUntil(lambda: "need not sum to 1" in sum_label.text(), timeout=2_000)
    after = weights(workbench.trainer.saved_run())
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[key], after[key]) for key in before)

    trigger(workbench, "undoAction")
    assert workbench.document.project.head.activation == "softmax"
    assert workbench.document.project.head.loss == "sparse_categorical_crossentropy"
    assert find(workbench, QComboBox, "metricCombo").currentData() == "sparse_categorical_accuracy"
    qtbot.waitUntil(lambda: "sums to 1.00" in sum_label.text(), timeout=2_000)


def test_toggle_while_training(workbench: Workbench, qtbot) -> None:
    find(workbench, QSpinBox, "epochsSpin").setValue(100_000)
    trigger(workbench, "trainAction")
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= 2, timeout=60_000)
    assert find(workbench, QLabel, "statusMessage").text() == "", "nobody is told to press Train any more"
    trigger(workbench, "pauseAction")
    assert workbench.trainer.state is State.PAUSED
    before = weights(workbench.trainer.saved_run())
    find(workbench, QAbstractButton, "headSigmoid").click()
    after = weights(workbench.trainer.saved_run())
    assert all(np.array_equal(before[key], after[key]) for key in before)
    assert len(workbench.trainer.history.chances) == 2
    trigger(workbench, "trainAction")
    epoch = workbench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epoch + 2, timeout=60_000)
    assert "categorical_accuracy" in workbench.trainer.history.epochs[-1]
    trigger(workbench, "stopAction")
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=10_000)


def test_step_and_epoch_pause(workbench: Workbench, qtbot) -> None:
    trigger(workbench, "stepAction")
    qtbot.waitUntil(lambda: workbench.trainer.state is State.PAUSED, timeout=30_000)
    assert len(workbench.trainer.history) == 1
    qtbot.waitUntil(find(workbench, QAction, "epochAction").isEnabled, timeout=2_000)
    trigger(workbench, "epochAction")
    qtbot.waitUntil(
        lambda: workbench.trainer.glimpse.epoch == 1 and workbench.trainer.state is State.PAUSED,
        timeout=30_000,
    )
    trigger(workbench, "resetAction")
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.trained is None, timeout=10_000)


def test_softmax_on_many_labels_is_refused_with_its_reason(workbench: Workbench) -> None:
    pick(workbench, "datasetCombo", "digit-traits")
    assert workbench.document.project.head.activation == "sigmoid"
    project = workbench.document.project
    find(workbench, QAbstractButton, "headSoftmax").click()
    assert workbench.document.project == project
    assert "several labels" in find(workbench, QLabel, "statusMessage").text()


def test_a_saved_project_opens_with_curves_and_the_same_predictions(
    workbench: Workbench, qtbot, tmp_path: Path
) -> None:
    train_epochs(workbench, qtbot, 3)
    path = tmp_path / "first.workbench"
    assert workbench.window.files.save_path(path)
    assert not workbench.window.files.modified
    logits, losses = workbench.trainer.logits.copy(), workbench.trainer.history.loss.copy()
    workbench.window.files.new()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.trained is None, timeout=10_000)
    workbench.window.files.open_path(path)
    qtbot.waitUntil(lambda: workbench.trainer.logits is not None, timeout=30_000)
    np.testing.assert_array_equal(workbench.trainer.logits, logits)
    np.testing.assert_array_equal(workbench.trainer.history.loss, losses)


def test_a_broken_file_is_refused_in_one_sentence(workbench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "broken.workbench"
    path.write_bytes(b"PK\x03\x04 cut short")
    before = workbench.document.project
    workbench.window.files.open_path(path)
    assert "broken.workbench" in find(workbench, QLabel, "statusMessage").text()
    assert workbench.document.project == before


def test_a_rate_of_a_million_stops_with_advice(workbench: Workbench, qtbot) -> None:
    find(workbench, QWidget, "learningRateSpin").setValue(1e6)
    trigger(workbench, "trainAction")
    message: Callable[[], str] = find(workbench, QLabel, "statusMessage").text
    qtbot.waitUntil(lambda: "last good weights" in message(), timeout=60_000)
    assert all(np.isfinite(value).all() for value in weights(workbench.trainer.saved_run()).values())


def test_closing_while_tensorflow_loads_or_a_run_goes_ends_the_thread(qapp, qtbot) -> None:
    bench = Workbench([])
    trigger(bench, "trainAction")
    qtbot.wait(50)
    bench.close()
    assert bench.trainer.state in (State.COLD, State.IDLE, State.STOPPING)
