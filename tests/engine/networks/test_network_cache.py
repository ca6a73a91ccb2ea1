"""Networks are lent again, fresh, and nothing of the one before is left in them."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.head_edits import with_head
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import PreparedData, prepare
from workbench.engine import plan
from workbench.engine.networks.network import Network
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session


def made_project(seed: int = 0, units: int = 8) -> Project:
    layers = (Layer("Dense", {"units": units}), Layer("Dropout"), Layer("BatchNormalization"))
    return checked(Project(DataChoice("iris"), layers, seed=seed))


@pytest.fixture(scope="module")
def data() -> PreparedData:
    return prepare(load("iris"), Shares(0.2), 0, "standardise")


def trained(session: Session, epochs: int = 3) -> Session:
    session.begin_run(epochs)
    while not session.finished:
        session.advance(100)
    return session


def traces(network: Network) -> int:
    return sum(loop.traces for loop in network.loops.values() if hasattr(loop, "traces"))


def test_a_network_used_before_trains_as_a_new_one_does(data: PreparedData) -> None:
    networks = NetworkCache()
    first = trained(Session(made_project(1), data, networks))
    network = first.network
    first.close()
    again = trained(Session(made_project(2), data, networks))
    assert again.network is network and traces(network) == 1
    fresh = trained(Session(made_project(2), data))
    np.testing.assert_array_equal(again.history.loss, fresh.history.loss)
    for key, value in fresh.state().items():
        np.testing.assert_array_equal(again.state()[key], value)
    networks.close()


def test_two_sessions_at_once_have_networks_of_their_own(data: PreparedData) -> None:
    networks = NetworkCache()
    one, other = (Session(made_project(), data, networks) for _ in range(2))
    assert one.network is not other.network
    networks.close()


def test_nothing_is_traced_again_on_the_way_back_to_a_head_used_before(data: PreparedData) -> None:
    session = trained(Session(made_project(), data))
    kind = LabelKind.CLASS_INDEX
    for activation in ("sigmoid", "softmax", "sigmoid", "softmax"):
        session.adopt(with_head(session.project, activation, kind))
        trained(session, 1)
    assert traces(session.network) == 2


def test_long_runs_hand_over_to_xla_with_everything_learned(
    data: PreparedData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "COMPILE_MICROSECONDS", 500.0)
    monkeypatch.setattr(plan, "COMPILE_LAYER_MICROSECONDS", 0.0)
    project = msgspec.structs.replace(made_project(), layers=(Layer("Dense", {"units": 8}).complete(),))
    session = trained(Session(project, data), 12)
    assert session.device.endswith("XLA")
    handover = session._run.handover.plan.handover
    assert handover is not None and handover < len(session.history)
    monkeypatch.setattr(plan, "COMPILE_MICROSECONDS", 1e12)
    on_the_graph = trained(Session(project, data), 12)
    assert on_the_graph.device.endswith("graph")
    np.testing.assert_allclose(session.history.loss, on_the_graph.history.loss, rtol=2e-5)


def test_where_xla_refuses_the_graph_goes_on(data: PreparedData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "COMPILE_MICROSECONDS", 500.0)
    monkeypatch.setattr(plan, "COMPILE_LAYER_MICROSECONDS", 0.0)
    project = msgspec.structs.replace(made_project(), layers=())
    session = Session(project, data)

    def refuse(task: object) -> None:
        raise RuntimeError("no XLA here")

    monkeypatch.setattr(session._trainee.epochs, "compile", refuse)
    trained(session, 12)
    assert session.device.endswith("graph")
    assert len(session.history.epochs) == 12


def test_the_longest_unused_networks_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.engine.networks.network_cache.MOST_KEPT", 2)
    networks = NetworkCache()
    lent = [networks.lend(made_project(units=units), 4, 3, False) for units in (2, 3, 4)]
    for network in lent:
        networks.give_back(network)
    assert networks._free == lent[1:]
    networks.close()
