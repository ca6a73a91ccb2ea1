"""Data that comes in blocks trains as data that stays on the device does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from workbench.core.project import DataChoice, Layer, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.mapped import write_mapped
from workbench.data.prepared import PreparedData, prepare
from workbench.engine import plan
from workbench.engine.session import Session
from workbench.engine.streamed_epochs import StreamedEpochs


def trained(data: PreparedData, name: str, chunk: int, epochs: int = 3) -> Session:
    project = with_data(
        Project(layers=(Layer("Dense", {"units": 8}),)), DataChoice(name), load(name).label_kind
    )
    session = Session(checked(project), data)
    session.begin_run(epochs)
    while not session.finished:
        session.advance(chunk)
    return session


@pytest.mark.parametrize("name", ["digits", "breast-cancer", "digit-traits"])
@pytest.mark.parametrize("block_bytes", [20_000, 2**30])
def test_the_curves_are_those_of_resident_data(
    name: str, block_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = prepare(load(name), Shares(0.2), 0, "standardise")
    resident = trained(data, name, 1000)
    monkeypatch.setattr(plan, "MOST_RESIDENT", 0)
    monkeypatch.setattr(
        "workbench.engine.running.epochs_of.StreamedEpochs",
        lambda data, scored: StreamedEpochs(data, scored, block_bytes),
    )
    streamed = trained(data, name, 7)
    assert not streamed._trainee.epochs.is_resident
    np.testing.assert_allclose(streamed.history.loss, resident.history.loss, rtol=1e-6)
    for one, other in zip(streamed.history.epochs, resident.history.epochs, strict=True):
        assert one == pytest.approx(other, rel=1e-6)


def test_a_mapped_set_trains_and_predicts_as_the_same_set_in_memory(tmp_path: Path) -> None:
    digits = load("digits")
    mapped = trained(prepare(write_mapped(digits, tmp_path), Shares(0.2), 0, "standardise"), "digits", 50)
    resident = trained(prepare(digits, Shares(0.2), 0, "standardise"), "digits", 50)
    np.testing.assert_allclose(mapped.history.loss, resident.history.loss, rtol=1e-4)
    np.testing.assert_allclose(
        mapped.validation_probabilities(20), resident.validation_probabilities(20), atol=1e-4
    )
    assert mapped.evaluate() == pytest.approx(resident.evaluate(), rel=1e-4)


def test_an_epoch_of_less_than_a_batch_is_one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST_RESIDENT", 0)
    data = prepare(load("iris"), Shares(0.2), 0, "standardise")
    project = checked(Project(DataChoice("iris"), training=Training(batch_size=1000)))
    session = Session(project, data)
    session.begin_run(2)
    while not session.finished:
        session.advance(10)
    assert len(session.history) == 2
