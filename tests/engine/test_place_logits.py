"""The logits of the same places follow the weights."""

from __future__ import annotations

import numpy as np

from workbench.core.project import DataChoice, Project, checked, parse_layers, with_data
from workbench.core.shares import Shares
from workbench.data.built_in import load
from workbench.data.prepared import prepare
from workbench.engine.place_logits import PlaceLogits
from workbench.engine.session import Session


def moons_session() -> Session:
    dataset = load("moons", {})
    project = with_data(Project(layers=parse_layers("4")), DataChoice("moons"), dataset.label_kind)
    return Session(checked(project), prepare(dataset, Shares(0.2), project.seed, "standardise"))


def test_places_are_raw_inputs_and_the_answer_follows_the_weights() -> None:
    session = moons_session()
    places = session.data.dataset.inputs[:50]
    question = PlaceLogits(places)
    before = question(session)
    assert before is not None and before.project is session.project
    np.testing.assert_array_equal(before.logits, session.logits_of(places))
    session.begin_run(2)
    while not session.finished:
        session.advance(10)
    after = question(session)
    assert after is not None
    np.testing.assert_array_equal(after.logits, session.logits_of(places))
    assert (before.logits != after.logits).any()


def test_places_of_other_data_have_no_answer() -> None:
    assert PlaceLogits(np.zeros((3, 5), np.float32))(moons_session()) is None
