"""The logits of the same places follow the weights."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np
import pytest

from workbench.core.project import DataChoice, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.layer_text import parse_layers
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


def test_where_xla_trains_it_answers_once_it_has_compiled() -> None:
    session = moons_session()
    session._trainee.move_to(session._trainee.network_for(xla=True))
    places = session.data.dataset.inputs[:50]
    question = PlaceLogits(places)
    first = question(session)
    assert first is not None
    compiled = question._compiled
    assert compiled is not None
    compiled.result()
    session.begin_run(1)
    session.advance(10)
    after = question(session)
    assert after is not None and (first.logits != after.logits).any()
    np.testing.assert_allclose(after.logits, session.logits_of(places), rtol=1e-5, atol=1e-6)


def test_where_xla_refuses_the_graph_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    session = moons_session()
    refusal: Future[object] = Future()
    refusal.set_exception(RuntimeError("no XLA here"))
    monkeypatch.setattr(session, "compile_logits", lambda inputs: refusal)
    places = session.data.dataset.inputs[:50]
    answer = PlaceLogits(places)(session)
    assert answer is not None
    np.testing.assert_array_equal(answer.logits, session.logits_of(places))
