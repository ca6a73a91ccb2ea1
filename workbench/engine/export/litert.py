"""LiteRT, for phones and small devices; child process only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLEX = b"Flex"
"""How the names of those operations begin that LiteRT has from TensorFlow."""


def write(keras_file: Path, written: Path, labels: str) -> tuple[str, ...]:
    """Writes the file, and says where it needs more than LiteRT's own operations."""
    import keras

    keras.models.load_model(keras_file).export(written, format="litert", verbose=False)
    if FLEX not in written.read_bytes():
        return ()
    return ("It uses operations of TensorFlow's, so it runs with LiteRT's Flex delegate only.",)


def predict(path: Path, inputs: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """Returns the probabilities (n, units) that LiteRT's interpreter gives."""
    import tensorflow as tf

    interpreter = tf.lite.Interpreter(model_path=str(path))
    # The signature takes inputs by name, and any number of rows.
    (said,) = interpreter.get_signature_runner()(**inputs).values()
    return np.asarray(said)
