"""A predictor says what its session says, from raw rows, and what training does later changes nothing."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.evaluation.answers import Answers
from workbench.core.evaluation.score_row import scores_of
from workbench.core.probabilities import probabilities
from workbench.core.project import DataChoice, Layer, Project
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.engine.session import Session


def trained(name: str) -> Session:
    kind = load(name).label_kind
    project = checked(with_data(Project(layers=(Layer("Dense", {"units": 8}),)), DataChoice(name), kind))
    session = Session(project, prepare_project(project))
    session.begin_run(2)
    while not session.finished:
        session.advance(64)
    return session


@pytest.mark.parametrize("name", ["iris", "breast-cancer", "overlapping-discs"])
def test_it_says_of_raw_rows_what_the_session_says_of_prepared_ones(name: str) -> None:
    session = trained(name)
    rows = session.data.split.validation_rows[:8]
    said = session.predictor().predict(session.data.dataset.inputs[rows])
    np.testing.assert_allclose(said.probabilities, session.validation_probabilities(8), rtol=0, atol=1e-6)
    assert said.class_names == session.data.dataset.class_names


def test_thresholds_and_temperature_count_in_the_scores_and_in_what_is_predicted() -> None:
    session = trained("overlapping-discs")
    plain = session.validation_probabilities(10_000)
    choice = msgspec.structs.replace(session.project.head, thresholds=(0.2, 0.5, 0.7), temperature=2.0)
    session.adopt(msgspec.structs.replace(session.project, head=choice))
    rows = session.data.split.validation_rows
    truth = session.data.validation_labels("multi_hot").astype(np.float32)
    said = session.predictor().predict(session.data.dataset.inputs[rows], truth)
    cooler = probabilities(session.head, np.log(plain) - np.log1p(-plain), 3, 2.0)
    np.testing.assert_allclose(said.probabilities, cooler, rtol=0, atol=1e-5)
    np.testing.assert_array_equal(said.said, said.probabilities > np.array([0.2, 0.5, 0.7]))
    found = {score.row.name: score.value for score in scores_of(Answers.of(said))}
    expected = session.evaluate()
    for name in ("macro_f1", "micro_f1", "exact_match", "hamming_loss", "auc"):
        assert found[name] == pytest.approx(expected[name], abs=1e-9), name


def test_they_begin_no_new_stretch_of_a_run() -> None:
    session = trained("overlapping-discs")
    before = session.objective
    choice = msgspec.structs.replace(session.project.head, thresholds=(0.2, 0.5, 0.7), temperature=2.0)
    session.adopt(msgspec.structs.replace(session.project, head=choice))
    assert session.objective is before and session.history.marks == []


def test_it_keeps_its_weights_while_training_goes_on() -> None:
    session = trained("iris")
    rows, predictor = session.data.dataset.inputs, session.predictor()
    before = predictor.predict(rows).probabilities
    session.begin_run(3)
    while not session.finished:
        session.advance(64)
    np.testing.assert_array_equal(predictor.predict(rows).probabilities, before)
    assert not np.allclose(session.predictor().predict(rows).probabilities, before)


def test_any_number_of_rows_can_be_asked_about() -> None:
    predictor = trained("iris").predictor()
    rows = np.tile(load("iris").inputs, (40, 1))
    said = predictor.predict(rows)
    assert len(said) == len(rows) > 4096
    np.testing.assert_allclose(said.probabilities[:150], said.probabilities[-150:], rtol=0, atol=1e-6)
    assert len(predictor.predict(rows[:0])) == 0


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(UserError, match="have 3 columns, but 4 were prepared"):
        trained("iris").predictor().predict(np.zeros((2, 3), np.float32))


def test_a_network_is_given_back_for_the_next_one() -> None:
    session = trained("iris")
    first = session.predictor()
    first.close()
    assert session.predictor()._network is first._network
