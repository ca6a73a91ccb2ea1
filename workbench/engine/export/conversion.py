"""Has a process of its own write a format and load it again, and compares what it says."""

from __future__ import annotations

import json
import logging
import multiprocessing
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NoReturn

import numpy as np

from workbench.core.errors import UserError
from workbench.engine.export import child
from workbench.engine.export.source import ExportSource
from workbench.engine.export.written import IsCancelled, Written

log = logging.getLogger(__name__)

TOLERANCE = 1e-5
"""How far a probability may be off: rounding is a tenth of that at most."""

LONGEST = 600.0
"""Seconds that a conversion may take."""


def convert(source: ExportSource, key: str, written: Path, is_cancelled: IsCancelled) -> Written:
    """Writes the model as `written` in the format `key`, loads it again and compares its predictions.

    A process of its own, because converters print, take long with the interpreter held, and keep memory.

    Raises:
        UserError: it could not be written or loaded, it says something else, or `is_cancelled` said so meanwhile.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _hand_over(source, folder)
        arguments = (key, str(folder), str(written))
        process = multiprocessing.get_context("spawn").Process(
            target=child.serve, args=arguments, name="exporting", daemon=True
        )
        process.start()
        try:
            _wait(process, written, is_cancelled)
        finally:
            process.kill()
            process.join()
        if process.exitcode:
            _tell_why(written, folder / child.LOG)
        return Written(_difference(source, folder, written), _notes(folder))


def _hand_over(source: ExportSource, folder: Path) -> None:
    (folder / child.MODEL).write_bytes(source.keras_file)
    (folder / child.LABELS).write_text(json.dumps(source.labels), encoding="utf-8")
    (folder / child.NAMES).write_text(json.dumps(list(source.inputs)), encoding="utf-8")
    np.savez(folder / child.INPUTS, *source.inputs.values())


def _wait(process: BaseProcess, written: Path, is_cancelled: IsCancelled) -> None:
    end = time.monotonic() + LONGEST
    while process.is_alive():
        process.join(0.05)
        if is_cancelled():
            raise UserError(f"The export of {written.name} was cancelled; nothing was written.")
        if time.monotonic() > end:
            raise UserError(
                f"{written.name} was not written within {LONGEST / 60:g} minutes; choose another format."
            )


def _tell_why(written: Path, log_file: Path) -> NoReturn:
    text = log_file.read_text(encoding="utf-8", errors="replace") if log_file.exists() else ""
    log.warning("%s could not be exported:\n%s", written.name, text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    reason = lines[-1].rstrip(".")[:300] if lines else "the converter ended without a word"
    raise UserError(f"{written.name} could not be written: {reason}. Choose another format.")


def _notes(folder: Path) -> tuple[str, ...]:
    return tuple(json.loads((folder / child.NOTES).read_text(encoding="utf-8")))


def _difference(source: ExportSource, folder: Path, written: Path) -> float:
    said, expected = np.load(folder / child.PREDICTIONS, allow_pickle=False), source.probabilities
    if said.shape != expected.shape:
        raise UserError(
            f"{written.name} was written, but gives answers of shape {said.shape} for {expected.shape}; "
            "it was removed. Choose another format."
        )
    difference = float(np.abs(said.astype(np.float64) - expected).max())
    # Written so that what is not a number fails as well.
    if not difference <= TOLERANCE:
        raise UserError(
            f"{written.name} was written and loaded again, but its probabilities are off by {difference:.2g}, "
            f"more than {TOLERANCE:g}; it was removed. Choose another format."
        )
    return difference
