"""The answer follows the example and the weights, one question at a time, while it can be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from asked_engine import AskedEngine
from PySide6.QtWidgets import QWidget

from workbench.core.errors import UserError
from workbench.qt.trying.trial import Trial


class Doubling:
    """A session whose logits are twice the inputs, of which there are two."""

    def logits_of(self, inputs: np.ndarray) -> np.ndarray:
        if inputs.shape[1] != 2:
            raise UserError("There are not two columns.")
        return 2 * inputs


@dataclass
class Tried:
    view: QWidget
    engine: AskedEngine
    trial: Trial
    answers: list[Any] = field(default_factory=list)


@pytest.fixture
def tried(qtbot: Any) -> Tried:
    view, engine = QWidget(), AskedEngine()
    qtbot.addWidget(view)
    tried = Tried(view, engine, Trial(view, engine))  # type: ignore[arg-type]
    tried.trial.answered.connect(lambda said: tried.answers.append(None if said is None else said.tolist()))
    return tried


def test_a_view_asks_as_soon_as_it_can_be_seen(tried: Tried, qtbot: Any) -> None:
    tried.trial.ask(np.array([1, 2]))
    tried.engine.train()
    assert not tried.engine.asked
    tried.view.show()
    qtbot.waitUntil(lambda: len(tried.engine.asked) == 1)


def test_only_the_latest_example_is_answered_and_the_engine_is_spared_the_others(
    tried: Tried, qtbot: Any
) -> None:
    tried.view.show()
    for value in (1, 2, 3):
        tried.trial.ask(np.array([value, 0]))
    assert [promise.cancelled() for promise, _ in tried.engine.asked] == [True, True, False]
    while tried.engine.asked:
        tried.engine.answer(Doubling())
    qtbot.waitUntil(lambda: tried.answers == [[6, 0]])
    assert tried.trial.answered_for is not None
    assert tried.trial.answered_for.tolist() == [3, 0]


def test_an_answer_that_is_there_is_shown_before_another_is_asked_for(tried: Tried, qtbot: Any) -> None:
    tried.view.show()
    tried.trial.ask(np.array([1, 0]))
    tried.engine.answer(Doubling())
    tried.trial.ask(np.array([2, 0]))
    assert tried.answers == [[2, 0]]
    tried.engine.answer(Doubling())
    qtbot.waitUntil(lambda: tried.answers == [[2, 0], [4, 0]])


def test_it_asks_again_after_the_weights_have_changed_and_not_otherwise(tried: Tried, qtbot: Any) -> None:
    tried.view.show()
    tried.trial.ask(np.array([1, 1]))
    tried.engine.answer(Doubling())
    qtbot.waitUntil(lambda: len(tried.answers) == 1)
    tried.engine.updated.emit()
    assert not tried.engine.asked
    tried.engine.train()
    qtbot.waitUntil(lambda: len(tried.engine.asked) == 1)
    tried.engine.answer(Doubling())
    qtbot.waitUntil(lambda: len(tried.answers) == 2)


@pytest.mark.parametrize(
    ("session", "inputs"), [(None, [1, 1]), (Doubling(), [1, 1, 1])], ids=["untrained", "other inputs"]
)
def test_where_no_network_takes_the_example_the_answer_is_none(
    tried: Tried, qtbot: Any, session: Any, inputs: list[float]
) -> None:
    tried.view.show()
    tried.trial.ask(np.array(inputs))
    tried.engine.answer(session)
    qtbot.waitUntil(lambda: tried.answers == [None])


def test_no_example_is_no_question(tried: Tried) -> None:
    tried.view.show()
    tried.trial.ask(None)
    assert tried.answers == [None]
    assert not tried.engine.asked
