"""Reads and writes `*.workbench` files: a zip with the project, and the trained run if there is one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from workbench.core.atomic_file import write_atomically, write_failure
from workbench.core.errors import UserError
from workbench.core.project import Project
from workbench.core.project_members.array_member import array_bytes
from workbench.core.project_members.migrations import FORMAT, brought_up, migrated
from workbench.core.project_members.opened_weights import OPENED, OpenedWeights, opened_members
from workbench.core.project_members.project_archive import PROJECT, RUN, ProjectArchive, zipped
from workbench.core.project_members.project_member import (
    admitted,
    project_bytes,
    read_document,
    read_project,
)
from workbench.core.project_members.run_member import read_run, run_members
from workbench.core.project_members.saved_run import SavedRun
from workbench.core.runs.run_members import FOLDER, RUNS, read_runs, runs_list, table_name, table_of
from workbench.core.runs.run_record import RunRecord


@dataclass(frozen=True)
class Loaded:
    """What a file held, and in words what of it was damaged."""

    project: Project
    run: SavedRun | None
    lost: tuple[str, ...] = ()
    runs: tuple[RunRecord, ...] = ()


def save(
    path: Path,
    project: Project,
    run: SavedRun | None,
    runs: Sequence[RunRecord] = (),
    compressed: bool = True,
) -> None:
    """Writes the file beside its final place, verifies it and renames it over.

    Args:
        path: The file.
        project: The design.
        run: What is trained now, if anything is.
        runs: The records of all runs.
        compressed: Makes it smaller, and takes many times as long where a network is large.

    Raises:
        UserError: the file cannot be written; an older file of that name is untouched.
    """
    members = members_of(project, run) | _members_of_runs(runs)
    try:
        write_atomically(path, zipped(members, compressed))
    except OSError as error:
        raise UserError(write_failure(path, error)) from None


def members_of(project: Project, run: SavedRun | None) -> dict[str, bytes]:
    """Returns the design and what is trained now, by the names in the file."""
    members = {PROJECT: project_bytes(project, FORMAT), **opened_members(project.imported)}
    return members | (run_members(run) if run else {})


def _members_of_runs(runs: Sequence[RunRecord]) -> dict[str, bytes]:
    members = {RUNS: runs_list(runs)} if runs else {}
    for record in runs:
        members[table_name(record.number)] = array_bytes(table_of(record))
        members |= opened_members(record.project.imported)
    return members


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
            return _read(path, ProjectArchive(archive))
    except UserError:
        raise
    except Exception:
        # The archive reader raises errors of a dozen kinds on damaged bytes, and all mean the same.
        raise UserError(
            f"{path.name} is not a whole Workbench project: it is cut short or damaged. "
            "Open an older copy of it."
        ) from None


def _read(path: Path, archive: ProjectArchive) -> Loaded:
    archive.check(path)
    document = read_document(path, archive.content(PROJECT))
    number = document.pop("format")
    document, opened = migrated(path, document, number), OpenedWeights(archive)

    def trained(document: Mapping[str, Any]) -> Project:
        return admitted(brought_up(dict(document), number), opened)

    lost = _without_damaged_model(path, document, opened)
    project = read_project(path, document, opened)
    runs, lost_runs = _kept_runs(path, archive, trained)
    run, lost_run = _kept_run(path, archive, trained)
    return Loaded(project, run, (*lost, *lost_runs, *lost_run), runs)


Trained = Callable[[Mapping[str, Any]], Project]
"""Returns the project that a run was trained from, whatever the format it is written in."""


def _without_damaged_model(path: Path, document: dict[str, Any], opened: OpenedWeights) -> tuple[str, ...]:
    """Takes an opened model without its weights out of the document, and says so."""
    if opened.serve(document):
        return ()
    document["imported"] = None
    return (
        f"The weights of the opened model in {path.name} are damaged, so the model was left out. Open it from "
        "its own file again, or open an older copy of the project.",
    )


def _kept_run(
    path: Path, archive: ProjectArchive, trained: Trained
) -> tuple[SavedRun | None, tuple[str, ...]]:
    """Returns what is trained, if anything is, and in words that it is damaged."""
    if not any(name == RUN or _is_of_run(name) for name in archive.names):
        return None, ()
    try:
        return read_run(archive, trained), ()
    except Exception:
        # Whatever the damage, the design is worth more than the reason why the rest cannot be read.
        return None, (
            f"The trained weights and curves in {path.name} are damaged and were left out; the design is "
            "whole. Train it again, or open an older copy.",
        )


def _is_of_run(name: str) -> bool:
    return name.endswith(".npy") and not name.startswith((OPENED, FOLDER))


def _kept_runs(
    path: Path, archive: ProjectArchive, trained: Trained
) -> tuple[tuple[RunRecord, ...], tuple[str, ...]]:
    """Returns the records of runs, and in words that they are damaged."""
    if RUNS not in archive.names:
        return (), ()
    try:
        return read_runs(archive.verified(RUNS), archive.verified_array, trained), ()
    except Exception:
        # As with the trained run: whatever the damage, the design is worth more than the reason.
        return (), (
            f"The list of runs in {path.name} is damaged and was left out; open an older copy for it.",
        )
