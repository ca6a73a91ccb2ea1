"""What runs in a process of its own: writes one format, loads it again from the disk and predicts."""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

import numpy as np

from workbench.engine.export.formats import MODEL_FORMATS

MODEL, LABELS, NAMES, INPUTS = "model.keras", "labels.json", "names.json", "inputs.npz"
NOTES, PREDICTIONS, LOG = "notes.json", "predictions.npy", "log.txt"


def serve(key: str, folder: str, written: str) -> None:
    """Writes the model in `folder` as `written` and leaves notes and predictions in `folder`.

    Whatever libraries print goes to a log file: standard output belongs to the program that began this one.
    """
    _send_output_to(Path(folder) / LOG)
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    if hasattr(os, "nice"):
        # Behind the window and the training, which somebody is watching.
        os.nice(10)
    try:
        _serve(key, Path(folder), Path(written))
    except Exception:
        traceback.print_exc()
        sys.exit(1)


def _send_output_to(log: Path) -> None:
    with log.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.stdout, sys.stderr = (os.fdopen(descriptor, "w", closefd=False) for descriptor in (1, 2))


def _serve(key: str, folder: Path, written: Path) -> None:
    row = MODEL_FORMATS[key]
    notes = row.write(folder / MODEL, written, (folder / LABELS).read_text(encoding="utf-8"))
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    with np.load(folder / INPUTS, allow_pickle=False) as arrays:
        inputs = dict(zip(names, arrays.values(), strict=True))
    np.save(folder / PREDICTIONS, row.predict(written, inputs), allow_pickle=False)
    (folder / NOTES).write_text(json.dumps(notes), encoding="utf-8")
