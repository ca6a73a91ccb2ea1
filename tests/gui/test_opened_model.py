"""Anyone's Keras model in the real window: opened, toggled, trained, taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QAbstractButton, QInputDialog, QLabel, QTableView
from pytestqt.qtbot import QtBot

from workbench.app import Workbench
from workbench.qt.trainer import State
from workbench.views.window.dropped_file import dropped_file


def network(inputs: Any, hidden: Any, units: int, activation: str) -> Any:
    import keras

    return keras.Model(inputs, keras.layers.Dense(units, activation, name="answer")(hidden))


def convolutional() -> Any:
    import keras

    inputs = keras.Input((8, 8, 1))
    hidden = keras.layers.Flatten()(
        keras.layers.Conv2D(4, 3, activation="relu")(keras.layers.Rescaling(1 / 16)(inputs))
    )
    return network(inputs, hidden, 10, "softmax")


def stack(inputs: int = 64, units: int = 10) -> Any:
    import keras

    layers = [keras.layers.Dense(6, "relu"), keras.layers.Dense(units, "softmax" if units > 1 else "sigmoid")]
    return keras.Sequential([keras.Input((inputs,)), *layers])


def with_two_outputs() -> Any:
    import keras

    inputs = keras.Input((64,))
    hidden = keras.layers.ReLU()(inputs)
    outputs = [
        keras.layers.Dense(1, name="age")(hidden),
        keras.layers.Dense(10, "softmax", name="kind")(hidden),
    ]
    return keras.Model(inputs, outputs)


Open = Callable[[Any], None]


@pytest.fixture
def opened(workbench: Workbench, qtbot: QtBot, tmp_path: Path) -> Open:
    def run(model: Any) -> None:
        model.save(tmp_path / "model.keras")
        workbench.window.open_path(tmp_path / "model.keras")
        qtbot.waitUntil(lambda: not workbench.window.models.is_busy, timeout=20_000)

    return run


def find(workbench: Workbench, name: str) -> Any:
    found = workbench.window.findChild(object, name)
    assert found is not None, name
    return found


def test_toggle_train_and_take_a_conv_net_away(workbench: Workbench, qtbot: QtBot, opened: Open) -> None:
    opened(convolutional())
    trainer = workbench.trainer
    qtbot.waitUntil(lambda: trainer.logits is not None, timeout=60_000)
    table: QTableView = find(workbench, "openedTable")
    assert table.isVisibleTo(workbench.window) and not find(workbench, "layerTable").isVisibleTo(
        workbench.window
    )
    assert [table.model().index(row, 1).data() for row in range(5)] == [
        "input",
        "Rescaling",
        "Conv2D",
        "Flatten",
        "Dense",
    ]
    before = trainer.logits
    assert before is not None
    find(workbench, "headSigmoid").click()
    np.testing.assert_array_equal(trainer.logits, before)
    assert workbench.document.project.head.loss == "binary_crossentropy"
    find(workbench, "trainTrunkCheck").click()
    imported = workbench.document.project.imported
    assert imported is not None and not imported.trainable
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: trainer.glimpse.epoch >= 2, timeout=60_000)
    trainer.stop()
    qtbot.waitUntil(lambda: trainer.state is State.IDLE, timeout=30_000)
    find(workbench, "leaveModelButton").click()
    assert workbench.document.project.imported is None
    workbench.document.undo_stack.undo()
    assert workbench.document.project.imported == imported


def test_a_dense_stack_becomes_layers_with_its_weights(
    workbench: Workbench, qtbot: QtBot, opened: Open
) -> None:
    model = stack()
    opened(model)
    assert [layer.kind for layer in workbench.document.project.layers] == ["Dense"]
    assert find(workbench, "layerTable").isVisibleTo(workbench.window)
    qtbot.waitUntil(lambda: workbench.trainer.logits is not None, timeout=60_000)
    saved = workbench.trainer.saved_run()
    assert saved is not None
    for index, array in enumerate(model.get_weights()):
        np.testing.assert_array_equal(saved.state[f"weight/{index:03d}"], array)
    workbench.document.undo_stack.undo()
    assert [layer.kind for layer in workbench.document.project.layers] == ["Dense", "Dropout"]


def test_a_model_for_other_data_says_so_and_can_be_saved_with_another_head(
    workbench: Workbench, qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    import keras

    opened(stack(inputs=30, units=1))
    notice: QLabel = find(workbench, "openedModelNotice")
    assert "takes 30 values an example, and the data has 64" in notice.text()
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: "takes 30 values" in workbench.window.message.text(), timeout=60_000)
    imported = workbench.document.project.imported
    assert imported is not None
    workbench.window.models.save_swapped_path(imported, "softmax", tmp_path / "out.keras")
    qtbot.waitUntil(lambda: not workbench.window.models.is_busy, timeout=60_000)
    assert "Saved with a softmax head. The one sigmoid unit" in workbench.window.message.text()
    assert keras.models.load_model(tmp_path / "out.keras").layers[-1].units == 2
    combo = find(workbench, "datasetCombo")
    combo.setCurrentIndex(combo.findData("breast-cancer"))
    button: QAbstractButton = find(workbench, "makeEditableButton")
    assert button.isVisibleTo(workbench.window)
    button.click()
    assert workbench.document.project.imported is None
    assert [layer.kind for layer in workbench.document.project.layers] == ["Dense"]


def test_of_two_outputs_the_chosen_one_is_opened(
    workbench: Workbench, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getItem", lambda *arguments: ("kind", True))
    opened(with_two_outputs())
    imported = workbench.document.project.imported
    assert imported is not None and imported.units_in_file == 10


def test_what_cannot_be_opened_leaves_the_bench_as_it_is(
    workbench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    before = workbench.document.project
    (tmp_path / "bad.keras").write_bytes(b"no zip at all")
    workbench.window.open_path(tmp_path / "bad.keras")
    qtbot.waitUntil(lambda: not workbench.window.models.is_busy, timeout=20_000)
    assert workbench.window.message.text().startswith("⚠ bad.keras: ")
    assert workbench.document.project == before


@pytest.mark.parametrize(("names", "taken"), [(["a.keras"], True), (["a.h5"], True), (["a.workbench"], True), (["a.txt"], True), ([], False), (["a.h5", "b.h5"], False)])  # fmt: skip
def test_one_file_may_be_dropped(names: list[str], taken: bool) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/tmp/{name}") for name in names])
    assert (dropped_file(data) is not None) is taken


def train(workbench: Workbench, qtbot: QtBot, epochs: int = 2) -> None:
    workbench.window.actions_by_name["trainAction"].trigger()
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epochs, timeout=60_000)
    workbench.trainer.stop()
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


def idle_with_logits(workbench: Workbench, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: workbench.trainer.logits is not None, timeout=60_000)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.IDLE, timeout=30_000)


def test_reset_brings_the_opened_weights_back(workbench: Workbench, qtbot: QtBot, opened: Open) -> None:
    opened(convolutional())
    idle_with_logits(workbench, qtbot)
    before = workbench.trainer.logits
    assert before is not None
    train(workbench, qtbot)
    assert not np.array_equal(workbench.trainer.logits, before)
    assert workbench.trainer.history.chances
    reset = workbench.window.actions_by_name["resetAction"]
    qtbot.waitUntil(reset.isEnabled, timeout=30_000)
    reset.trigger()
    qtbot.waitUntil(lambda: np.array_equal(workbench.trainer.logits, before), timeout=30_000)
    assert workbench.window.message.text() == "The weights of model.keras are back."


def test_an_undo_and_a_redo_bring_an_opened_stack_back(
    workbench: Workbench, qtbot: QtBot, opened: Open
) -> None:
    opened(stack())
    idle_with_logits(workbench, qtbot)
    before = workbench.trainer.logits
    workbench.document.undo_stack.undo()
    workbench.trainer.reset()
    qtbot.waitUntil(lambda: workbench.trainer.logits is None, timeout=30_000)
    workbench.document.undo_stack.redo()
    qtbot.waitUntil(lambda: workbench.trainer.logits is not None, timeout=30_000)
    np.testing.assert_array_equal(workbench.trainer.logits, before)


def test_fitting_to_other_data_keeps_what_was_learned_here(
    workbench: Workbench, qtbot: QtBot, opened: Open
) -> None:
    opened(convolutional())
    idle_with_logits(workbench, qtbot)
    file = workbench.document.project.imported
    train(workbench, qtbot)
    combo = find(workbench, "datasetCombo")
    combo.setCurrentIndex(combo.findData("digit-traits"))
    find(workbench, "fitToDataButton").click()
    fitted = workbench.document.project.imported
    assert file is not None and fitted is not None
    kernel, learned = file.weights.arrays[0], fitted.weights.arrays[0]
    assert kernel.shape == learned.shape and not np.array_equal(kernel, learned)
    assert (fitted.units_in_file, fitted.units_kept) == (10, 7)
