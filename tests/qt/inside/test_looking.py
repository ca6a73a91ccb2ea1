"""A look takes a small share of the engine's time, and follows the chosen example."""

from __future__ import annotations

from typing import Any

import pytest
from asked_engine import AskedEngine
from PySide6.QtWidgets import QWidget

from workbench.engine.glimpse import Glimpse
from workbench.qt.document import Document
from workbench.qt.inside.looking import Looking


class Engine(AskedEngine):
    """One whose network is of the project that is shown."""

    def fits(self, project: Any) -> bool:
        return True


@pytest.fixture
def looking(qtbot: Any) -> tuple[Looking, Engine]:
    view, engine = QWidget(), Engine()
    qtbot.addWidget(view)
    view.show()
    return Looking(view, Document(), engine), engine  # type: ignore[arg-type]


def test_another_example_is_looked_at_without_other_weights(
    looking: tuple[Looking, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    watching, engine = looking
    asked: list[Any] = []
    monkeypatch.setattr(watching._observation, "ask", asked.append)
    engine.updated.emit()
    asked.clear()
    engine.updated.emit()
    assert not asked
    engine.glimpse = Glimpse(weights=1, row=5)
    engine.updated.emit()
    assert len(asked) == 1
