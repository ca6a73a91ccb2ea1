"""The static rule between the graph and XLA."""

from __future__ import annotations

import pytest

from workbench.core.layers import LAYERS
from workbench.core.project import Layer
from workbench.engine.plan import graph_microseconds, is_resident, plan

DENSE = Layer("Dense", {"units": 64}).complete()


def made_plan(steps: int, *layers: Layer, steps_per_epoch: int = 45) -> int | None:
    return plan((DENSE, *layers), 64, 10, 32, steps, steps_per_epoch).handover


def test_short_runs_stay_on_the_graph() -> None:
    assert made_plan(45 * 50) is None


def test_long_runs_go_over_to_xla_at_the_end_of_an_epoch() -> None:
    handover = made_plan(10**6)
    assert handover is not None and handover % 45 == 0 and handover < 20_000


def test_longer_steps_hand_over_sooner() -> None:
    large = plan((Layer("Dense", {"units": 4096}).complete(),), 784, 10, 128, 10**6, 1).handover
    assert large is not None and large < made_plan(10**6)
    assert graph_microseconds((DENSE, DENSE), 64, 10, 32) > graph_microseconds((DENSE,), 64, 10, 32)


@pytest.mark.parametrize("kind", LAYERS)
def test_random_layers_and_only_they_stay_on_the_graph(kind: str) -> None:
    handover = made_plan(10**6, Layer(kind).complete())
    assert (handover is None) == LAYERS[kind].random


def test_steps_before_the_handover_are_the_graphs() -> None:
    found = plan((DENSE,), 64, 10, 32, 10**6, 45)
    assert not found.is_xla(found.handover - 1) and found.is_xla(found.handover)
    assert not plan((), 64, 10, 32, 1, 1).is_xla(10**9)


def test_what_is_small_stays_on_the_device() -> None:
    assert is_resident(1437, 84) and not is_resident(12_800, 804)
