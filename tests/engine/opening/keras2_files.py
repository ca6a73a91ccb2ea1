"""Saves the models as Keras 2 does, with their weights and answers beside them; a program of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from engine.opening.keras_models import MAKERS
from engine.opening.model_examples import examples, randomized, weights_of


def main(folder: Path) -> None:
    import tf_keras  # type: ignore[import-untyped]

    for name, maker in MAKERS.items():
        save(randomized(maker(tf_keras)), folder / name)


def save(model: Any, path: Path) -> None:
    if path.name == "plain":
        model.compile("adam", "sparse_categorical_crossentropy")
        model.fit(np.ones((8, 4)), np.zeros(8), verbose=0)
    model.save(f"{path}.keras")
    model.save(f"{path}.h5")
    answers = model(examples(model), training=False)
    answers = answers if isinstance(answers, (list, tuple)) else [answers]
    np.savez(f"{path}.weights.npz", *weights_of(model))
    np.savez(f"{path}.answers.npz", *(np.asarray(answer) for answer in answers))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
