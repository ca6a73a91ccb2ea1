"""The tables of optimizers and schedules."""

from __future__ import annotations

import pytest

from workbench.core.fields import filled
from workbench.core.optimizers import OPTIMIZERS, SCHEDULES
from workbench.core.projects.checked_project import starting_project
from workbench.core.projects.training_edits import with_optimizer


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_can_be_chosen(name: str) -> None:
    training = with_optimizer(starting_project(), name).training
    assert training.optimizer == name
    assert training.learning_rate == OPTIMIZERS[name].learning_rate
    assert set(training.optimizer_options) == {field.name for field in OPTIMIZERS[name].fields}


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_begins_at_the_full_rate_and_never_rises(name: str) -> None:
    row = SCHEDULES[name]
    options = filled(row.fields, {}, name)
    factors = [row.factor(options, epoch, 30) for epoch in range(40)]
    assert factors[0] == 1.0
    assert all(0 <= later <= earlier for earlier, later in zip(factors, factors[1:], strict=False))
    assert row.title and row.tool_tip.endswith(".")


@pytest.mark.parametrize(
    ("name", "options", "epoch", "factor"),
    [
        ("constant", {}, 7, 1.0),
        ("cosine", {"alpha": 0.0}, 15, 0.5),
        ("cosine", {"alpha": 0.1}, 30, 0.1),
        ("exponential", {"decay_rate": 0.5}, 3, 0.125),
        ("step", {"decay_rate": 0.5, "every": 10}, 9, 1.0),
        ("step", {"decay_rate": 0.5, "every": 10}, 20, 0.25),
        ("reduce_on_plateau", {}, 7, 1.0),
    ],
)
def test_schedules_follow_their_formulas(
    name: str, options: dict[str, float], epoch: int, factor: float
) -> None:
    assert SCHEDULES[name].factor(options, epoch, 30) == pytest.approx(factor)
