from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from engine.opening.keras_models import MAKERS
from engine.opening.model_examples import examples, randomized, weights_of

from workbench.engine.imported_model import build_imported
from workbench.engine.opening.open_model import OpenedModel, open_model

ROOT = Path(__file__).resolve().parents[3]
ENDINGS = ("keras", "h5")


def assert_same_weights(opened: OpenedModel, expected: list[Any]) -> None:
    assert len(opened.weights) == len(expected)
    for found, wanted in zip(opened.weights, expected):
        assert found.dtype == wanted.dtype
        assert np.array_equal(found, wanted)


def answers_of(model: Any, inputs: Any) -> list[Any]:
    answers = model(inputs, training=False)
    return [np.asarray(one) for one in (answers if isinstance(answers, (list, tuple)) else [answers])]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_file_of_keras_3_opens_to_the_model_that_was_saved(name: str, ending: str, tmp_path: Path) -> None:
    import keras

    model = randomized(MAKERS[name](keras))
    if name == "plain":
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(np.ones((8, 4)), np.zeros(8), verbose=0)
    path = tmp_path / f"model.{ending}"
    model.save(path)
    opened = open_model(path)
    assert opened.file == path.name
    assert_same_weights(opened, weights_of(model))
    inputs = examples(model)
    built = build_imported(opened.graph, opened.weights)
    for found, wanted in zip(answers_of(built, inputs), answers_of(model, inputs), strict=True):
        assert np.array_equal(found, wanted)


@pytest.fixture(scope="module")
def keras2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same models as Keras 2 saves them."""
    folder = tmp_path_factory.mktemp("keras2")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, str(Path(__file__).with_name("keras2_files.py")), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def saved(path: Path) -> list[Any]:
    with np.load(path) as arrays:
        return [arrays[f"arr_{number}"] for number in range(len(arrays.files))]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_file_of_keras_2_opens_to_the_model_that_was_saved(name: str, ending: str, keras2: Path) -> None:
    opened = open_model(keras2 / f"{name}.{ending}")
    assert_same_weights(opened, saved(keras2 / f"{name}.weights.npz"))
    built = build_imported(opened.graph, opened.weights)
    wanted = saved(keras2 / f"{name}.answers.npz")
    for found, expected in zip(answers_of(built, examples(built)), wanted, strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6)


def test_a_file_whose_name_is_no_text_and_looks_like_an_option_is_opened(tmp_path: Path) -> None:
    import keras

    MAKERS["plain"](keras).save(tmp_path / "model.keras")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/-c \xff.keras"))
    (tmp_path / "model.keras").rename(odd)
    assert len(open_model(odd).weights) == 8
