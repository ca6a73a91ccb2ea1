"""The test part: nothing is learned from it or chosen by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.layer_text import parse_layers
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.dataset import Dataset
from workbench.data.prepared import PreparedData, prepare
from workbench.data.split import split
from workbench.engine.session import Session

SHARES = Shares(0.2, 0.2)
ROWS = split(load("wine"), SHARES, 0).test_rows


def other_test_part(dataset: Dataset) -> Dataset:
    """Returns the data with the same split, and nonsense in place of the inputs and labels of its test part."""
    inputs, labels = dataset.inputs.copy(), dataset.labels.copy()
    inputs[ROWS], labels[ROWS] = -inputs[ROWS], (labels[ROWS] + 1) % 3
    parts = split(dataset, SHARES, 0)
    return replace(
        dataset,
        inputs=inputs,
        labels=labels,
        validation_rows=parts.validation_rows,
        test_rows=parts.test_rows,
    )


def trained(data: PreparedData) -> Session:
    project = Project(
        data=DataChoice("wine", validation_fraction=0.2, test_fraction=0.2), layers=parse_layers("8:tanh")
    )
    training = msgspec.structs.replace(project.training, epochs=30, early_stopping=True, patience=3)
    session = Session(checked(msgspec.structs.replace(project, training=training)), data)
    session.begin_run(30)
    while not session.finished:
        session.advance(1000)
    return session


@pytest.fixture(scope="module")
def both() -> tuple[Session, Session]:
    wine = load("wine")
    one, other = (prepare(data, SHARES, 0, "standardise") for data in (wine, other_test_part(wine)))
    assert one.split.test_rows.tolist() == other.split.test_rows.tolist() == ROWS.tolist()
    return trained(one), trained(other)


def test_training_is_the_same_whatever_stands_in_it(both: tuple[Session, Session]) -> None:
    one, other = both
    assert one.history.loss.tobytes() == other.history.loss.tobytes()
    assert one.history.epochs == other.history.epochs
    for key, array in one.state().items():
        np.testing.assert_array_equal(array, other.state()[key])


def test_only_its_own_scores_differ(both: tuple[Session, Session]) -> None:
    one, other = both
    parts: Any = ("training", "validation")
    assert [one.evaluate(part) for part in parts] == [other.evaluate(part) for part in parts]
    assert one.evaluate("test") != other.evaluate("test")
