"""An opened model, trained on, leaves in the form that people write, and takes what it took before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from workbench.core.imported.config import graph_of_config
from workbench.core.imported.on_bench import DataFacts, put_on_bench
from workbench.core.project import DataChoice, Project, Training
from workbench.core.projects.data_edits import with_data
from workbench.data.built_in import load
from workbench.data.prepared import prepare_project
from workbench.engine.export.exporters import export
from workbench.engine.imported_model import read_weights
from workbench.engine.session import Session


def convolutional() -> Any:
    import keras

    inputs = keras.Input((8, 8, 1), name="picture")
    hidden = keras.layers.Conv2D(3, 3, activation="relu")(inputs)
    hidden = keras.layers.Dropout(0.1)(keras.layers.Flatten()(keras.layers.BatchNormalization()(hidden)))
    return keras.Model(inputs, keras.layers.Softmax()(keras.layers.Dense(10, name="answer")(hidden)))


def nested() -> Any:
    import keras

    inner = keras.Sequential([keras.Input((64,)), keras.layers.Dense(5, "tanh"), keras.layers.Dense(10)])
    return keras.Sequential([keras.Input((64,)), inner, keras.layers.Softmax()])


def trained(model: Any, *, standardise: bool = False, trainable: bool = True) -> Session:
    dataset = load("digits", {})
    facts = DataFacts(dataset.label_kind, dataset.number_of_inputs, dataset.number_of_classes)
    project = with_data(Project(training=Training(epochs=1)), DataChoice("digits"), dataset.label_kind)
    graph = graph_of_config(json.loads(model.to_json()))
    found = put_on_bench(project, facts, "model.keras", graph, read_weights(graph, model)).project
    assert found.imported is not None
    found = msgspec.structs.replace(
        found,
        imported=msgspec.structs.replace(found.imported, trainable=trainable),
        data=msgspec.structs.replace(found.data, scaling="standardise" if standardise else "none"),
    )
    session = Session(found, prepare_project(found))
    session.begin_run(1)
    session.advance(30)
    return session


@pytest.mark.parametrize(("make", "standardise"), [(nested, True), (convolutional, False)])
def test_a_temperature_is_in_its_weights_wherever_the_logits_are_made(
    make: Any, standardise: bool, tmp_path: Path
) -> None:
    session = trained(make(), standardise=standardise)
    head = msgspec.structs.replace(session.project.head, temperature=3.0)
    session.adopt(msgspec.structs.replace(session.project, head=head))
    report = export(session, "keras", tmp_path / "out.keras")
    assert report.difference is not None and report.difference < 1e-5
    assert "The temperature of 3 is in it" in report.in_words()


@pytest.mark.parametrize(
    ("make", "standardise", "trainable"),
    [
        (convolutional, False, True),
        (convolutional, True, True),
        (convolutional, False, False),
        (nested, False, True),
    ],
)
def test_it_predicts_the_same_from_its_own_inputs(
    make: Any, standardise: bool, trainable: bool, tmp_path: Path
) -> None:
    import keras

    session = trained(make(), standardise=standardise, trainable=trainable)
    report = export(session, "keras", tmp_path / "out.keras")
    assert report.difference is not None and report.difference < 1e-5
    model = keras.models.load_model(tmp_path / "out.keras")
    assert model.input_shape[1:] == make().input_shape[1:]
    last = model.layers[-1]
    last = last.layers[-1] if hasattr(last, "layers") else last
    assert (type(last).__name__, last.activation.__name__) == ("Dense", "softmax")
    rows = load("digits", {}).inputs[:64].reshape(-1, *model.input_shape[1:])
    assert np.asarray(model(rows)).shape == (64, 10)


@pytest.mark.parametrize("format", ["savedmodel", "litert", "onnx"])
def test_the_other_formats_take_it_too(format: str, tmp_path: Path) -> None:
    report = export(trained(convolutional()), format, tmp_path / {"savedmodel": "out", "litert": "out.tflite", "onnx": "out.onnx"}[format])  # fmt: skip
    assert report.difference is not None and report.difference < 1e-5
