"""The table of formats that hold a model, and how each is written and used; child process only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.engine.export import litert, onnx_file, saved_model

Inputs = Mapping[str, NDArray[Any]]
Write = Callable[[Path, Path, str], tuple[str, ...]]
Predict = Callable[[Path, Inputs], NDArray[Any]]


@dataclass(frozen=True)
class ModelFormat:
    """One row.

    Attributes:
        write: From the model in Keras's format, the place for the result and the labels as JSON; returns what is
            worth knowing about the result, in sentences.
        predict: From the result and raw rows, by the names of the inputs, to probabilities (n, units).
    """

    write: Write
    predict: Predict


def _copy(keras_file: Path, written: Path, labels: str) -> tuple[str, ...]:
    shutil.copyfile(keras_file, written)
    return ()


def _predict_keras(path: Path, inputs: Inputs) -> NDArray[Any]:
    import keras

    model = keras.models.load_model(path)
    rows = list(inputs.values())
    return np.asarray(model(rows if len(rows) > 1 else rows[0], training=False))


MODEL_FORMATS: dict[str, ModelFormat] = {
    "keras": ModelFormat(_copy, _predict_keras),
    "savedmodel": ModelFormat(saved_model.write, saved_model.predict),
    "litert": ModelFormat(litert.write, litert.predict),
    "onnx": ModelFormat(onnx_file.write, onnx_file.predict),
}
