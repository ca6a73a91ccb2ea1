"""TensorFlow's SavedModel; child process only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write(keras_file: Path, written: Path, labels: str) -> tuple[str, ...]:
    """Writes the folder."""
    import keras

    keras.models.load_model(keras_file).export(written, format="tf_saved_model", verbose=False)
    return ()


def predict(path: Path, inputs: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """Returns the probabilities (n, units) that the folder's `serve` gives."""
    import tensorflow as tf

    # Held by name: its functions do not keep its variables.
    loaded = tf.saved_model.load(path)
    rows = list(inputs.values())
    return np.asarray(loaded.serve(rows if len(rows) > 1 else rows[0]))
