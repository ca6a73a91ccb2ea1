"""A step taken apart is the step that is done, its gradient is that of the formulas, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
import pytest

from workbench.core.both_heads.head_projects import head_projects
from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.layer_text import parse_layers
from workbench.data.load import load
from workbench.data.prepared import prepare_project
from workbench.engine.networks.network_cache import NetworkCache
from workbench.engine.session import Session
from workbench.engine.step.trace_step import trace_step

CASES = {
    "softmax": ("iris", "softmax", {}),
    "softmax, smoothed": ("iris", "softmax", {"label_smoothing": 0.1}),
    "one against the rest": ("iris", "sigmoid", {}),
    "yes or no": ("moons", "sigmoid", {}),
    "yes or no, two units": ("moons", "softmax", {}),
    "several labels, smoothed": ("digit-traits", "sigmoid", {"label_smoothing": 0.1}),
}


@pytest.fixture(scope="module")
def networks() -> Iterator[NetworkCache]:
    cache = NetworkCache()
    yield cache
    cache.close()


def session_on(
    data: str, activation: str, head: dict[str, float], networks: NetworkCache, layers: str = "5:relu"
) -> Session:
    choice = DataChoice(data)
    kind = load(choice).label_kind
    training = Training(epochs=2, batch_size=8, pace="full")
    project = with_data(Project(layers=parse_layers(layers), training=training), choice, kind)
    project = head_projects(project, kind)[activation]  # type: ignore[index]
    project = msgspec.structs.replace(project, head=msgspec.structs.replace(project.head, **head))
    session = Session(project, prepare_project(project), networks, evaluate=False)
    session.begin_run(2)
    return session


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_terms_and_gradient_are_those_of_the_formulas(case, networks: NetworkCache) -> None:
    session = session_on(*case, networks)
    trace = trace_step(session, 3)
    assert trace.terms is not None and trace.expected_gradient is not None
    np.testing.assert_allclose(trace.gradient, trace.expected_gradient, atol=2e-6)
    losses = [trace_step(session, place).terms.sum() for place in range(8)]
    np.testing.assert_allclose(np.mean(losses), trace.loss, rtol=1e-5)
    session.close()


def test_the_step_that_is_done_is_the_one_that_was_looked_at(networks: NetworkCache) -> None:
    session = session_on("iris", "softmax", {}, networks, layers="5:relu,dropout:0.5,4:tanh")
    session.advance(3)
    before = [array.copy() for array in session.model.get_weights()]
    state = session.state()
    trace = trace_step(session, 0)
    for name, array in session.state().items():
        np.testing.assert_array_equal(array, state[name])
    session.advance(1)
    assert trace.step == len(session.history) == 4
    np.testing.assert_allclose(trace.loss, session.history.loss[-1], rtol=1e-5)
    changes = [after - then for after, then in zip(session.model.get_weights(), before, strict=True)]
    sizes = [np.sqrt(np.mean(np.square(change))) for change in changes]
    np.testing.assert_allclose([change.change for change in trace.changes], sizes, rtol=1e-3)
    session.close()


def test_the_forward_pass_begins_at_the_inputs_and_ends_at_the_logits(networks: NetworkCache) -> None:
    session = session_on("iris", "softmax", {}, networks)
    trace = trace_step(session, 2)
    assert [stage.title for stage in trace.stages] == ["Inputs, prepared", "1 Dense relu", "2 Logits"]
    prepared = session.data.preprocessing.apply(session.data.dataset.inputs[trace.rows[[2]]])
    np.testing.assert_allclose(trace.stages[0].values, prepared[0], rtol=1e-6)
    np.testing.assert_allclose(
        trace.logits, session.logits_of(session.data.dataset.inputs[trace.rows[[2]]])[0], atol=1e-6
    )
    assert [row[0] for row in trace.table(("a", "b", "c"))] == ["a", "b", "c"]
    session.close()


def test_the_last_batch_of_an_epoch_is_smaller(networks: NetworkCache) -> None:
    session = session_on("iris", "softmax", {"label_smoothing": 0.0}, networks)
    left = session.steps_per_epoch - 1
    while left:
        left -= session.advance(left)
    trace = trace_step(session, 100)
    assert len(trace.rows) == session.training_rows - 8 * (session.steps_per_epoch - 1)
    assert trace.place == len(trace.rows) - 1
    session.close()


def test_a_loss_without_a_short_formula_has_a_gradient_all_the_same(networks: NetworkCache) -> None:
    session = session_on("digit-traits", "sigmoid", {"loss": "binary_focal_crossentropy"}, networks)
    trace = trace_step(session, 0)
    assert trace.terms is None and trace.expected_gradient is None
    assert np.abs(trace.gradient).max() > 0
    assert np.isnan(trace.table(session.data.dataset.class_names)[0][4])
    session.close()
