"""What is written says of raw rows what the session says, and nothing is left behind where it does not."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from workbench.core.errors import UserError
from workbench.core.heads import HEADS
from workbench.core.probabilities import probabilities
from workbench.core.project import SCALINGS, HeadChoice, Training
from workbench.core.project_file import save
from workbench.engine.export import conversion, exporters
from workbench.engine.export.composed import composed
from workbench.engine.export.exporters import EXPORTERS, export, write_export
from workbench.engine.export.formats import MODEL_FORMATS
from workbench.engine.export.source import CHECKED_ROWS, export_source
from workbench.engine.imported_model import build_imported
from workbench.engine.opening.open_model import open_model

from .conftest import CASES, made_session, prepared_by


@pytest.fixture(scope="session")
def sources(trained):
    """Gives the source of one of `CASES`."""
    return {name: export_source(trained(name)) for name in CASES}


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in ("cache", "config", "state"))


@pytest.mark.parametrize("key", MODEL_FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_every_format_says_of_raw_rows_what_the_session_says(sources, tmp_path, case: str, key: str) -> None:
    # In this process, where TensorFlow is already: one of its own takes seconds for each.
    source, row = sources[case], MODEL_FORMATS[key]
    keras_file, written = tmp_path / "model.keras", tmp_path / f"written{EXPORTERS[key].suffix}"
    keras_file.write_bytes(source.keras_file)
    row.write(keras_file, written, json.dumps(source.labels))
    said = row.predict(written, source.inputs)
    assert said.shape == source.probabilities.shape and len(said) > 100
    np.testing.assert_allclose(said, source.probabilities, rtol=0, atol=1e-5)
    one = {name: rows[:1] for name, rows in source.inputs.items()}
    np.testing.assert_allclose(row.predict(written, one), source.probabilities[:1], rtol=0, atol=1e-5)


@pytest.mark.parametrize("key", MODEL_FORMATS)
def test_several_inputs_are_told_apart_by_name(tmp_path, key: str) -> None:
    import keras

    # Not in the order of the alphabet, in which some formats keep them.
    width, height = keras.Input((2,), name="width"), keras.Input((2,), name="height")
    joined = keras.layers.Concatenate()([keras.layers.Dense(4, "relu")(width), height])
    model = keras.Model([width, height], keras.layers.Dense(3)(joined))
    made = composed(model, HEADS[0], HeadChoice(), Training())
    made.save(tmp_path / "model.keras")
    drawn = np.random.default_rng(0).normal(size=(2, 50, 2)).astype(np.float32)
    written = tmp_path / f"written{EXPORTERS[key].suffix}"
    MODEL_FORMATS[key].write(tmp_path / "model.keras", written, "{}")
    said = MODEL_FORMATS[key].predict(written, dict(zip(("width", "height"), drawn, strict=True)))
    expected = probabilities(HEADS[0], np.asarray(model(list(drawn))), 3)
    np.testing.assert_allclose(said, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("key", MODEL_FORMATS)
def test_columns_far_from_one_survive_every_format(tmp_path, key: str) -> None:
    import keras

    drawn = np.random.default_rng(0).normal(size=(50, 4))
    raw = (drawn * [1e7, 1e-12, 2.0, 5.0] + [1.7e9, 4e-12, 1e5, 2000.3]).astype(np.float32)
    fitted = prepared_by(raw)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3)])
    composed(model, HEADS[0], HeadChoice(), Training(), fitted).save(tmp_path / "model.keras")
    written = tmp_path / f"written{EXPORTERS[key].suffix}"
    MODEL_FORMATS[key].write(tmp_path / "model.keras", written, "{}")
    said = MODEL_FORMATS[key].predict(written, {"inputs": raw})
    expected = probabilities(HEADS[0], np.asarray(model(fitted.apply(raw))), 3)
    np.testing.assert_allclose(said, expected, rtol=0, atol=1e-5)


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("key", MODEL_FORMATS)
def test_missing_values_are_filled_in_every_format(tmp_path, key: str, scaling: str) -> None:
    import keras

    drawn = np.random.default_rng(0).normal(size=(300, 3))
    # Without scaling, a network of usual weights needs inputs of a usual size.
    stretched = drawn if scaling == "none" else drawn * [1e4, 1e-12, 2.0] + [2e4, 4e-12, 1e5]
    raw = stretched.astype(np.float32)
    raw[::3, 0] = raw[1::5, 1] = raw[7] = np.nan
    fitted = prepared_by(raw, scaling, may_miss=True)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(3)])
    composed(model, HEADS[0], HeadChoice(), Training(), fitted).save(tmp_path / "model.keras")
    written = tmp_path / f"written{EXPORTERS[key].suffix}"
    notes = MODEL_FORMATS[key].write(tmp_path / "model.keras", written, "{}")
    said = MODEL_FORMATS[key].predict(written, {"inputs": raw})
    expected = probabilities(HEADS[0], np.asarray(model(fitted.apply(raw))), 3)
    np.testing.assert_allclose(said, expected, rtol=0, atol=1e-6)
    assert not any("Flex" in note for note in notes)


def test_a_model_that_fills_missing_values_can_be_opened_here_again(tmp_path) -> None:
    import keras

    raw = np.array([[1, 2], [3, np.nan], [5, 9]], np.float32)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    made = composed(model, HEADS[0], HeadChoice(), Training(), prepared_by(raw, may_miss=True))
    made.save(tmp_path / "model.keras")
    opened = open_model(tmp_path / "model.keras")
    again = build_imported(opened.graph, opened.weights)
    np.testing.assert_allclose(again(raw), made(raw), rtol=0, atol=1e-6)


def test_at_most_256_raw_rows_are_checked_validation_rows_first(trained, sources) -> None:
    data = trained("any number").data
    (rows,) = sources["any number"].inputs.values()
    assert len(rows) == CHECKED_ROWS
    first = data.split.validation_rows[0]
    np.testing.assert_array_equal(rows[0], data.dataset.inputs[first])


EXPORTED = {
    "keras": "any number",
    "savedmodel": "one of K",
    "litert": "yes or no, one unit",
    "onnx": "one of K",
}


@pytest.mark.parametrize("key", EXPORTED)
def test_an_export_is_checked_in_a_process_of_its_own_and_prints_nothing(
    trained, tmp_path, capfd, key: str
) -> None:
    session = trained(EXPORTED[key])
    report = export(session, key, tmp_path / "net")
    assert report.path.name == f"net{EXPORTERS[key].suffix}" and report.format == key
    assert report.difference is not None and report.difference < 1e-5
    assert report.size > 1000
    assert f"net{EXPORTERS[key].suffix}" in report.in_words() and "Loaded again" in report.in_words()
    beside = ["net.labels.json"] if EXPORTERS[key].labels_beside else []
    assert kept(tmp_path) == sorted([report.path.name, *beside])
    assert capfd.readouterr() == ("", "")


def test_the_labels_say_how_an_answer_is_made(trained, sources) -> None:
    labels = sources["yes or no, one unit"].labels
    assert labels["outputs"] == ["malignant"] and labels["class_names"] == ["benign", "malignant"]
    assert (labels["head"], labels["decision"], labels["threshold"]) == ("sigmoid", "threshold", 0.4)
    assert sources["one of K"].labels["threshold"] is None
    assert sources["one of K"].labels["outputs"] == list(trained("one of K").data.dataset.class_names)


BESIDE = {
    "one of K": (None, None),
    "any number": (None, [0.2, 0.5, 0.7]),
    "yes or no, one unit": (0.4, [0.4]),
}
"""Threshold and thresholds beside the file."""


@pytest.mark.parametrize("case", BESIDE)
def test_a_temperature_is_in_the_weights_and_own_thresholds_beside_them(tmp_path, case: str) -> None:
    data, activation, standardise = CASES[case]
    session = made_session(data, activation, standardise, temperature=2.0, thresholds=(0.2, 0.5, 0.7))
    source = export_source(session)
    (tmp_path / "net.keras").write_bytes(source.keras_file)
    said = MODEL_FORMATS["keras"].predict(tmp_path / "net.keras", source.inputs)
    np.testing.assert_allclose(said, source.probabilities, rtol=0, atol=1e-5)
    session.adopt(
        msgspec.structs.replace(
            session.project, head=HeadChoice(session.head.activation, session.head.losses[0])
        )
    )
    assert np.abs(said - export_source(session).probabilities).max() > 0.01
    assert source.labels["temperature"] == 2.0 and "divided by that" in source.notes[0]
    assert (source.labels["threshold"], source.labels["thresholds"]) == BESIDE[case]


def test_onnx_has_the_labels_inside_and_names_its_ends(sources, tmp_path) -> None:
    import onnx

    source = sources["any number"]
    (tmp_path / "model.keras").write_bytes(source.keras_file)
    MODEL_FORMATS["onnx"].write(tmp_path / "model.keras", tmp_path / "net.onnx", json.dumps(source.labels))
    model = onnx.load(tmp_path / "net.onnx")
    assert {p.key: json.loads(p.value) for p in model.metadata_props} == {"labels": source.labels}
    assert [end.name for end in (*model.graph.input, *model.graph.output)] == ["inputs", "probabilities"]
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"


PLAIN_KERAS = """
import sys, json
import keras, numpy as np

