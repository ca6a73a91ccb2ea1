"""Reads and writes `*.workbench` files: a zip with the project, and the trained run if there is one."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec
import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from workbench.core.atomic_file import write_atomically, write_failure
from workbench.core.errors import UserError
from workbench.core.history import History
from workbench.core.imported.imported_model import ImportedModel, check_imported
from workbench.core.imported.model_weights import ModelWeights, encoded_weights
from workbench.core.project import Project, checked
from workbench.core.runs.run_members import FOLDER, RUNS, read_runs, runs_list, table_name, table_of
from workbench.core.runs.run_record import RunRecord

FORMAT = 5


def _with_opened_models(document: dict[str, Any]) -> dict[str, Any]:
    """Format 2 knows opened models and experiments. A project of format 1 has neither, which is their default."""
    return document


def _with_scaling(document: dict[str, Any]) -> dict[str, Any]:
    """Format 3 knows own and painted data, and names the scaling where format 2 had a switch."""
    data = document.get("data")
    if isinstance(data, dict) and "standardise" in data:
        data["scaling"] = "standardise" if data.pop("standardise") else "none"
    return document


def _with_thresholds(document: dict[str, Any]) -> dict[str, Any]:
    """Format 4 knows a threshold for each label, and a temperature; a project of format 3 has one for all, and 1."""
    return document


def _with_test_part(document: dict[str, Any]) -> dict[str, Any]:
    """Format 5 knows a share that is kept for a last test; a project of format 4 keeps none."""
    return document


MIGRATIONS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (
    _with_opened_models,
    _with_scaling,
    _with_thresholds,
    _with_test_part,
)
"""Row i turns the parsed JSON of format i + 1 into that of format i + 2."""

PROJECT, MANIFEST, RUN, LOSSES = "project.json", "manifest.json", "run.json", "history/losses.npy"
OPENED = "opened/"
LARGEST_FILE = 2 * 2**30
LARGEST_PARTS = {PROJECT: 16 * 2**20, MANIFEST: 16 * 2**20, RUN: 256 * 2**20, RUNS: 256 * 2**20}
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class SavedRun:
    """What training has made: arrays by key, the curves, and the project that they belong to."""

    state: Mapping[str, NDArray[Any]]
    history: History
    trained: Project


@dataclass(frozen=True)
class Loaded:
    """What a file held, and in words what of it was damaged."""

    project: Project
    run: SavedRun | None
    lost: tuple[str, ...] = ()
    runs: tuple[RunRecord, ...] = ()


class _Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    trained: dict[str, Any]
    epochs: list[dict[str, float | None]]
    epoch_steps: list[int]
    marks: list[tuple[int, str]]
    chances: list[tuple[int, float | None]]
    arrays: list[str]


def save(path: Path, project: Project, run: SavedRun | None, runs: Sequence[RunRecord] = ()) -> None:
    """Writes the file beside its final place, verifies it and renames it over.

    Args:
        path: The file.
        project: The design.
        run: What is trained now, if anything is.
        runs: The records of all runs.

    Raises:
        UserError: the file cannot be written; an older file of that name is untouched.
    """
    members = _members(project, run) | _members_of_runs(runs)
    try:
        write_atomically(path, _zipped(members))
    except OSError as error:
        raise UserError(write_failure(path, error)) from None


def _members(project: Project, run: SavedRun | None) -> dict[str, bytes]:
    document = {"format": FORMAT, **msgspec.to_builtins(project, enc_hook=encoded_weights)}
    members = {PROJECT: json.dumps(document, indent=1).encode()}
    members |= _opened_members(project.imported)
    if run is not None:
        members |= _opened_members(run.trained.imported)
        members[RUN] = msgspec.json.encode(_run_record(run))
        members[LOSSES] = _array_bytes(run.history.loss)
        members |= {f"{key}.npy": _array_bytes(array) for key, array in run.state.items()}
    return members


def _members_of_runs(runs: Sequence[RunRecord]) -> dict[str, bytes]:
    members = {RUNS: runs_list(runs)} if runs else {}
    for record in runs:
        members[table_name(record.number)] = _array_bytes(table_of(record))
        members |= _opened_members(record.project.imported)
    return members


def _opened_members(model: ImportedModel | None) -> dict[str, bytes]:
    arrays = model.weights.arrays if model else ()
    folder = opened_folder(model.weights.digest) if model else ""
    return {f"{folder}{index:05d}.npy": _array_bytes(array) for index, array in enumerate(arrays)}


def opened_folder(digest: str) -> str:
    """Returns where the weights of an opened model lie."""
    return f"{OPENED}{digest}/"


def _run_record(run: SavedRun) -> _Run:
    history = run.history
    epochs = [{name: _finite(value) for name, value in row.items()} for row in history.epochs]
    chances = [(step, _finite(value)) for step, value in history.chances]
    trained = msgspec.to_builtins(run.trained, enc_hook=encoded_weights)
    return _Run(trained, epochs, history.epoch_steps, history.marks, chances, sorted(run.state))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _array_bytes(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    npy.write_array(buffer, np.ascontiguousarray(array).reshape(array.shape), allow_pickle=False)
    return buffer.getvalue()


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, MANIFEST: json.dumps(sums).encode()}.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def load(path: Path) -> Loaded:
    """Reads a project; what of the trained run is damaged is left out and named in `lost`.

    Raises:
        UserError: one sentence that names the file, the part and the remedy.
    """
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UserError(f"{path} could not be opened: {reason}. Check the name and the folder.") from None
    with file:
        return _opened(path, file)


def _opened(path: Path, file: IO[bytes]) -> Loaded:
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(path, archive)
    except UserError:
        raise
    except Exception:
        # The archive reader raises errors of a dozen kinds on damaged bytes, and all mean the same.
        raise UserError(_damaged(path)) from None


def _damaged(path: Path) -> str:
    return (
        f"{path.name} is not a whole Workbench project: it is cut short or damaged. Open an older copy of it."
    )


def _read(path: Path, archive: zipfile.ZipFile) -> Loaded:
    _check_members(path, archive.infolist())
    document = _document(path, _content(archive, PROJECT))
    number = document.pop("format")
    document = _migrated(path, document, number)
    opened = _OpenedWeights(archive)
    lost: tuple[str, ...] = ()
    if not opened.serve(document):
        document["imported"] = None
        lost = (
            f"The weights of the opened model in {path.name} are damaged, so the model was left out. Open it from "
            "its own file again, or open an older copy of the project.",
        )
    project = _project(path, document, opened)
    runs, lost_runs = _kept_runs(path, archive, opened, number)
    lost += lost_runs
    if not any(name == RUN or _is_of_run(name) for name in archive.namelist()):
        return Loaded(project, None, lost, runs)
    try:
        return Loaded(project, _read_run(archive, opened, number), lost, runs)
    except Exception:
        # Whatever the damage, the design is worth more than the reason why the rest cannot be read.
        lost += (
            f"The trained weights and curves in {path.name} are damaged and were left out; the design is "
            "whole. Train it again, or open an older copy.",
        )
        return Loaded(project, None, lost, runs)


def _is_of_run(name: str) -> bool:
    return name.endswith(".npy") and not name.startswith((OPENED, FOLDER))


def _kept_runs(
    path: Path, archive: zipfile.ZipFile, opened: _OpenedWeights, number: int
) -> tuple[tuple[RunRecord, ...], tuple[str, ...]]:
    """Returns the records of runs, and in words that they are damaged."""
    if RUNS not in archive.namelist():
        return (), ()
    try:
        sums = json.loads(_content(archive, MANIFEST))
        return read_runs(
            _verified(archive, RUNS, sums),
            lambda name: _array(_verified(archive, name, sums)),
            lambda document: _trained(dict(document), opened, number),
        ), ()
    except Exception:
        # As with the trained run: whatever the damage, the design is worth more than the reason.
        return (), (
            f"The list of runs in {path.name} is damaged and was left out; open an older copy for it.",
        )


class _OpenedWeights:
    """Finds the weights of opened models in the archive by the checksum that stands for them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._found: dict[str, ModelWeights] = {}

    def serve(self, document: dict[str, Any]) -> bool:
        """Returns whether the project has no opened model, or one whose weights verify."""
        model = document.get("imported")
        digest = model.get("weights") if isinstance(model, dict) else None
        try:
            return digest is None or bool(self.decode(ModelWeights, digest))
        except Exception:
            # A damaged archive raises errors of a dozen kinds, and all mean the same.
            return False

    def decode(self, kind: type, digest: object) -> ModelWeights:
        """Returns the weights with that checksum, as msgspec asks for them."""
        if kind is not ModelWeights or not isinstance(digest, str):
            raise ValueError("the weights of an opened model are named by their checksum")
        if digest not in self._found:
            self._found[digest] = self._read(digest)
        return self._found[digest]

    def _read(self, digest: str) -> ModelWeights:
        folder = opened_folder(digest)
        names = sorted(name for name in self._archive.namelist() if name.startswith(folder))
        weights = ModelWeights([_array(_content(self._archive, name)) for name in names])
        if weights.digest != digest:
            raise ValueError("the weights of the opened model differ from their checksum")
        return weights


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    sizes = {member.filename: member.file_size for member in members}
    if PROJECT not in sizes:
        raise UserError(
            f"{path.name} is not a Workbench project: it has no {PROJECT} inside. Open another file."
        )
    if len(sizes) != len(members):
        raise UserError(f"{path.name} has a part that stands in it twice; open an older copy of it.")
    if sum(sizes.values()) > LARGEST_FILE:
        raise UserError(
            f"{path.name} holds more than {LARGEST_FILE / 2**30:g} GiB; open an older copy of it."
        )
    for name, largest in LARGEST_PARTS.items():
        if sizes.get(name, 0) > largest:
            raise UserError(
                f"{path.name}: {name} is larger than {largest / 2**20:g} MiB; open an older copy of the file."
            )
    if any(member.compress_type not in COMPRESSIONS or member.flag_bits & 1 for member in members):
        raise UserError(f"{path.name} is packed in a way Workbench never does; open an older copy of it.")


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    # Asked for its declared size, a part cannot unpack to more than that.
    member = archive.getinfo(name)
    with archive.open(member) as file:
        return file.read(member.file_size)


