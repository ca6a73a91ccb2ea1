"""Opened models in training: their logits, their head, and what is frozen."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.imported.config import graph_of_config
from workbench.core.imported.head_place import find_head, with_head
from workbench.core.imported.on_bench import DataFacts, OnBench, fitted_to_data, made_editable, put_on_bench
from workbench.core.labels import LabelKind
from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.checked_project import checked
from workbench.core.projects.data_edits import with_data
from workbench.core.projects.head_edits import with_head as with_project_head
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.engine.imported_model import build_imported, read_weights
from workbench.engine.networks.trunk import build_trunk
from workbench.engine.session import Session


def project_on(name: str) -> tuple[Project, DataFacts]:
    dataset = load(name, {})
    facts = DataFacts(dataset.label_kind, dataset.number_of_inputs, dataset.number_of_classes)
    project = with_data(
        Project(training=Training(epochs=2, learning_rate=0.01)), DataChoice(name), facts.label_kind
    )
    return checked(project), facts


def opened(model: Any, data: str = "digits") -> OnBench:
    graph = graph_of_config(json.loads(model.to_json()))
    project, facts = project_on(data)
    return put_on_bench(project, facts, "model.keras", graph, read_weights(graph, model))


def session_of(found: OnBench) -> Session:
    session = Session(found.project, prepare_project(found.project))
    if found.run is not None:
        session.resume_from(found.run)
    return session


def convolutional(units: int = 10) -> Any:
    import keras

    inputs = keras.Input((8, 8, 1))
    hidden = keras.layers.Conv2D(4, 3, activation="relu")(inputs)
    hidden = keras.layers.BatchNormalization()(hidden)
    hidden = keras.layers.Dropout(0.1)(keras.layers.Flatten()(hidden))
    branches = [keras.layers.Dense(8, activation="relu")(hidden) for _ in range(2)]
    joined = keras.layers.Concatenate()(branches)
    return keras.Model(inputs, keras.layers.Softmax()(keras.layers.Dense(units, name="answer")(joined)))


def dense_stack(*, inputs: tuple[int, ...] = (64,), units: int = 10) -> Any:
    import keras

    flat = [keras.layers.Flatten()] if len(inputs) > 1 else []
    return keras.Sequential(
        [
            keras.Input(inputs),
            *flat,
            keras.layers.Dense(12, "relu", kernel_regularizer="l2"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(units, activation="softmax"),
        ]
    )


def test_an_opened_trunk_says_at_once_what_it_said_where_it_was_made() -> None:
    model = convolutional()
    found = opened(model)
    session = session_of(found)
    rows = session.data.validation_inputs[:50]
    assert found.project.imported is not None and found.project.data.scaling == "none"
    expected = model(rows.reshape(-1, 8, 8, 1), training=False).numpy()
    np.testing.assert_array_equal(
        session.validation_probabilities(50).argmax(axis=1), expected.argmax(axis=1)
    )
    np.testing.assert_allclose(session.validation_probabilities(50), expected, atol=1e-6)


def test_it_trains_on_and_the_head_can_be_toggled_on_the_way() -> None:
    session = session_of(opened(convolutional()))
    session.begin_run(2)
    while not session.finished:
        session.advance(1000)
    assert session.history.epochs[-1]["loss"] < session.history.epochs[0]["loss"]
    before = [array.copy() for array in session.model.get_weights()]
    session.adopt(with_project_head(session.project, "sigmoid", LabelKind.CLASS_INDEX))
    for old, new in zip(before, session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def trained_frozen(project: Project) -> Session:
    assert project.imported is not None
    imported = msgspec.structs.replace(project.imported, trainable=False)
    frozen = msgspec.structs.replace(project, imported=imported)
    session = Session(frozen, prepare_project(frozen))
    session.begin_run(1)
    session.advance(20)
    return session


def test_a_frozen_trunk_changes_nothing_but_the_logits() -> None:
    found = opened(convolutional())
    session = trained_frozen(found.project)
    imported = found.project.imported
    assert imported is not None
    trained = read_weights(imported.graph, session.model.layers[-1])
    changed = [
        not np.array_equal(old, new) for old, new in zip(imported.weights.arrays, trained, strict=True)
    ]
    assert changed == [False] * (len(changed) - 2) + [True, True]


def test_thawing_keeps_what_was_learned_frozen() -> None:
    found = opened(convolutional())
    session = trained_frozen(found.project)
    learned = [array.copy() for array in session.model.get_weights()]
    session.follow_training(found.project)
    for old, new in zip(learned, session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert len(session.model.trainable_variables) > 2


@pytest.mark.parametrize("inputs", [(64,), (8, 8), (8, 8, 1)])
def test_a_dense_stack_can_be_edited_and_keeps_its_weights(inputs: tuple[int, ...]) -> None:
    model = dense_stack(inputs=inputs)
    found = opened(model)
    assert found.project.imported is None
    assert [layer.kind for layer in found.project.layers] == ["Dense", "Dropout"]
    assert found.project.layers[0].options["l2"] == pytest.approx(0.01)
    session = session_of(found)
    for old, new in zip(model.get_weights(), session.model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    session.begin_run(1)
    session.advance(3)


def test_a_stack_for_other_data_waits_as_a_trunk_until_data_fits() -> None:
    found = opened(dense_stack(inputs=(4,), units=3))
    assert found.project.imported is not None and found.run is None
    assert "takes 4 values an example, and the data has 64" in found.said
    with pytest.raises(UserError, match="takes 4 values"):
        build_trunk(found.project.imported, 64, 10)
    project, facts = project_on("iris")
    moved = msgspec.structs.replace(found.project, data=project.data)
    editable = made_editable(moved, facts)
    assert editable is not None and editable.run is not None and len(editable.project.layers) == 2


def test_more_classes_in_the_data_keep_the_logits_that_there_are() -> None:
    model = convolutional(units=4)
    found = opened(model)
    assert "answers with 4 logits, and the data needs 10" in found.said
    project, facts = project_on("digits")
    fitted = fitted_to_data(found.project, facts)
    assert fitted.said.startswith("The 4 logits are kept; 6 are new and untrained.")
    session = session_of(fitted)
    kernel = session.model.layers[-1].get_layer("answer").get_weights()[0]
    np.testing.assert_array_equal(kernel[:, :4], model.get_layer("answer").get_weights()[0])


def yes_or_no(units: int, activation: str) -> Any:
    import keras

    inputs = keras.Input((30,))
    hidden = keras.layers.Dense(6, "relu")(keras.layers.Rescaling(0.001)(inputs))
    return keras.Model(inputs, keras.layers.Dense(units, activation)(keras.layers.Add()([hidden, hidden])))


@pytest.mark.parametrize(("units", "before", "after"), [(1, "sigmoid", "softmax"), (2, "softmax", "sigmoid")])
def test_yes_or_no_says_the_same_with_the_other_head(units: int, before: str, after: str) -> None:
    session = session_of(opened(yes_or_no(units, before), "breast-cancer"))
    assert session.project.head.activation == before
    old = session.validation_probabilities(20)[:, -1]
    session.adopt(with_project_head(session.project, after, LabelKind.YES_NO))  # type: ignore[arg-type]
    assert 0.001 < old.min() < old.max() < 0.999
    np.testing.assert_allclose(session.validation_probabilities(20)[:, -1], old, atol=1e-6)


def test_a_swapped_graph_is_the_same_network_to_the_last_bit() -> None:
    model = convolutional()
    graph = graph_of_config(json.loads(model.to_json()))
    weights = read_weights(graph, model)
    place = find_head(graph)
    rows = np.random.default_rng(0).random((5, 8, 8, 1)).astype(np.float32)
    logits = [build_imported(with_head(graph, place, "linear"), weights)(rows).numpy() for _ in range(2)]
    swapped = build_imported(with_head(graph, place, "sigmoid"), weights)
    np.testing.assert_array_equal(logits[0], logits[1])
    assert swapped.layers[-1].get_config()["activation"] == "sigmoid"
