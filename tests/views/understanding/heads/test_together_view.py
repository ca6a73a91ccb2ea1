"""Both heads are trained from the view, followed while it is seen, and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QImage

from tests.views.understanding.heads.bench import still_bench
from workbench.core.heads import ACTIVATIONS
from workbench.core.project import DataChoice
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.layer_text import parse_layers
from workbench.data.load import load
from workbench.views.understanding.heads.together_view import EDITED, WAITING, TogetherView

EPOCHS = 3


def opened(qtbot: Any, data: str, epochs: int = EPOCHS) -> TogetherView:
    bench = still_bench(data)
    project = bench.document.project
    training = msgspec.structs.replace(project.training, epochs=epochs, batch_size=32, pace="full")
    layers = parse_layers("4:relu")
    bench.document.put(msgspec.structs.replace(project, layers=layers, training=training))
    view = TogetherView(bench)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    return view


def train(qtbot: Any, view: TogetherView) -> None:
    view.begin.click()
    assert not view.begin.isEnabled() and view.end.isEnabled()
    qtbot.waitUntil(lambda: not view.training.is_running, timeout=30_000)


@pytest.fixture
def view(qtbot: Any) -> TogetherView:
    return opened(qtbot, "iris")


def cells(view: TogetherView) -> dict[str, list[str]]:
    model = view.scores
    texts = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    return {title: rest for title, *rest in texts}


def test_both_heads_are_trained_compared_and_saved(qtbot: Any, view: TogetherView, tmp_path: Path) -> None:
    assert view.status.text() == WAITING
    train(qtbot, view)
    heads = view.training.heads
    assert {name: head.epoch for name, head in heads.items()} == dict.fromkeys(ACTIVATIONS, EPOCHS)
    assert view.status.text() == "Epoch 3 of 3. Both heads are trained."
    found = cells(view)
    last = heads["sigmoid"].history.epochs[-1]
    assert found["validation loss"][2] == f"{last['val_loss']:.3f}"
    assert found["validation loss ÷ chance"][2] == f"{last['val_loss'] / heads['sigmoid'].chance:.3f}"
    assert len(view.plot.points["softmax each step"]) == len(heads["softmax"].history)
    view.plot.share.setChecked(True)
    assert view.plot.points["sigmoid chance"].values.tolist() == [1.0, 1.0]
    view.tabs.setCurrentWidget(view.bars)
    assert all(bars.bars.answer is not None for bars in view.bars.bars.values())
    view.tabs.setCurrentWidget(view.maps)
    qtbot.waitUntil(lambda: set(view.maps.maps) == set(ACTIVATIONS))
    assert view.maps.maps["softmax"].competes and not view.maps.maps["sigmoid"].competes
    assert "overlap" in view.maps.sentences["sigmoid"].text()
    view.save_button.save(tmp_path / "scores.csv")
    saved = (tmp_path / "scores.csv").read_text("utf-8-sig")
    assert saved.startswith("score,softmax,softmax guessing,sigmoid,") and "None" not in saved
    view.save_button.save(tmp_path / "both.png")
    assert QImage(str(tmp_path / "both.png")).width() == 2 * view.width()

    project = view._document.project
    training = msgspec.structs.replace(project.training, learning_rate=0.5)
    view._document.put(msgspec.structs.replace(project, training=training))
    assert EDITED in view.status.text()
    choice = DataChoice("wine")
    view._document.put(with_data(project, choice, load(choice).label_kind))
    assert view.status.text() == WAITING and not view.training.heads and not cells(view)


def test_while_hidden_training_goes_on_and_nothing_is_drawn(qtbot: Any, view: TogetherView) -> None:
    view.begin.click()
    view.hide()
    qtbot.waitUntil(lambda: not view.training.is_running, timeout=30_000)
    assert not cells(view) and not len(view.plot.points["softmax"])
    view.show()
    assert cells(view) and len(view.plot.points["softmax"]) == EPOCHS


def test_a_stopped_run_stays_to_be_looked_at(qtbot: Any) -> None:
    view = opened(qtbot, "iris", epochs=100_000)
    view.begin.click()
    qtbot.waitUntil(lambda: bool(view.training.heads), timeout=30_000)
    view.end.click()
    assert "Stopped." in view.status.text() and view.begin.isEnabled()


def test_softmax_on_several_labels_asks_to_be_broken_on_purpose(qtbot: Any) -> None:
    view = opened(qtbot, "digit-traits")
    assert not view.begin.isEnabled() and view.status.text().startswith("Softmax does not fit")
    view.on_purpose.setChecked(True)
    assert view.begin.isEnabled() and view.status.text() == WAITING
