"""A person looks inside the network while it learns, in the real window."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel

from workbench.qt.trainer import State
from workbench.views.understanding.inside.inside_view import InsideView


def test_looking_inside_while_it_learns_while_hidden_and_after_a_reset(workbench, qtbot, tmp_path) -> None:
    dock, window = workbench.window.docks["insideDock"], workbench.window
    dock.setFloating(True)
    dock.resize(700, 400)
    dock.show()
    qtbot.waitUntil(lambda: dock.findChild(InsideView) is not None)
    view = dock.findChild(InsideView)
    assert view.first_weights.waiting.startswith("Train the network")
    window.findChild(object, "epochsSpin").setValue(100_000)
    window.findChild(QAction, "trainAction").trigger()
    qtbot.waitUntil(lambda: len(view.spread_map.history.steps) >= 4, timeout=60_000)
    assert workbench.trainer.state is State.RUNNING
    for tab, page in enumerate(view.pages):
        view.tabs.setCurrentIndex(tab)
        words, rows = page.table()
        assert len(rows) > 2
        assert {len(row) for row in rows} == {len(words)}
        for suffix in ("png", "svg", "csv"):
            view.save.save(tmp_path / f"inside{tab}.{suffix}")
            assert (tmp_path / f"inside{tab}.{suffix}").stat().st_size > 100
    corner = QPoint(9, view.first_weights.fontMetrics().height() + 14)
    assert view.first_weights.words_at(corner).startswith("Unit 1\nrow 0, column 0\nweight")
    assert "Step" in view.spread_map.words_at(view.spread_map.area.center())
    assert "training examples" in view.unit_list.findChild(QLabel, "unitSummary").text()

    window.findChild(object, "exampleSpin").setValue(7)
    qtbot.waitUntil(lambda: view.activations.inside.row == 6)
    dock.close()
    epoch = workbench.trainer.glimpse.epoch
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epoch + 5, timeout=30_000)
    seen = view.spread_map.inside
    qtbot.waitUntil(lambda: workbench.trainer.glimpse.epoch >= epoch + 25, timeout=30_000)
    assert view.spread_map.inside is seen, "hidden, it costs nothing"
    dock.show()
    qtbot.waitUntil(lambda: view.spread_map.inside.step > seen.step)

    workbench.trainer.reset()
    qtbot.waitUntil(lambda: view.spread_map.inside is None, timeout=30_000)
    combo = window.findChild(QComboBox, "datasetCombo")
    combo.setCurrentIndex(combo.findData("wine"))
    view.tabs.setCurrentIndex(0)
    assert view.pages[0] is view.weight_matrix and view.weight_matrix.isVisible()
