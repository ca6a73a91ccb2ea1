"""What the network says of many rows: predicted beside a training, sorted, narrowed down, saved."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QTableView

from workbench.app import Workbench
from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
from workbench.data.load import load
from workbench.qt.trainer import State
from workbench.views.predicting import predict_window
from workbench.views.predicting.predict_window import PredictWindow


def train_a_little(workbench: Workbench, qtbot: Any, name: str = "iris", test_fraction: float = 0.0) -> None:
    data = DataChoice(name, test_fraction=test_fraction)
    project = with_data(workbench.document.project, data, load(data).label_kind)
    workbench.document.edit("Use other data", project)
    workbench.trainer.epoch(project)
    qtbot.waitUntil(lambda: workbench.trainer.state is State.PAUSED, timeout=60_000)
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.trained is not None)


def open_window(workbench: Workbench, qtbot: Any) -> PredictWindow:
    workbench.window.actions_by_name["predictAction"].trigger()
    window = workbench.window.findChild(PredictWindow)
    wait(window, qtbot)
    return window


def wait(window: PredictWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not window.predicting.is_busy, timeout=60_000)


def errors(window: PredictWindow) -> list[float]:
    return [float(window.model.index(row, 2).data()) for row in range(window.model.rowCount())]


def test_without_a_trained_network_it_says_so(workbench: Workbench) -> None:
    workbench.window.actions_by_name["predictAction"].trigger()
    assert "press Train first" in workbench.window.message.text()
    assert workbench.window.findChild(PredictWindow) is None


def test_the_test_part_is_predicted_where_there_is_one(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot, test_fraction=0.1)
    window = open_window(workbench, qtbot)
    predict_test_part(window, qtbot)
    assert window.model.rowCount() == 15
    assert "Test part of Iris flowers" in window.findChild(QLabel, "predictSummary").text()
    window.close()


def test_without_a_test_part_that_is_said(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    predict_test_part(window, qtbot)
    notice = window.findChild(QLabel, "predictNotice")
    qtbot.waitUntil(lambda: "trained without a test part" in notice.text())
    window.close()


def predict_test_part(window: PredictWindow, qtbot: Any) -> None:
    rows = window.findChild(QComboBox, "predictRowsCombo")
    rows.setCurrentIndex(rows.findData("test"))
    window.predict()
    wait(window, qtbot)


def test_the_validation_part_is_predicted_with_the_worst_rows_first(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    assert window.model.rowCount() == 30
    assert errors(window) == sorted(errors(window), reverse=True)
    summary = window.findChild(QLabel, "predictSummary").text()
    assert "Validation part of Iris flowers" in summary and "30 rows" in summary
    window.close()


def test_another_order_stays_when_other_rows_are_predicted(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    window.findChild(QTableView, "predictionsTable").sortByColumn(2, Qt.SortOrder.AscendingOrder)
    combo = window.findChild(QComboBox, "predictRowsCombo")
    combo.setCurrentIndex(combo.findData("training"))
    combo.activated.emit(combo.currentIndex())
    wait(window, qtbot)
    assert window.model.rowCount() == 120 and errors(window) == sorted(errors(window))
    window.close()


def test_only_the_wrong_rows_can_be_shown(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    wrong = int(window.model.predictions.wrong.sum())
    window.findChild(QCheckBox, "onlyWrongCheck").click()
    assert window.model.rowCount() == wrong
    assert all("✗" in window.model.index(row, 0).data() for row in range(wrong))
    window.close()


def test_a_training_goes_on_meanwhile(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot)
    workbench.trainer.train(workbench.document.project)
    before = len(workbench.trainer.history)
    window = open_window(workbench, qtbot)
    first = window.model.predictions.probabilities.copy()
    qtbot.waitUntil(lambda: len(workbench.trainer.history) > before + 20, timeout=60_000)
    window.findChild(QPushButton, "predictAgainButton").click()
    wait(window, qtbot)
    assert not np.array_equal(window.model.predictions.probabilities, first)
    workbench.trainer.stop()
    window.close()


def test_what_is_saved_is_what_is_shown(
    workbench: Workbench, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    path = tmp_path / "said.csv"
    monkeypatch.setattr(predict_window, "ask_where", lambda *_: path)
    window.findChild(QPushButton, "predictSaveButton").click()
    wait(window, qtbot)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    predictions = window.model.predictions
    assert [row["predicted"] for row in rows] == [predictions.answer(row) for row in range(30)]
    said = np.array([row["probability of setosa"] for row in rows], np.float32)
    np.testing.assert_array_equal(said, predictions.probabilities[:, 0])
    window.close()


def test_the_bars_can_be_painted(workbench: Workbench, qtbot: Any) -> None:
    train_a_little(workbench, qtbot, "digit-traits")
    window = open_window(workbench, qtbot)
    table = window.findChild(QTableView, "predictionsTable")
    cell = table.visualRect(window.model.index(0, 3))
    image = table.viewport().grab(cell).toImage()
    colors = {image.pixelColor(x, image.height() - 8).name() for x in range(image.width())}
    assert "#0072b2" in colors
    window.close()


def test_the_rows_of_a_file_are_predicted_by_the_names_of_its_columns(
    workbench: Workbench, qtbot: Any, tmp_path: Path
) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    file = tmp_path / "new.csv"
    names = "remark,petal width (cm),petal length (cm),sepal width (cm),sepal length (cm)"
    file.write_text(f"{names}\nfound,0.2,1.4,3.5,5.1\nlost,2,5,3,6\n", encoding="utf-8")
    window.predict_file(file)
    wait(window, qtbot)
    titles = [
        window.model.headerData(i, Qt.Orientation.Horizontal) for i in range(window.model.columnCount())
    ]
    assert titles[:5] == ["Answer", "setosa", "versicolor", "virginica", "remark"]
    assert [window.model.index(row, 4).data() for row in range(2)] == ["found", "lost"]
    assert not window.findChild(QCheckBox, "onlyWrongCheck").isEnabled()
    window.close()


def test_a_file_that_does_not_fit_is_refused_and_the_table_stays(
    workbench: Workbench, qtbot: Any, tmp_path: Path
) -> None:
    train_a_little(workbench, qtbot)
    window = open_window(workbench, qtbot)
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    window.predict_file(file)
    wait(window, qtbot)
    assert "has no column" in window.findChild(QLabel, "predictNotice").text()
    assert window.model.rowCount() == 30
    window.close()
