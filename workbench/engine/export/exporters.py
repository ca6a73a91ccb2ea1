"""The table of exporters, and how each is run: written beside its final place, checked, and then moved there."""

from __future__ import annotations

import errno
import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import UserError
from workbench.engine.export.code_writer import code_writer
from workbench.engine.export.conversion import convert
from workbench.engine.export.place import check_place, put, size_of, temporary_folder
from workbench.engine.export.source import ExportSource, export_source
from workbench.engine.export.written import IsCancelled, Written
from workbench.engine.script.notebook import notebook_of
from workbench.engine.script.script import script_of
from workbench.engine.session import Session

Write = Callable[[ExportSource, Path, IsCancelled], Written]


@dataclass(frozen=True)
class Exporter:
    """One row: a format.

    Attributes:
        key: What the command line calls it.
        title: What a list shows.
        suffix: How the file's name ends; empty for a folder.
        purpose: What it is for, in a sentence.
        write: From the source, a new path beside the final place, and a flag that cancels, writes and checks.
        labels_beside: Whether the names of the classes go into a file of their own beside it.
        modules: Modules of the extra of the same name that it needs.
        needs_training: Whether there has to be something learned to write.
    """

    key: str
    title: str
    suffix: str
    purpose: str
    write: Write
    labels_beside: bool = False
    modules: tuple[str, ...] = ()
    needs_training: bool = True


def _model(key: str) -> Write:
    def write(source: ExportSource, written: Path, is_cancelled: IsCancelled) -> Written:
        return convert(source, key, written, is_cancelled)

    return write


EXPORTERS: dict[str, Exporter] = {
    row.key: row
    for row in (
        Exporter(
            "keras",
            "Keras",
            ".keras",
            "Opens in plain Keras with keras.models.load_model, with loss, metrics and optimizer, and trains on.",
            _model("keras"),
            labels_beside=True,
        ),
        Exporter(
            "savedmodel",
            "SavedModel",
            "",
            "A folder for TensorFlow Serving and for TensorFlow without Keras; it predicts, and trains no more.",
            _model("savedmodel"),
            labels_beside=True,
        ),
        Exporter(
            "litert",
            "LiteRT",
            ".tflite",
            "Runs on phones and small devices with LiteRT, which was called TensorFlow Lite; it predicts only.",
            _model("litert"),
            labels_beside=True,
        ),
        Exporter(
            "onnx",
            "ONNX",
            ".onnx",
            "Runs with ONNX Runtime in many languages, also in a browser, without TensorFlow; it predicts only.",
            _model("onnx"),
            modules=("tf2onnx", "onnx", "onnxruntime"),
        ),
        Exporter(
            "python",
            "Python script",
            ".py",
            "Does the whole run anew with Keras, scikit-learn and NumPy alone; for an opened model, replaces its head.",
            code_writer(lambda project: script_of(project, "sequential")),
            needs_training=False,
        ),
        Exporter(
            "notebook",
            "Jupyter notebook",
            ".ipynb",
            "The same as the script, cell by cell, each with a sentence on what it is for.",
            code_writer(lambda project: notebook_of(project, "sequential")),
            needs_training=False,
        ),
    )
}


@dataclass(frozen=True)
class ExportReport:
    """What was written.

    Attributes:
        path: The file or folder.
        format: The key of its row.
        size: Bytes.
        difference: The largest difference between its probabilities and the session's; None if it has none.
        notes: What is worth knowing about it, in sentences.
    """

    path: Path
    format: str
    size: int
    difference: float | None
    notes: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Returns what was written, and how it was checked."""
        checked = (
            f"Loaded again, its probabilities are within {self.difference:.1e} of those here."
            if self.difference is not None
            else ""
        )
        return " ".join(filter(None, (f"Wrote {self.path} ({_size(self.size)}).", checked, *self.notes)))


def export(session: Session, format: str, path: Path) -> ExportReport:
    """Writes the session's network; see `write_export`. Engine thread only."""
    check_target(format, path)
    return write_export(export_source(session), format, path)


def write_export(
    source: ExportSource, format: str, path: Path, is_cancelled: IsCancelled = lambda: False
) -> ExportReport:
    """Writes a network, checks what was written, and only then puts it in its place. Any thread: no TensorFlow.

    Raises:
        UserError: the format is unknown or an extra is missing, the name does not fit, it cannot be written, or what
            was written does not say the same; whatever had that name before is untouched.
    """
    row, path = check_target(format, path)
    try:
        with temporary_folder(path.parent) as folder:
            written = row.write(source, folder / path.name, is_cancelled)
            report = _report(row, path, size_of(folder / path.name), written, source)
            if row.labels_beside:
                _put_labels(source, folder, labels_path(row, path))
            put(folder / path.name, path)
    except OSError as error:
        raise UserError(_write_failure(path, error)) from None
    return report


def check_target(format: str, path: Path) -> tuple[Exporter, Path]:
    """Returns the row of a format and the path with its suffix, before any work is done.

    Raises:
        UserError: nothing can be written there in that format; the sentence says why.
    """
    row = check_format(format)
    path = fitting_path(row, path)
    check_place(path, is_folder=not row.suffix)
    return row, path


def check_format(format: str) -> Exporter:
    """Returns the row of a format.

    Raises:
        UserError: there is none, or it needs packages that are not installed.
    """
    if format not in EXPORTERS:
        raise UserError(f"There is no format {format!r}; choose one of {', '.join(EXPORTERS)}.")
    row = EXPORTERS[format]
    if any(importlib.util.find_spec(module) is None for module in row.modules):
        raise UserError(
            f'{row.title} needs packages that are not installed; install them with: pip install "workbench[{row.key}]"'
        )
    return row


def fitting_path(row: Exporter, path: Path) -> Path:
    """Returns the path with the format's suffix, if it has none.

    Raises:
        UserError: it ends as another kind of file does.
    """
    if path.suffix.lower() == row.suffix:
        return path
    others = {other.suffix for other in EXPORTERS.values()} | {".h5", ".workbench"}
    if path.suffix.lower() in others - {""}:
        wanted = f"a name that ends in {row.suffix}" if row.suffix else "the name of a folder"
        raise UserError(f"{path.name} does not fit the format {row.title}; give {wanted}.")
    return path.with_name(path.name + row.suffix)


def labels_path(row: Exporter, path: Path) -> Path:
    """Returns where the names of the classes go, beside `path`."""
    stem = path.name.removesuffix(path.suffix) if row.suffix else path.name
    return path.with_name(f"{stem}.labels.json")


def _put_labels(source: ExportSource, folder: Path, path: Path) -> None:
    written = folder / path.name
    written.write_text(json.dumps(source.labels, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    put(written, path)


def _report(row: Exporter, path: Path, size: int, written: Written, source: ExportSource) -> ExportReport:
    beside = f"The names of the classes are in {labels_path(row, path).name} beside it."
    notes = (*((beside,) if row.labels_beside else ()), *written.notes, *source.notes)
    return ExportReport(path, row.key, size, written.difference, notes)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB"


def _write_failure(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path.name} could not be written: the disk is full. Free some space, or write it elsewhere."
    return f"{path.name} could not be written: {error.strerror or error}. Write it in another folder."