def _document(path: Path, content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise UserError(
            f"{path.name}: {PROJECT} is not readable JSON; open an older copy of the file."
        ) from None
    if not isinstance(document, dict) or type(document.get("format")) is not int:
        raise UserError(
            f"{path.name}: {PROJECT} has no format number, so it is not a Workbench project. Open another file."
        )
    return document


def _project(path: Path, document: dict[str, Any], opened: _OpenedWeights) -> Project:
    try:
        return _admitted(msgspec.convert(document, Project, dec_hook=opened.decode))
    except msgspec.ValidationError as error:
        raise UserError(
            f"{path.name}, {PROJECT}: {_in_words(error)}. Correct it or open an older copy."
        ) from None
    except UserError as error:
        raise UserError(f"{path.name}: {error} Correct it in {PROJECT} or open an older copy.") from None


def _admitted(project: Project) -> Project:
    """An opened model in a project that came by mail passes the same gates as a foreign file."""
    if project.imported is not None:
        check_imported(project.imported)
    return checked(project)


def _migrated(path: Path, document: dict[str, Any], number: int) -> dict[str, Any]:
    if number > FORMAT:
        raise UserError(
            f"{path.name} was made by a newer Workbench (format {number}); this one reads up to {FORMAT}. "
            "Open it with a newer Workbench."
        )
    if number < 1:
        raise UserError(f"{path.name} has the format number {number}, which never was. Open an older copy.")
    return _brought_up(document, number)


def _brought_up(document: dict[str, Any], number: int) -> dict[str, Any]:
    for migrate in MIGRATIONS[number - 1 :]:
        document = migrate(document)
    return document


def _in_words(error: msgspec.ValidationError) -> str:
    text, _, place = str(error).partition(" - at `$")
    where = place.strip("`.").replace("[...]", " (one of its values)") or "the project"
    return f"{where}: {text[:1].lower()}{text[1:]}".rstrip(".")


def _read_run(archive: zipfile.ZipFile, opened: _OpenedWeights, number: int) -> SavedRun:
    sums = json.loads(_content(archive, MANIFEST))
    record = msgspec.json.decode(_verified(archive, RUN, sums), type=_Run)
    trained = _trained(record.trained, opened, number)
    state = {key: _array(_verified(archive, f"{key}.npy", sums)) for key in record.arrays}
    history = History.of(
        losses=_losses(_array(_verified(archive, LOSSES, sums))),
        epochs=[{name: _number(value) for name, value in row.items()} for row in record.epochs],
        epoch_steps=record.epoch_steps,
        marks=record.marks,
        chances=[(step, _number(value)) for step, value in record.chances],
    )
    _check_history(history)
    return SavedRun(state, history, trained)


def _trained(document: dict[str, Any], opened: _OpenedWeights, number: int) -> Project:
    """Returns the project that a run was trained from."""
    return _admitted(msgspec.convert(_brought_up(document, number), Project, dec_hook=opened.decode))


def _check_history(history: History) -> None:
    steps = [0, *history.epoch_steps, len(history)]
    if len(history.epochs) != len(history.epoch_steps) or steps != sorted(steps):
        raise ValueError("the epochs do not fit the steps")


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _losses(array: NDArray[Any]) -> NDArray[np.float32]:
    if array.ndim != 1 or array.dtype != np.float32:
        raise ValueError("the losses are not a row of single-precision numbers")
    return array


def _verified(archive: zipfile.ZipFile, name: str, sums: Mapping[str, str]) -> bytes:
    content = _content(archive, name)
    if hashlib.sha256(content).hexdigest() != sums[name]:
        raise ValueError(f"{name} differs from its checksum")
    return content


def _array(content: bytes) -> NDArray[Any]:
    """Reads one array; the size that the header declares must be the size that is there."""
    buffer = io.BytesIO(content)
    version = npy.read_magic(buffer)
    if version != (1, 0):
        raise ValueError("an array of an unknown version")
    shape, _, kind = npy.read_array_header_1_0(buffer)
    if (
        kind.kind not in "fiub"
        or len(content) - buffer.tell() != int(np.prod(shape, dtype=object)) * kind.itemsize
    ):
        raise ValueError("an array whose size is not what it says")
    buffer.seek(0)
    array: NDArray[Any] = npy.read_array(buffer, allow_pickle=False)
    return array