assert not any(name.startswith("workbench") for name in sys.modules)
said = {}
for name in sys.argv[1:]:
    model = keras.models.load_model(name + ".keras")
    data = np.load(name + ".npz")
    before = int(model.optimizer.iterations)
    history = model.fit(data["inputs"], data["labels"], epochs=8, verbose=0).history
    last = model.layers[-1]
    said[name] = {
        "layer": type(last).__name__, "activation": last.activation.__name__, "loss": model.loss.name,
        "metrics": sorted(history), "fell": history["loss"][-1] < history["loss"][0], "before": before,
    }
print(json.dumps(said))
"""


def test_keras_files_open_in_plain_keras_and_train_on(trained, sources, tmp_path) -> None:
    cases = {"softmax": "one of K", "several": "any number", "one": "yes or no, one unit"}
    for name, case in cases.items():
        session = trained(case)
        (tmp_path / f"{name}.keras").write_bytes(sources[case].keras_file)
        inputs = session.data.dataset.inputs[session.data.split.training_rows]
        labels = session.data.training_labels(session.objective.encoding)
        np.savez(tmp_path / f"{name}.npz", inputs=inputs, labels=labels)
    command = [sys.executable, "-c", PLAIN_KERAS, *cases]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert {(row["layer"], row["fell"]) for row in said.values()} == {("Dense", True)}
    assert [row["activation"] for row in said.values()] == ["softmax", "sigmoid", "sigmoid"]
    assert said["softmax"]["loss"] == "sparse_categorical_crossentropy"
    assert said["softmax"]["metrics"] == ["loss", "sparse_categorical_accuracy"]
    assert said["several"]["metrics"] == ["auc", "binary_accuracy", "loss", "micro_f1"]
    assert said["one"]["metrics"] == ["auc", "binary_accuracy", "f1_score", "loss"]
    # The optimizer's state came along: training goes on, and does not begin again.
    assert said["one"]["before"] == len(trained("yes or no, one unit").history)


def off_by(source, amount: float):
    return dataclasses.replace(source, probabilities=source.probabilities + np.float32(amount))


def test_a_file_that_says_something_else_is_removed_and_the_old_one_stays(sources, tmp_path) -> None:
    (tmp_path / "net.keras").write_text("older")
    (tmp_path / "net.labels.json").write_text("older labels")
    with pytest.raises(UserError, match=r"off by 2e-05.*removed"):
        write_export(off_by(sources["one of K"], 2e-5), "keras", tmp_path / "net.keras")
    assert kept(tmp_path) == ["net.keras", "net.labels.json"]
    assert (tmp_path / "net.keras").read_text() == "older"
    assert (tmp_path / "net.labels.json").read_text() == "older labels"


def test_a_conversion_that_fails_says_why_and_leaves_nothing(sources, tmp_path) -> None:
    broken = dataclasses.replace(sources["one of K"], keras_file=b"no zip")
    with pytest.raises(UserError, match=r"net could not be written: .*model\.keras.*Choose another format"):
        write_export(broken, "savedmodel", tmp_path / "net")
    assert kept(tmp_path) == []


def test_a_cancelled_export_ends_at_once_and_leaves_nothing(sources, tmp_path) -> None:
    with pytest.raises(UserError, match="cancelled"):
        write_export(sources["one of K"], "litert", tmp_path / "net", lambda: True)
    assert kept(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes there have no process group to kill")
def test_an_export_that_is_killed_leaves_the_old_file_as_it_was(trained, tmp_path) -> None:
    session = trained("one of K")
    save(tmp_path / "net.workbench", session.project, session.saved_run())
    (tmp_path / "net.onnx").write_text("older")
    words = ["-m", "workbench", "export", "net.workbench", "--format", "onnx", "-o", "net.onnx"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    process = subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, env=environment, start_new_session=True
    )
    while process.poll() is None and not list(tmp_path.glob(".exporting-*/net.onnx")):
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert (tmp_path / "net.onnx").read_text() == "older"


def test_answers_that_are_no_numbers_or_of_another_shape_are_refused(sources, tmp_path) -> None:
    source = sources["one of K"]
    for answers, says in ((np.full((3, 3), np.nan), "off by nan"), (np.zeros((3, 2)), "shape")):
        expected = dataclasses.replace(source, probabilities=source.probabilities[:3])
        np.save(tmp_path / conversion.child.PREDICTIONS, answers)
        with pytest.raises(UserError, match=says):
            conversion._difference(expected, tmp_path, tmp_path / "net.keras")


@pytest.fixture
def quick(monkeypatch):
    """An exporter that writes without a process."""

    def write(source, written: Path, is_cancelled) -> exporters.Written:
        written.write_bytes(source.keras_file)
        return exporters.Written()

    row = dataclasses.replace(EXPORTERS["keras"], write=write)
    monkeypatch.setitem(exporters.EXPORTERS, "keras", row)


def test_a_full_disk_is_said_in_a_sentence(quick, sources, tmp_path, monkeypatch) -> None:
    def full(written: Path, path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporters, "put", full)
    with pytest.raises(UserError, match="the disk is full"):
        write_export(sources["one of K"], "keras", tmp_path / "net.keras")
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("key", "name", "says"),
    [
        ("keras", "net.onnx", "ends in .keras"),
        ("savedmodel", "net.keras", "name of a folder"),
        ("litert", "net.h5", "ends in .tflite"),
        ("keras", "nowhere/net.keras", "no folder"),
        ("tflite", "net", "choose one of keras, savedmodel, litert, onnx"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(sources, tmp_path, key: str, name: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        write_export(sources["one of K"], key, tmp_path / name)
    assert kept(tmp_path) == []


def test_a_suffix_is_added_where_there_is_none(quick, sources, tmp_path) -> None:
    report = write_export(sources["one of K"], "keras", tmp_path / "net v1.2")
    assert report.path.name == "net v1.2.keras"
    assert kept(tmp_path) == ["net v1.2.keras", "net v1.2.labels.json"]


def test_a_missing_extra_is_named_with_its_command(sources, tmp_path, monkeypatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tf2onnx" else found(name))
    with pytest.raises(UserError, match=r'pip install "workbench\[onnx\]"'):
        write_export(sources["one of K"], "onnx", tmp_path / "net.onnx")


def test_what_a_file_cannot_hold_is_said() -> None:
    source = export_source(made_session("overlapping-discs", "sigmoid", True, weighting="balanced"))
    assert "balanced weights" in source.notes[0]
